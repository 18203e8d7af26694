public import Seedbed

/// How every column would be filled, and why.
public struct FillExplanation: Codable, Sendable {
  /// The tables that get rows, in order.
  public var tables: [Table]
  /// What the user should know.
  public var notes: [String]
  /// Why tables cannot be filled.
  public var problems: [String]

  /// One table.
  public struct Table: Codable, Sendable {
    /// The table's name.
    public var name: String
    /// The rows that it gets.
    public var rowCount: Int
    /// Its columns, in their declared order.
    public var columns: [Column]
  }

  /// One column.
  public struct Column: Codable, Sendable {
    /// The column's name.
    public var name: String
    /// The generator's name.
    public var generator: String
    /// Why this one.
    public var reason: String
    /// How sure that is: `certain`, `likely` or `guess`.
    public var confidence: String
    /// The share of rows that get NULL.
    public var nullRate: Double
  }

  /// A table of columns for each table, and what is to be known about the whole.
  public func text(_ style: TextStyle = .plain) -> String {
    var text = ""
    for table in tables {
      text += style.bold("\(table.name)") + "  \(grouped(table.rowCount)) rows\n"
      let width = table.columns.map(\.name.count).max() ?? 0
      let generators = table.columns.map(\.generator.count).max() ?? 0
      for column in table.columns {
        let nulls =
          column.nullRate > 0 ? ", \(decimal(column.nullRate * 100, places: 0)) % NULL" : ""
        text +=
          "  " + padded(column.name, width) + "  " + padded(column.generator, generators) + "  "
          + padded(column.confidence, 7) + "  \(column.reason)\(nulls)\n"
      }
    }
    for note in notes { text += "note: \(note)\n" }
    for problem in problems { text += "problem: \(problem)\n" }
    return text
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension Fill {
  /// The tables that get no rows, each with the reason.
  package func leftOut() -> [String] {
    let left = survey.left.map { "\($0.name): \($0.reason)" }
    return left + planner.problems.map { "\($0.table): \($0.reason)" }
  }

  /// How every column would be filled. Nothing is written.
  public func explanation() -> FillExplanation {
    FillExplanation(
      tables: planner.groups.flatMap { $0 }.compactMap { planner.drafts[$0] }.map { draft in
        FillExplanation.Table(
          name: draft.table.name.description, rowCount: draft.rowCount,
          columns: draft.decisions.map { decision in
            FillExplanation.Column(
              name: decision.column, generator: decision.generator, reason: decision.reason,
              confidence: decision.confidence.rawValue, nullRate: decision.nullRate)
          })
      }, notes: planner.notes, problems: planner.problems.map(\.reason))
  }
}
