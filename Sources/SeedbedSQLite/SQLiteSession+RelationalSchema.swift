public import Seedbed

extension SQLiteSession {
  /// Reads everything in the file that constrains a row, the ledger's tables (`seedbed_…`) and
  /// SQLite's own left out.
  ///
  /// Views, virtual tables and the tables that these keep their data in are told without columns. A
  /// column of the primary key counts as not nullable, though SQLite lets NULL into some of them.
  /// Primary keys are named `PRIMARY KEY`. Every foreign key is deferrable, by
  /// `PRAGMA defer_foreign_keys`. The comment at the end of a column's line is the column's.
  public func relationalSchema() throws -> RelationalSchema {
    var reader = SQLiteRelationalReader()
    try query(SQLiteRelationalReader.relations, []) { reader.addRelation($0) }
    try query(SQLiteRelationalReader.columns, []) { reader.addColumn($0) }
    try query(SQLiteRelationalReader.indexes, []) { reader.addIndexPart($0) }
    try query(SQLiteRelationalReader.indexExpressions, []) { reader.addIndexExpression($0) }
    try query(SQLiteRelationalReader.foreignKeys, []) { reader.addForeignKeyPart($0) }
    try query(SQLiteRelationalReader.triggers, []) { reader.addTrigger($0) }
    if try integer("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'") != nil {
      try query(SQLiteRelationalReader.estimates, []) { reader.addEstimate($0) }
    }
    return reader.finish()
  }
}
