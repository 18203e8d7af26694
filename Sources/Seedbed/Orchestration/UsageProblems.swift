/// Everything that is wrong with what was asked for, found before anything was written.
///
/// A command that throws this ends with `ExitStatus.usage`.
public struct UsageProblems: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems, each one line that says what to do about it, in the order they were found.
  public var problems: [String]

  /// Creates the error from one problem or more.
  public init(_ problems: [String]) {
    precondition(!problems.isEmpty, "an error without a problem is none")
    self.problems = problems
  }

  /// The problems, one a line.
  public var description: String { problems.joined(separator: "\n") }

  /// Runs some work and keeps the problems that it throws; nil is handed back then.
  ///
  /// It lets a caller go on looking and report all that is wrong at once.
  public static func collecting<Value>(
    into problems: inout [String], _ work: () throws(UsageProblems) -> Value
  ) -> Value? {
    do {
      return try work()
    } catch {
      problems += error.problems
      return nil
    }
  }
}

/// A suggestion for a misspelt name, as `; did you mean 'X'?`; empty when nothing is near.
func suggestion(for name: String, in candidates: some Sequence<String>) -> String {
  nearest(to: name, in: candidates).map { "; did you mean '\($0)'?" } ?? ""
}
