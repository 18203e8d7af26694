/// One column of a table plan: its name and how its values are made.
public struct Column: Sendable {
  /// The name; for a written column, that of the database.
  public let name: String
  /// How its values are made.
  public let generator: Generator
  /// Whether the column is written; a hidden one is only there for others to read.
  public let isStored: Bool
  /// The name in its stream's key: its own, but for columns that share their draws.
  let streamName: String

  /// A column that is written.
  public init(_ name: String, _ generator: Generator) {
    self.init(name: name, generator: generator, isStored: true)
  }

  /// A column that later columns and children read but that is not written.
  public static func hidden(_ name: String, _ generator: Generator) -> Column {
    Column(name: name, generator: generator, isStored: false)
  }

  init(name: String, generator: Generator, isStored: Bool, streamName: String? = nil) {
    self.name = name
    self.generator = generator
    self.isStored = isStored
    self.streamName = streamName ?? name
  }
}
