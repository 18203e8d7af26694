/// A plan that cannot be carried out, found before anything is written.
public struct PlanError: Error, CustomStringConvertible {
  /// Everything that is wrong, each in one line that names table and column.
  public let problems: [String]

  /// Creates an error from at least one problem.
  public init(problems: [String]) { self.problems = problems }

  /// All problems, one a line.
  public var description: String {
    problems.count == 1
      ? "the plan cannot be carried out: \(problems[0])"
      : "the plan cannot be carried out:\n" + problems.map { "  - \($0)" }.joined(separator: "\n")
  }
}
