internal import Seedbed

/// Finds tables that SQLite cannot insert into at all, because something that an insert runs through
/// needs a function, collation, tokenizer or table that is not there. Nothing is written: SQLite
/// compiles triggers, CHECKs and indexes along with the statement.
struct InsertTrial {
  let planner: FillPlanner
  let session: any DatabaseSession

  /// The tables that are refused, with the reason; none on PostgreSQL, which looks at these things when
  /// a row comes.
  func refused() throws -> [(table: RelationName, reason: String)] {
    guard planner.schema.dialect == .sqlite else { return [] }
    var enforced: DatabaseValue = .integer(0)
    try session.query("PRAGMA foreign_keys", []) { enforced = $0[0] }
    // A key to a table that is not there is no reason: its column stays NULL.
    try session.executeScript("PRAGMA foreign_keys = OFF")
    defer { if enforced == .integer(1) { try? session.executeScript("PRAGMA foreign_keys = ON") } }
    var refused: [(table: RelationName, reason: String)] = []
    for name in planner.groups.joined() {
      guard let draft = planner.drafts[name] else { continue }
      let columns = draft.columns.filter(\.isStored).map(\.name)
      guard !columns.isEmpty else { continue }
      let values = columns.map { _ in "NULL" }.joined(separator: ", ")
      do {
        try session.query(
          "EXPLAIN INSERT INTO \(name.quoted) (\(SQLIdentifier.list(columns))) VALUES (\(values))",
          []
        ) { _ in }
      } catch let error as any DatabaseError where error.kind != .interrupted {
        refused.append(
          (
            name,
            "\(name) takes no rows here: \(error.message); leave it out with --exclude '\(name)', or "
              + "fill it where the application provides what is missing"
          ))
      }
    }
    return refused
  }
}
