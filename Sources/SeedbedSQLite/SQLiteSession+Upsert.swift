public import Seedbed

/// The statements of upserts of one shape; `$n` is the row's n-th value in each of them.
struct SQLiteUpsertStatements {
  /// Returns whether the row is just so, and its identity.
  let find: String
  /// Brings the row up to date; nil when there is nothing to update.
  let update: String?
  /// Inserts the row and returns its identity.
  let insert: String

  init(_ row: UpsertRow) {
    let table = SQLIdentifier(row.table).quoted
    let quoted = row.columns.map { SQLIdentifier($0).quoted }
    func condition(_ index: Int, collation: String = "") -> String {
      "\(quoted[index]) IS $\(index + 1)\(collation)"
    }
    let keyIndices = row.columns.indices.filter { row.key.contains(row.columns[$0]) }
    let updated = row.columns.indices.filter {
      !row.key.contains(row.columns[$0]) && !row.insertOnly.contains(row.columns[$0])
    }
    let isKey = keyIndices.map { condition($0) }.joined(separator: " AND ")
    // A column that ignores case when it compares must still take over a change of case.
    let same = updated.map { condition($0, collation: " COLLATE BINARY") }
    let identity = row.identity.map { SQLIdentifier($0).quoted } ?? "NULL"
    find = """
      SELECT \(same.isEmpty ? "1" : same.joined(separator: " AND ")), \(identity) \
      FROM \(table) WHERE \(isKey)
      """
    let assignments = updated.map { "\(quoted[$0]) = $\($0 + 1)" }.joined(separator: ", ")
    update = updated.isEmpty ? nil : "UPDATE \(table) SET \(assignments) WHERE \(isKey)"
    let places = row.columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
    insert = """
      INSERT INTO \(table) (\(quoted.joined(separator: ", "))) VALUES (\(places)) \
      RETURNING \(identity)
      """
  }
}

extension SQLiteSession {
  /// Inserts a row, or brings the row of the same key to the same values.
  ///
  /// Values are compared as the column would store them, NULL equal to NULL. Throws `SQLiteError`
  /// with the table for a violated constraint.
  public func upsert(_ row: UpsertRow) throws -> UpsertResult {
    precondition(
      row.key.allSatisfy(row.columns.contains) && !row.key.isEmpty,
      "the key's columns are among the row's columns")
    let shape = UpsertShape(row)
    let statements = upsertStatements[shape] ?? SQLiteUpsertStatements(row)
    upsertStatements[shape] = statements
    do {
      return try upsert(row, statements)
    } catch var error as SQLiteError {
      error.location.table = row.table
      throw error
    }
  }

  private func upsert(
    _ row: UpsertRow, _ statements: SQLiteUpsertStatements
  ) throws -> UpsertResult {
    // The statements leave values out that they do not need, so each binds those that it names.
    let found: (isSame: Bool, identity: Int64?)? = try withStatement(
      statements.find, row.values, ignoringRest: true
    ) { statement in
      guard try statement.step() else { return nil }
      return (statement.value(0).asInt64 == 1, statement.value(1).asInt64)
    }
    if let found {
      guard !found.isSame, let update = statements.update else {
        return UpsertResult(change: .unchanged, identity: found.identity)
      }
      try withStatement(update, row.values, ignoringRest: true) { statement in
        _ = try statement.step()
      }
      return UpsertResult(change: .updated, identity: found.identity)
    }
    let identity = try withStatement(statements.insert, row.values) { statement in
      let identity = try statement.step() ? statement.value(0).asInt64 : nil
      // The row is written with the first step; foreign keys are checked with the last.
      while try statement.step() {}
      return identity
    }
    return UpsertResult(change: .inserted, identity: identity)
  }
}
