/// Where something is written in a configuration file.
public struct ConfigurationPlace: Hashable, Sendable, CustomStringConvertible {
  /// The file, as the user named it.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The character of the line, counted from 1.
  public var column: Int

  /// Creates a place.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The place as compilers write it: `seedbed.yml:3:5`.
  public var description: String { "\(file):\(line):\(column)" }
}
