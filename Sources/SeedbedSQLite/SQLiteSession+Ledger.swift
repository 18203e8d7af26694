public import Seedbed

extension SQLiteSession {
  /// None: the ledger's tables lie beside the application's, and begin with `seedbed_`.
  public var ledgerSchema: String? { nil }

  /// Does nothing.
  public func prepareLedgerSchema() throws {}

  /// Which of the ledger's tables are there.
  public func ledgerTables() throws -> Set<LedgerTable> {
    var tables: Set<LedgerTable> = []
    try query("SELECT name FROM sqlite_schema WHERE type = 'table'", []) { row in
      if let table = row[0].asString.flatMap(LedgerTable.init(rawValue:)) { tables.insert(table) }
    }
    return tables
  }

  /// Locks a file beside the database until the session is closed; a database in memory has nobody
  /// else.
  public func lockForSeeding() throws {
    guard path != ":memory:", seedingLock == nil else { return }
    seedingLock = try SQLiteSeedingLock(databasePath: path)
  }
}
