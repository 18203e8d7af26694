public import Seedbed

extension PostgresSession {
  /// Reads the catalog of the application's tables: ordinary and partitioned tables of the first
  /// schema of the search path, the ledger's (`seedbed_…`) left out.
  ///
  /// Columns of domains have the kind of value that the domain is over. Identity and generated
  /// columns have a default. CHECKs are as the server writes them.
  public func catalog() throws -> SchemaCatalog {
    let schema = try integer(
      "SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = pg_catalog.current_schema()")
    guard let schema else {
      throw PostgresError(
        code: .invalidSchemaName, message: "no schema of the search path is there",
        advice: "Create the schema (CREATE SCHEMA NAME), or set search_path to another.")
    }
    return try catalog(ofSchema: schema)
  }

  /// Reads the catalog that a schema script makes in an empty schema, without touching this one's
  /// tables: what the script makes is rolled back.
  ///
  /// The tables go into a schema of their own where the role may create one, else they are temporary.
  /// Throws `PostgresError` also when the script ends the transaction.
  public func catalog(ofScript sql: String) throws -> SchemaCatalog {
    try undone { try scratchCatalog(sql) }
  }

  private func scratchCatalog(_ sql: String) throws -> SchemaCatalog {
    let mayCreate = try integer(
      "SELECT pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')")
    let scratch = mayCreate == 1 ? "seedbed_scratch_\(backendPID)" : "pg_temp"
    if mayCreate == 1 { try connection.execute("CREATE SCHEMA \(scratch)") }
    try connection.execute(
      """
      SELECT pg_catalog.set_config('search_path',
        '\(scratch), ' || pg_catalog.current_setting('search_path'), true)
      """)
    try executeScript(sql)
    guard connection.isInTransaction else {
      throw PostgresError(
        code: PostgresError.Code(rawValue: "2D000"), message: "the script ends the transaction",
        advice: "Leave BEGIN, COMMIT and ROLLBACK out of the schema's script.")
    }
    let schema = try integer(
      mayCreate == 1
        ? "SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = '\(scratch)'"
        : "SELECT pg_catalog.pg_my_temp_schema()")
    guard let schema else { return SchemaCatalog(tables: []) }
    return try catalog(ofSchema: schema)
  }

  private func catalog(ofSchema schema: Int64) throws -> SchemaCatalog {
    var reader = PostgresCatalogReader()
    try query(PostgresCatalogReader.columns, [.integer(schema)]) { reader.addColumn($0) }
    try query(PostgresCatalogReader.constraints, [.integer(schema)]) { reader.addConstraint($0) }
    try query(PostgresCatalogReader.indexes, [.integer(schema)]) { reader.addIndex($0) }
    return reader.finish()
  }
}
