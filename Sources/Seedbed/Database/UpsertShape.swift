/// What tells upserts apart that need other statements; an engine keeps its statements by it.
public struct UpsertShape: Hashable, Sendable {
  private let table: String
  private let key: [String]
  private let columns: [String]
  private let insertOnly: Set<String>
  private let identity: String?

  /// The shape of a row, which is all of it but the values.
  public init(_ row: UpsertRow) {
    table = row.table
    key = row.key
    columns = row.columns
    insertOnly = row.insertOnly
    identity = row.identity
  }
}
