/// One connection to one database: what an engine must offer.
///
/// Calls block; they are made from one thread at a time. SQL parameters are written `$1`, `$2` … on
/// every engine. Every method throws the engine's `DatabaseError`.
public protocol DatabaseSession: AnyObject {
  /// The engine and its version, such as `SQLite 3.40.1`.
  var engineDescription: String { get }
  /// The short name of the engine that names its schema file: `sqlite` or `postgres`.
  var engineName: String { get }
  /// Which database it is, as the user would say it.
  var target: DatabaseTarget { get }
  /// How many SQL statements this session has executed so far, bulk writes included.
  var statementCount: Int { get }

  /// Ends the statement under way with an error of kind `interrupted`: on any thread, and also after
  /// the session is closed. Nil where the engine cannot.
  var interrupter: (@Sendable () -> Void)? { get }

  /// Executes one statement and returns the number of rows that it changed.
  @discardableResult
  func execute(_ sql: String, _ parameters: [DatabaseValue]) throws -> Int
  /// Executes one query and hands over each row in turn.
  func query(_ sql: String, _ parameters: [DatabaseValue], row: (DatabaseRow) throws -> Void) throws
  /// Executes a script of several statements without parameters.
  func executeScript(_ sql: String) throws

  /// Whether a transaction is open, a failed one included.
  var isInTransaction: Bool { get }
  /// Opens a transaction that may write.
  func begin() throws
  /// Makes the open transaction's work durable.
  func commit() throws
  /// Undoes the open transaction's work; does nothing when none is open.
  func rollback() throws

  /// Inserts a row, or brings the row of the same key to the same values.
  func upsert(_ row: UpsertRow) throws -> UpsertResult
  /// Deletes every row of the tables, which may refer to each other in any way, in one transaction
  /// of the caller's, and lets generated keys begin again.
  func emptyTables(_ names: [String]) throws

  /// The schema that holds the ledger's tables; nil where they lie beside the application's.
  var ledgerSchema: String? { get }
  /// Creates that schema where it is missing.
  func prepareLedgerSchema() throws
  /// Which of the ledger's tables are there.
  func ledgerTables() throws -> Set<LedgerTable>
  /// Makes sure that nobody else seeds this database until the session is closed or its process ends,
  /// however it does; does nothing when the session has seen to that already.
  ///
  /// Throws `AnotherSeeder` when somebody else is at it.
  func lockForSeeding() throws

  /// Reads the catalog of the application's tables.
  func catalog() throws -> SchemaCatalog
  /// Reads the catalog that a schema script makes in an empty database, without touching this one.
  func catalog(ofScript sql: String) throws -> SchemaCatalog
  /// Reads everything that constrains a row, in all schemas but the engine's own and the ledger's.
  func relationalSchema() throws -> RelationalSchema
  /// Feeds every row of a table, in any order, to a digest.
  func digest(_ table: SchemaCatalog.Table, into digest: inout TableDigest) throws
  /// The bytes that each table takes, its indexes included, as far as the engine can tell.
  func byteCounts() throws -> [String: Int]

  /// Opens a second connection that reads what this one does, for queries side by side; nil when
  /// there can be none: for a database in memory, and while a transaction is open.
  func makeReader() throws -> (any DatabaseSession)?
  /// Opens a connection that evaluates expressions of the schema beside the one that writes; it need
  /// not see the tables where expressions cannot read them. Nil when there can be none.
  func makeEvaluator() throws -> (any DatabaseSession)?
  /// Makes a sink for the rows of some tables, to be written in chunks.
  func makeBulkSink(for tables: [BulkTable]) throws -> any BulkSink
  /// Makes sinks that load different chunks side by side, each used by one thread at a time: at
  /// most as many as asked for, and one where the engine has one writer.
  ///
  /// The first one writes on this session and is finished last.
  func makeBulkSinks(for tables: [BulkTable], count: Int) throws -> [any BulkSink]
  /// Leaves generated keys where the next ordinary insert works; called once the rows with explicit
  /// keys are written. Does nothing where the engine sees to that itself.
  func finishWriting(tables: [String]) throws
  /// Closes the connection; further calls are a caller's mistake.
  func close()
}

extension DatabaseSession {
  /// One sink: the engine has one writer.
  public func makeBulkSinks(for tables: [BulkTable], count: Int) throws -> [any BulkSink] {
    [try makeBulkSink(for: tables)]
  }

  /// Nil.
  public var interrupter: (@Sendable () -> Void)? { nil }

  /// Does nothing.
  public func finishWriting(tables: [String]) throws {}

  /// A reader.
  public func makeEvaluator() throws -> (any DatabaseSession)? { try makeReader() }

  /// No second connection.
  public func makeReader() throws -> (any DatabaseSession)? { nil }
}

/// One row of a query's result.
public struct DatabaseRow: Sendable {
  /// The names of the columns, as the query names them.
  public let columnNames: [String]
  /// The values, in the order of the columns.
  public let values: [DatabaseValue]

  /// Creates a row.
  public init(columnNames: [String], values: [DatabaseValue]) {
    self.columnNames = columnNames
    self.values = values
  }

  /// The value of the column at a 0-based position.
  public subscript(position: Int) -> DatabaseValue { values[position] }

  /// The value of the first column of a name; NULL when there is no such column.
  public subscript(name: String) -> DatabaseValue {
    columnNames.firstIndex(of: name).map { values[$0] } ?? .null
  }
}

/// A row to be inserted, or found by its key and brought up to date.
public struct UpsertRow: Sendable {
  /// The table.
  public var table: String
  /// The columns that tell which row it is; a unique key of the table.
  public var key: [String]
  /// Every column to write, the key's included, in order.
  public var columns: [String]
  /// The values, one a column.
  public var values: [DatabaseValue]
  /// Columns written only when the row is inserted, such as `id` and `created_at`.
  public var insertOnly: Set<String>
  /// The column whose value is handed back, such as `id`; nil when the table has none.
  public var identity: String?

  /// Creates a row.
  public init(
    table: String, key: [String], columns: [String], values: [DatabaseValue],
    insertOnly: Set<String> = [], identity: String? = nil
  ) {
    precondition(columns.count == values.count, "one value a column")
    self.table = table
    self.key = key
    self.columns = columns
    self.values = values
    self.insertOnly = insertOnly
    self.identity = identity
  }
}

/// What an upsert did.
public struct UpsertResult: Hashable, Sendable {
  /// What became of the row.
  public enum Change: Hashable, Sendable {
    /// It was not there and is now.
    case inserted
    /// It was there with other values.
    case updated
    /// It was there just so.
    case unchanged
  }

  /// What became of the row.
  public var change: Change
  /// The value of the identity column; nil when none was asked for.
  public var identity: Int64?

  /// Creates a result.
  public init(change: Change, identity: Int64?) {
    self.change = change
    self.identity = identity
  }
}
