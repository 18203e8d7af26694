internal import Seedbed

/// What the database said of a statement, and where that is written.
struct StatementFailure: DatabaseError {
  private var error: any DatabaseError
  private let place: String

  init(_ error: any DatabaseError, at place: String) {
    self.error = error
    self.place = place
  }

  var kind: DatabaseErrorKind { error.kind }
  var message: String { error.message }
  var sql: String? { error.sql }
  var isTransient: Bool { error.isTransient }
  var location: ErrorLocation {
    get { error.location }
    set { error.location = newValue }
  }

  /// File and line, and what the engine says.
  var description: String { "\(place): \(error)" }

  /// Does some work, and adds the place to the engine's error.
  static func locating<Result>(
    _ file: String, line: Int, _ work: () throws -> Result
  ) throws -> Result {
    do {
      return try work()
    } catch let error as any DatabaseError {
      throw StatementFailure(error, at: "\(file):\(line)")
    }
  }
}

/// A step's file asks for what does not come about.
struct StepFileProblem: Error, CustomStringConvertible {
  /// Where, what, and what to do.
  let description: String

  init(_ text: String, at file: String, line: Int? = nil) {
    description = "\(file)\(line.map { ":\($0)" } ?? ""): \(text)"
  }
}
