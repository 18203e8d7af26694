internal import CLibPQ
internal import Seedbed

extension PostgresSession {
  /// Deletes every row of the tables, which may refer to each other in any way, and lets generated
  /// keys begin again. Call it within a transaction.
  ///
  /// Throws `PostgresError` of kind `constraint` when rows of other tables, of any schema, still
  /// refer to the tables; the transaction is then to be rolled back. Where no other table refers to
  /// them it is one TRUNCATE, never CASCADE; else the rows are deleted, which takes longer.
  public func emptyTables(_ names: [String]) throws {
    precondition(isInTransaction, "tables are emptied within a transaction")
    guard !names.isEmpty else { return }
    let referring = try referringKeys(names)
    guard !referring.isEmpty else {
      try connection.execute(
        "TRUNCATE \(SQLIdentifier.list(names)) RESTART IDENTITY")
      return
    }
    for key in referring { try check(key) }
    // One statement, at whose end the keys between the tables are checked.
    let deletions = names.enumerated().map {
      "seedbed_\($0.offset) AS (DELETE FROM \(SQLIdentifier($0.element).quoted))"
    }
    try execute("WITH \(deletions.joined(separator: ", ")) SELECT 1", [])
    for sequence in try ownedSequences(of: names.map { RelationName($0) }) {
      try connection.execute("ALTER SEQUENCE \(sequence.name) RESTART")
    }
  }

  /// A foreign key of a table that stays to one that is emptied.
  private struct ReferringKey {
    var name: Int64
    /// As the server quotes it, with its schema where that is not of the search path.
    var child: String
    var parent: String
    var columns: [String]
  }

  private func referringKeys(_ names: [String]) throws -> [ReferringKey] {
    var keys: [ReferringKey] = []
    let list = names.indices.map { "to_regclass($\($0 + 1))" }.joined(separator: ", ")
    try query(
      """
      SELECT k.oid, k.conrelid::regclass::text, k.confrelid::regclass::text, a.attname
      FROM pg_catalog.pg_constraint k
      JOIN LATERAL unnest(k.conkey) AS part(number) ON true
      JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part.number
      WHERE k.contype = 'f' AND k.confrelid IN (\(list)) AND k.conrelid NOT IN (\(list))
      ORDER BY 2, 1
      """, names.map { .text(SQLIdentifier($0).quoted) }
    ) { row in
      guard let oid = row[0].asInt64, let child = row[1].asString, let parent = row[2].asString,
        let column = row[3].asString
      else { return }
      if keys.last?.name != oid {
        keys.append(ReferringKey(name: oid, child: child, parent: parent, columns: []))
      }
      keys[keys.count - 1].columns.append(column)
    }
    return keys
  }

  private func check(_ key: ReferringKey) throws {
    let isSet = key.columns.map { "\(SQLIdentifier($0).quoted) IS NOT NULL" }
    let count = try integer(
      "SELECT count(*) FROM \(key.child) WHERE \(isSet.joined(separator: " AND "))")
    guard let count, count > 0 else { return }
    throw PostgresError(
      code: .foreignKeyViolation,
      message: "\(count) rows of \(key.child) still refer to rows of \(key.parent)",
      location: ErrorLocation(table: key.child),
      advice: "Empty \(key.child) as well, or delete these rows first.")
  }
}
