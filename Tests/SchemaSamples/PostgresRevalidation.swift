internal import Seedbed
internal import SeedbedPostgres

/// Lets the server prove each of its constraints again: a copy of it is added, which the server
/// validates against all rows, and rolled back.
///
/// It reads the server's catalog by itself, so that a constraint which the relational schema misses
/// is proved all the same.
struct PostgresRevalidation {
  let session: any DatabaseSession

  init(_ session: any DatabaseSession) { self.session = session }

  /// The constraints of which the server does not take a copy.
  func violations() throws -> [SchemaAudit.Violation] {
    var statements: [(table: String, constraint: String, sql: String)] = []
    try session.query(Self.constraints, []) { row in
      guard let table = row[0].asString, let name = row[1].asString,
        let definition = row[2].asString
      else { return }
      // A table has one primary key only.
      let copy =
        definition.hasPrefix("PRIMARY KEY")
        ? "UNIQUE" + definition.dropFirst("PRIMARY KEY".count) : definition
      statements.append(
        (
          table, "\(name) \(definition)",
          "ALTER TABLE \(table) ADD CONSTRAINT seedbed_audit \(copy)"
        ))
    }
    // All at once where all is well, which is much faster than one by one.
    if try refusal(of: statements.map(\.sql)) == nil { return [] }
    return try statements.compactMap { table, constraint, sql in
      try refusal(of: [sql]).map {
        SchemaAudit.Violation(table: table, constraint: "\(constraint): \($0)", count: 1)
      }
    }
  }

  /// Why the server refuses one of some statements, none of which stays.
  private func refusal(of statements: [String]) throws -> String? {
    try session.begin()
    defer { try? session.rollback() }
    do {
      try session.executeScript(statements.joined(separator: ";\n"))
      return nil
    } catch let error as PostgresError {
      return error.message
    }
  }

  // Inherited CHECKs are proved with the table that they come from.
  private static let constraints = #"""
    SELECT k.conrelid::regclass::text, k.conname, pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
    WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' AND k.conrelid <> 0
      AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0 AND k.coninhcount = 0
    ORDER BY k.oid
    """#
}
