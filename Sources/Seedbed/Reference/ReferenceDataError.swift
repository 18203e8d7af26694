/// A reference file that is missing or damaged.
public struct ReferenceDataError: Error, CustomStringConvertible {
  /// The file.
  public let path: String
  /// The 1-based line; nil when the file as a whole is meant.
  public let line: Int?
  /// What is wrong.
  public let problem: String

  /// Creates the error.
  public init(path: String, line: Int?, problem: String) {
    self.path = path
    self.line = line
    self.problem = problem
  }

  /// File, line, what is wrong, and what to do.
  public var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    return "\(place): \(problem); restore the file, or correct the row and run again"
  }
}
