public import Seedbed

extension PostgresSession {
  /// The schema `seedbed`, apart from the application's.
  public var ledgerSchema: String? { "seedbed" }

  /// Creates the ledger's schema where it is missing.
  ///
  /// Throws `PostgresError` with the GRANT that helps when the role may not create one.
  public func prepareLedgerSchema() throws {
    let schema = SQLIdentifier("seedbed").quoted
    // IF NOT EXISTS asks for the right to create even where there is nothing to create.
    let isThere = try integer(
      "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'seedbed'")
    guard isThere == nil else { return }
    do {
      try execute("CREATE SCHEMA IF NOT EXISTS \(schema)", [])
    } catch let error as PostgresError where error.code == .insufficientPrivilege {
      throw PostgresError(
        code: error.code, message: "\(error.message); the ledger of runs needs the schema seedbed",
        sql: error.sql,
        advice: "Let the database's owner do: \(try grant(creating: schema)).")
    }
  }

  private func grant(creating schema: String) throws -> String {
    var grant = ""
    try query(
      "SELECT pg_catalog.current_database()::text, current_user::text", []
    ) { row in
      guard let database = row[0].asString, let role = row[1].asString else { return }
      grant =
        "GRANT CREATE ON DATABASE \(SQLIdentifier(database)) TO \(SQLIdentifier(role)), "
        + "or CREATE SCHEMA \(schema) AUTHORIZATION \(SQLIdentifier(role))"
    }
    return grant
  }

  /// Which of the ledger's tables are there.
  public func ledgerTables() throws -> Set<LedgerTable> {
    var tables: Set<LedgerTable> = []
    try query(
      """
      SELECT c.relname::text FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'seedbed' AND c.relkind IN ('r', 'p')
      """, []
    ) { row in
      if let table = row[0].asString.flatMap(LedgerTable.init(rawValue:)) { tables.insert(table) }
    }
    return tables
  }
}
