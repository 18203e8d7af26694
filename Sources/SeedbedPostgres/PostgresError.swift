internal import CLibPQ
public import Seedbed

/// An error of the PostgreSQL engine.
///
/// `description` shows neither `detail` nor `context`: for a violated constraint they hold the row's
/// values. Of messages that quote a value (class 22) the quoted parts are left out.
public struct PostgresError: DatabaseError {
  /// The SQLSTATE.
  public let code: Code
  /// What kind of failure this is.
  public let kind: DatabaseErrorKind
  /// The server's own message, libpq's, or the engine's.
  public let message: String
  /// The server's further words, which may hold values; nil where there are none.
  public var detail: String?
  /// The server's own advice; nil where there is none.
  public var hint: String?
  /// Where the server was, such as `COPY players, line 17`, which may hold values.
  public var context: String?
  /// The constraint that was violated; nil where there is none.
  public var constraint: String?
  /// The column; nil where the server names none.
  public var column: String?
  /// The statement that failed, without its values; nil where there was none.
  public let sql: String?
  /// The step, table and row it happened at, as far as known.
  public var location: ErrorLocation
  /// What to do about it: one sentence.
  public let advice: String

  /// Creates an error; the kind and the advice follow from the code where they are not given.
  public init(
    code: Code, message: String, sql: String? = nil, location: ErrorLocation = ErrorLocation(),
    kind: DatabaseErrorKind? = nil, advice: String? = nil
  ) {
    self.code = code
    self.message = code.codeClass == "22" ? Self.withoutQuoted(message) : message
    self.sql = sql
    self.location = location
    self.kind = kind ?? code.kind
    self.advice = advice ?? code.advice
  }

  /// The message, the condition's name, the place, the statement, and what to do about it.
  public var description: String {
    text(code: code, advice: advice)
  }

  /// A text with `…` in place of what stands between double quotes.
  static func withoutQuoted(_ text: String) -> String {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset % 2 == 0 ? String($0.element) : "…" }.joined(separator: "\"")
  }
}

extension PostgresError {
  /// The error that a failed result tells of; `connection` helps out where the server said nothing.
  init(_ result: borrowing PostgresResult, connection: OpaquePointer, sql: String?) {
    guard let state = result.errorField(CLIBPQ_SQLSTATE),
      let message = result.errorField(CLIBPQ_MESSAGE)
    else {
      self.init(connection, sql: sql)
      return
    }
    self.init(
      code: Code(rawValue: state), message: message, sql: sql,
      location: ErrorLocation(table: result.errorField(CLIBPQ_TABLE)),
      // An error of the server's own inside, such as a file that cannot grow: it knows best.
      advice: state.hasPrefix("XX") ? result.errorField(CLIBPQ_HINT) : nil)
    detail = result.errorField(CLIBPQ_DETAIL)
    hint = result.errorField(CLIBPQ_HINT)
    context = result.errorField(CLIBPQ_CONTEXT)
    constraint = result.errorField(CLIBPQ_CONSTRAINT)
    column = result.errorField(CLIBPQ_COLUMN)
  }

  /// The error that a connection reports last and that no server gave a code: it is broken.
  init(_ connection: OpaquePointer, sql: String? = nil) {
    let isBroken = PQstatus(connection) == CONNECTION_BAD
    self.init(
      code: isBroken ? .connectionFailure : Code(rawValue: "XX000"),
      message: Self.lastMessage(of: connection), sql: sql,
      advice: isBroken ? "Check that the server still runs, and run again to go on." : nil)
  }

  /// What libpq says of a connection, in one line.
  static func lastMessage(of connection: OpaquePointer) -> String {
    let text = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? "the connection failed without a message" : words
  }
}
