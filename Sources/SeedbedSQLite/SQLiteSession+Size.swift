internal import CSQLite
internal import Seedbed

extension SQLiteSession {
  /// The bytes of the pages of each table and its indexes, SQLite's own and the ledger's tables left
  /// out; empty when the library lacks the `dbstat` table.
  ///
  /// Cost: reads every page of the database.
  public func byteCounts() throws -> [String: Int] {
    guard sqlite3_compileoption_used("ENABLE_DBSTAT_VTAB") == 1 else { return [:] }
    var counts: [String: Int] = [:]
    try query(
      """
      SELECT s.tbl_name, sum(d.pgsize)
      FROM dbstat d JOIN sqlite_schema s ON s.name = d.name
      WHERE d.aggregate = TRUE
        AND s.tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND s.tbl_name NOT LIKE 'seedbed\\_%' ESCAPE '\\'
      GROUP BY 1
      """, []
    ) { row in
      if let name = row[0].asString, let bytes = row[1].asInt64 { counts[name] = Int(bytes) }
    }
    return counts
  }
}
