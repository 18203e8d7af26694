public import Seedbed

/// The statements of upserts of one shape.
struct PostgresUpsertStatements {
  /// Inserts the row, or updates the row of the same key when it differs; returns its identity and
  /// whether it is new, or no row at all when there was nothing to do.
  let write: String
  /// Returns the identity of the row of a key; its values are those of the key alone.
  let find: String
  /// The positions of the key's columns among the row's.
  let keyIndices: [Int]

  /// - Parameter comparedAsText: columns of types without an equality of their own, or with one that
  ///   takes different values for equal.
  init(_ row: UpsertRow, comparedAsText: Set<String>) {
    let table = SQLIdentifier(row.table).quoted
    let quoted = row.columns.map { SQLIdentifier($0).quoted }
    let places = row.columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    let updated = row.columns.indices.filter {
      !row.key.contains(row.columns[$0]) && !row.insertOnly.contains(row.columns[$0])
    }
    let keys = row.columns.indices.filter { row.key.contains(row.columns[$0]) }
    let identity = row.identity.map { SQLIdentifier($0).quoted } ?? "NULL::bigint"
    let returned = row.identity == nil ? identity : "kept.\(identity)"
    func compared(_ index: Int, of source: String) -> String {
      "\(source).\(quoted[index])" + (comparedAsText.contains(row.columns[index]) ? "::text" : "")
    }
    let differs = updated.map {
      "\(compared($0, of: "kept")) IS DISTINCT FROM \(compared($0, of: "EXCLUDED"))"
    }
    let assignments = updated.map { "\(quoted[$0]) = EXCLUDED.\(quoted[$0])" }
    let action =
      updated.isEmpty
      ? "NOTHING"
      : "UPDATE SET \(assignments.joined(separator: ", ")) WHERE \(differs.joined(separator: " OR "))"
    // xmax is 0 in a row that no transaction has locked or deleted yet: one just inserted.
    write = """
      INSERT INTO \(table) AS kept (\(quoted.joined(separator: ", "))) VALUES (\(places)) \
      ON CONFLICT (\(SQLIdentifier.list(row.key))) DO \(action) \
      RETURNING \(returned), kept.xmax = 0
      """
    let equalsKey = keys.enumerated().map { "\(quoted[$0.element]) = $\($0.offset + 1)" }
    find = "SELECT \(identity) FROM \(table) WHERE \(equalsKey.joined(separator: " AND ")) LIMIT 1"
    keyIndices = keys
  }
}

extension PostgresSession {
  /// Inserts a row, or brings the row of the same key to the same values.
  ///
  /// Values are compared as the column would store them, NULL equal to NULL. The key has to be a
  /// unique key of the table; a key with a NULL in it is of no other row. Throws `PostgresError` with
  /// the table for a violated constraint.
  public func upsert(_ row: UpsertRow) throws -> UpsertResult {
    precondition(
      row.key.allSatisfy(row.columns.contains) && !row.key.isEmpty,
      "the key's columns are among the row's columns")
    do {
      return try upsert(row, statements(for: row))
    } catch var error as PostgresError {
      error.location.table = row.table
      throw error
    }
  }

  private func statements(for row: UpsertRow) throws -> PostgresUpsertStatements {
    let shape = UpsertShape(row)
    if let known = upsertStatements[shape] { return known }
    var comparedAsText: Set<String> = []
    try query(
      """
      SELECT a.attname FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = pg_catalog.to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
        AND t.typname IN ('json', 'xml', 'citext', 'point', 'box', 'circle', 'polygon', 'path')
      """, [.text(SQLIdentifier(row.table).quoted)]
    ) { row in
      if let column = row[0].asString { comparedAsText.insert(column) }
    }
    let statements = PostgresUpsertStatements(row, comparedAsText: comparedAsText)
    upsertStatements[shape] = statements
    return statements
  }

  private func upsert(
    _ row: UpsertRow, _ statements: PostgresUpsertStatements
  ) throws -> UpsertResult {
    var result: UpsertResult?
    try query(statements.write, row.values) { written in
      result = UpsertResult(
        change: written[1] == .bool(true) ? .inserted : .updated, identity: written[0].asInt64)
    }
    if let result { return result }
    let key = statements.keyIndices.map { row.values[$0] }
    return UpsertResult(change: .unchanged, identity: try integer(statements.find, key))
  }
}
