internal import CSQLite
internal import Seedbed

extension SQLiteSession {
  /// Deletes every row of the tables, which may refer to each other in any way, and lets generated
  /// keys begin again. Call it within a transaction.
  ///
  /// Throws `SQLiteError` of kind `constraint` when rows of other tables still refer to the tables;
  /// the transaction is then to be rolled back. Cost: a few pages a table, unless it has triggers.
  public func emptyTables(_ names: [String]) throws {
    precondition(isInTransaction, "tables are emptied within a transaction")
    // With foreign keys on, SQLite deletes row by row and looks for children of each.
    let isDeferredWorkPending = try hasPendingViolations()
    let enforced = try integer("PRAGMA foreign_keys") == 1
    let canSwitch = enforced && !isDeferredWorkPending
    if canSwitch { setForeignKeys(false) }
    defer { if canSwitch { setForeignKeys(true) } }
    if enforced && !canSwitch { try execute("PRAGMA defer_foreign_keys = ON", []) }

    for name in names { try execute("DELETE FROM \(SQLIdentifier(name).quoted)", []) }
    // A trigger of one table may have written into another that was empty by then.
    for name in names
    where try integer("SELECT EXISTS (SELECT 1 FROM \(SQLIdentifier(name).quoted))") == 1 {
      try execute("DELETE FROM \(SQLIdentifier(name).quoted)", [])
    }
    if try integer("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'") == 1 {
      for name in names {
        try execute("DELETE FROM sqlite_sequence WHERE name = $1", [.text(name)])
      }
    }
    for name in try tablesReferring(to: names) { try checkForeignKeys(of: name, emptied: names) }
  }

  private func hasPendingViolations() throws -> Bool {
    var pending: Int32 = 0
    var highest: Int32 = 0
    let status = sqlite3_db_status(
      database, SQLITE_DBSTATUS_DEFERRED_FKS, &pending, &highest, 0)
    guard status == SQLITE_OK else { throw SQLiteError(database) }
    return pending != 0
  }

  /// The tables, other than the given ones, that have a foreign key to one of them.
  private func tablesReferring(to names: [String]) throws -> [String] {
    let emptied = Set(names.map { $0.lowercased() })
    var referring: [String] = []
    try query(
      """
      SELECT DISTINCT s.name, f."table" FROM sqlite_schema s, pragma_foreign_key_list(s.name) f
      WHERE s.type = 'table' ORDER BY 1
      """, []
    ) { row in
      guard let child = row[0].asString, let parent = row[1].asString else { return }
      if emptied.contains(parent.lowercased()), !emptied.contains(child.lowercased()),
        referring.last != child
      {
        referring.append(child)
      }
    }
    return referring
  }

  private func checkForeignKeys(of table: String, emptied: [String]) throws {
    let sql = "SELECT count(*), min(parent) FROM pragma_foreign_key_check($1)"
    let found = try withStatement(sql, [.text(table)]) { statement in
      try statement.step()
        ? (statement.value(0).asInt64 ?? 0, statement.value(1).asString ?? "") : (0, "")
    }
    guard found.0 > 0 else { return }
    throw SQLiteError(
      code: .SQLITE_CONSTRAINT_FOREIGNKEY,
      message: "\(found.0) rows of \(table) still refer to rows of \(found.1)",
      location: ErrorLocation(table: table),
      advice: "Empty \(table) as well, or delete these rows first.")
  }
}
