/// One thing that is wrong in a configuration file.
public struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
  /// Where it is; nil for what is not in a file, as a configuration made in code.
  public var place: ConfigurationPlace?
  /// What is wrong, and what to do about it.
  public var text: String

  /// Creates a problem.
  public init(_ text: String, at place: ConfigurationPlace?) {
    self.place = place
    self.text = text
  }

  /// Place and text, as compilers write them.
  public var description: String { place.map { "\($0): \(text)" } ?? text }
}

/// All that is wrong in a configuration, reported at once.
public struct ConfigurationProblems: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems; those of a file in the order of its lines.
  public var problems: [ConfigurationProblem]

  /// Creates the error from one problem or more.
  public init(_ problems: [ConfigurationProblem]) {
    precondition(!problems.isEmpty, "an error without a problem is none")
    func order(_ problem: ConfigurationProblem) -> (Int, Int) {
      (problem.place?.line ?? 0, problem.place?.column ?? 0)
    }
    self.problems = problems.enumerated().sorted { first, second in
      let (left, right) = (order(first.element), order(second.element))
      return left == right ? first.offset < second.offset : left < right
    }.map(\.element)
  }

  /// The problems, one a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
