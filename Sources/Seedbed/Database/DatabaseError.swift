/// An error that an engine reports; each engine has one struct that conforms.
///
/// `description` names what happened and where, carries no bound value and no password, and ends
/// with what to do about it.
public protocol DatabaseError: LocatedError, CustomStringConvertible {
  /// What kind of failure this is, the same on every engine.
  var kind: DatabaseErrorKind { get }
  /// The engine's own message.
  var message: String { get }
  /// The statement that failed, without its values; nil where there was none.
  var sql: String? { get }
  /// The step, table and row it happened at, as far as known.
  var location: ErrorLocation { get set }
  /// Whether the transaction failed for another one's sake and may succeed when it is done again.
  var isTransient: Bool { get }
  /// Whether a trigger, or a function that one called, raised it.
  var isRaisedByTrigger: Bool { get }
}

extension DatabaseError {
  /// Doing it again does not help.
  public var isTransient: Bool { false }
  /// No trigger is known to have raised it.
  public var isRaisedByTrigger: Bool { false }
}

/// An error that knows the table or row it happened at; reports name them.
public protocol LocatedError: Error {
  /// The step, table and row it happened at, as far as known.
  var location: ErrorLocation { get }
}

extension GenerationError: LocatedError {}

extension DatabaseError {
  /// The text of `description`: the message, the code's name, the place, the statement cut to about
  /// four lines of a terminal, and what to do about it.
  public func text(code: some CustomStringConvertible, advice: String) -> String {
    var text = "\(message) (\(code))"
    let place = location.text
    if !place.isEmpty { text += " at \(place)" }
    if let sql {
      let words = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      text += " in: " + (words.count > 320 ? words.prefix(320) + " …" : words)
    }
    return text + ". " + advice
  }
}

/// The kinds of failure that callers tell apart.
public enum DatabaseErrorKind: String, Sendable {
  /// The database cannot be reached or opened.
  case unavailable
  /// The file is no database, or a damaged one.
  case notADatabase
  /// Another process holds the database.
  case busy
  /// The disk, or the database's own limit, is full.
  case full
  /// The database may not be written.
  case readOnly
  /// A constraint was violated.
  case constraint
  /// A table or column is missing or does not fit.
  case schema
  /// The statement was interrupted.
  case interrupted
  /// Anything else.
  case other
}

/// Where in a run something happened.
public struct ErrorLocation: Hashable, Sendable {
  /// The step, such as `22_job_posts`.
  public var step: String?
  /// The table.
  public var table: String?
  /// The 0-based row: within the table's plan for generated rows, else among the rows that the step
  /// wrote into the table.
  public var row: Int?

  /// Creates a location; all parts may be unknown.
  public init(step: String? = nil, table: String? = nil, row: Int? = nil) {
    self.step = step
    self.table = table
    self.row = row
  }

  /// The known parts, such as `step 22_job_posts, table job_posts, row 17`; empty when none is.
  public var text: String {
    [
      step.map { "step \($0)" }, table.map { "table \($0)" }, row.map { "row \($0)" },
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
