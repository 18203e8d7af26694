public import Seedbed

/// What a fill did, table by table.
public struct FillReport: Codable, Hashable, Sendable {
  /// The version of the JSON form.
  public var schemaVersion = 1
  /// The number that decides all generated data.
  public var seed: UInt64
  /// The instant taken for now.
  public var asOf: String
  /// The engine and its version.
  public var engine: String
  /// The tables in the order in which they were filled, then those that were not.
  public var tables: [Table] = []
  /// What the user should know.
  public var notes: [String] = []
  /// How long it took.
  public var durationSeconds = 0.0
  /// How the command ends.
  public var exitStatus = ExitStatus.done

  /// One table.
  public struct Table: Codable, Hashable, Sendable {
    /// The table's name, with its schema where it has one.
    public var name: String
    /// What became of it.
    public var outcome: Outcome
    /// The rows that were written.
    public var rowCount: Int
    /// How long its rows took, those of a circle of tables together.
    public var durationSeconds: Double
    /// Why it was left as it is, or could not be filled; nil for one that was filled.
    public var reason: String?
  }

  /// What became of a table.
  public enum Outcome: String, Codable, Hashable, Sendable {
    /// It got its rows.
    case filled
    /// Triggers of other tables wrote its rows.
    case filledByTriggers
    /// It stayed as it is.
    case left
    /// It should have got rows and did not.
    case failed
  }

  /// The rows written in all tables.
  public var rowCount: Int { tables.reduce(0) { $0 + $1.rowCount } }

  /// One line about the whole, and one for each table that was not filled.
  public func text() -> String {
    var lines: [String] = []
    for table in tables where table.outcome == .failed {
      lines.append("failed   \(table.name): \(table.reason ?? "")")
    }
    for table in tables where table.outcome == .filledByTriggers {
      lines.append("triggers \(table.name): \(grouped(table.rowCount)) rows")
    }
    let left = Dictionary(grouping: tables.filter { $0.outcome == .left }) { $0.reason ?? "" }
    for (reason, tables) in left.sorted(by: { $0.key < $1.key }) {
      lines.append("left     \(tables.map(\.name).joined(separator: ", ")): \(reason)")
    }
    for note in notes { lines.append("note     \(note)") }
    let filled = tables.count { $0.outcome == .filled }
    lines.append(
      "filled   \(counted(filled, "table")), \(grouped(rowCount)) rows in "
        + "\(decimal(durationSeconds, places: 2)) s")
    return lines.map { $0 + "\n" }.joined()
  }
}
