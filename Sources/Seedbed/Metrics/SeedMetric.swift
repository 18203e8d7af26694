/// One figure about a seeded database, declared in a line.
public struct SeedMetric: Sendable {
  /// A stable id, such as `players_by_role`.
  public let id: String
  /// What the figure is, in a few words.
  public let title: String
  /// A query that returns one number, or rows of a label and a number.
  public let sql: String

  /// Creates a metric.
  public init(_ id: String, _ title: String, sql: String) {
    self.id = id
    self.title = title
    self.sql = sql
  }
}
