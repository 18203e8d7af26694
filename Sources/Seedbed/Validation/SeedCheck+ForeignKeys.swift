extension SeedCheck {
  /// A check of every foreign key of the schema: each value refers to a row that is there.
  ///
  /// The keys are read from the database's own catalog and checked by anti-joins, so that what was
  /// loaded while the engine did not enforce them is found too. A key with a NULL in it refers to
  /// nothing and passes, as in SQL's MATCH SIMPLE. Each offender is one key, with the number of its
  /// orphans and up to five of them.
  public static func foreignKeys(
    _ id: String = "orphaned_associations", _ kind: Kind = .integrity,
    _ title: String = "Every foreign key refers to a row that is there"
  ) -> SeedCheck {
    SeedCheck(id, kind, title) { catalog in
      catalog.tables.flatMap { table in
        table.foreignKeys.map { OrphanQuery(table: table, key: $0).task }
      }
    }
  }
}

/// The queries that find the rows of one foreign key that refer to nothing.
private struct OrphanQuery {
  let table: SchemaCatalog.Table
  let key: SchemaCatalog.ForeignKey

  private var title: String {
    "\(side(table.name, key.columns)) → \(side(key.parentTable, key.parentColumns))"
  }

  /// The query as a part of a check.
  var task: QueryWorkers.Task<CheckFinding> {
    { session in try finding(in: session) }
  }

  private func finding(in session: any DatabaseSession) throws -> CheckFinding {
    let count = try count(in: session)
    guard count > 0 else { return CheckFinding(passed: true, count: 0) }
    let samples = try samples(in: session)
    let offender =
      "\(title): \(counted(count, "orphan")): \(samples.joined(separator: ", "))"
      + (count > samples.count ? " …" : "")
    return CheckFinding(passed: false, count: count, offenders: [offender])
  }

  private func count(in session: any DatabaseSession) throws -> Int {
    var count = 0
    try session.query("SELECT count(*) \(fromOrphans)", []) { count = Int($0[0].asInt64 ?? 0) }
    return count
  }

  /// Up to five orphans by primary key and referring columns: `id 7 (player_id 99)`.
  private func samples(in session: any DatabaseSession) throws -> [String] {
    let identity = table.primaryKey
    let columns = (identity + key.columns).map { "c.\(SQLIdentifier($0))" }
      .joined(separator: ", ")
    let order = identity.isEmpty ? key.columns : identity
    let sql =
      "SELECT \(columns) \(fromOrphans) ORDER BY "
      + order.map { "c.\(SQLIdentifier($0))" }.joined(separator: ", ")
      + " LIMIT \(CheckFinding.offenderLimit)"
    var samples: [String] = []
    try session.query(sql, []) { row in
      func text(_ names: [String], from first: Int) -> String {
        names.enumerated().map { "\($1) \(row[first + $0].displayText)" }.joined(separator: ", ")
      }
      let reference = text(key.columns, from: identity.count)
      samples.append(identity.isEmpty ? reference : "\(text(identity, from: 0)) (\(reference))")
    }
    return samples
  }

  private var fromOrphans: String {
    let isSet = key.columns.map { "c.\(SQLIdentifier($0)) IS NOT NULL" }.joined(separator: " AND ")
    let matches = zip(key.columns, key.parentColumns)
      .map { "p.\(SQLIdentifier($1)) = c.\(SQLIdentifier($0))" }.joined(separator: " AND ")
    // SQLite is twice as fast with an outer join as with NOT EXISTS; PostgreSQL plans both alike.
    let (child, parent) = (SQLIdentifier(table.name), SQLIdentifier(key.parentTable))
    return "FROM \(child) AS c LEFT JOIN \(parent) AS p ON \(matches) "
      + "WHERE \(isSet) AND p.\(SQLIdentifier(key.parentColumns[0])) IS NULL"
  }

  private func side(_ table: String, _ columns: [String]) -> String {
    columns.count == 1 ? "\(table).\(columns[0])" : "\(table) (\(columns.joined(separator: ", ")))"
  }
}
