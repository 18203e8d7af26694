internal import CSQLite
public import Seedbed

/// An error of the SQLite engine.
public struct SQLiteError: DatabaseError {
  /// SQLite's extended result code.
  public let code: Code
  /// What kind of failure this is.
  public let kind: DatabaseErrorKind
  /// SQLite's own message, or the engine's.
  public let message: String
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
    self.message = message
    self.sql = sql
    self.location = location
    self.kind = kind ?? code.kind(message: message)
    self.advice = advice ?? Self.advice(for: self.kind)
  }

  /// The message, the code's name in C, the place, the statement, and what to do about it.
  public var description: String {
    text(code: code, advice: advice)
  }

  /// Whether a trigger raised it.
  public var isRaisedByTrigger: Bool { code == .SQLITE_CONSTRAINT_TRIGGER }

  private static func advice(for kind: DatabaseErrorKind) -> String {
    switch kind {
    case .unavailable: "Check that the folder exists, that you may write to it, and the disk."
    case .notADatabase: "Choose another file, or move this one away, and run again."
    case .busy: "Close the program that uses the database, or wait for it, and run again."
    case .full: "Free some space, or lift the database's limit of pages, and run again."
    case .readOnly: "Make the file and its folder writable, or choose another file."
    case .constraint: "Correct the values, or the constraint that forbids them."
    case .schema: "Compare the statement with the tables that the database has."
    case .interrupted: "Run again to go on."
    case .other: "Correct the statement, or report this if it is not at fault."
    }
  }
}

extension SQLiteError {
  /// The error that a connection reports last.
  init(
    _ database: OpaquePointer, sql: String? = nil, location: ErrorLocation = ErrorLocation()
  ) {
    let message = sqlite3_errmsg(database).map { String(cString: $0) } ?? "unknown error"
    let code = Code(rawValue: sqlite3_extended_errcode(database))
    var location = location
    if location.table == nil { location.table = Self.table(inConstraintMessage: message) }
    self.init(code: code, message: message, sql: sql, location: location)
  }

  /// The table in `UNIQUE constraint failed: players.email` and its kin; nil where none is named.
  private static func table(inConstraintMessage message: String) -> String? {
    for prefix in ["UNIQUE constraint failed: ", "NOT NULL constraint failed: "]
    where message.hasPrefix(prefix) {
      let rest = message.dropFirst(prefix.count)
      return rest.firstIndex(of: ".").map { String(rest[..<$0]) }
    }
    return nil
  }
}
