public import Seedbed

extension PostgresSession {
  /// Reads everything in the database that constrains a row: all schemas but the server's own, the
  /// tables of extensions and of the ledger (`seedbed_…`, and any in a schema `seedbed`) left out.
  ///
  /// Any role may do it; what it may not write is marked so. Expressions are as the server writes
  /// them under this session's search path. The cost is a dozen queries, whatever the number of
  /// tables.
  public func relationalSchema() throws -> RelationalSchema {
    let queries = PostgresRelationalQueries(serverVersion: connection.serverVersion)
    var types = PostgresTypeCatalog()
    try query(queries.types, []) { types.addType($0) }
    try query(queries.labels, []) { types.addLabel($0) }
    try query(queries.fields, []) { types.addField($0) }
    try query(queries.domainChecks, []) { types.addCheck($0) }
    var reader = PostgresRelationalReader(types)
    try query(queries.relations, []) { reader.addRelation($0) }
    try query(queries.columns, []) { reader.addColumn($0) }
    try query(queries.checks, []) { reader.addCheck($0) }
    if reader.hasPolicies { try query(queries.policies, []) { reader.addCheck($0) } }
    try query(queries.indexExpressions, []) { reader.addIndexExpression($0) }
    try query(queries.fallibleIndexExpressions, []) { reader.addCheck($0) }
    try query(queries.uniqueKeys, []) { reader.addUniqueKeyPart($0) }
    try query(queries.foreignKeys, []) { reader.addForeignKeyPart($0) }
    try query(queries.exclusions, []) { reader.addExclusionPart($0) }
    try query(queries.triggers, []) { reader.addTrigger($0) }
    try query(queries.partitions, []) { reader.addPartition($0) }
    return reader.finish()
  }
}
