internal import CSQLite
public import Seedbed

/// A connection to one SQLite database.
///
/// Calls are made from one thread at a time; only `interrupt()` may come from any thread.
public final class SQLiteSession: DatabaseSession {
  /// How many SQL statements this session has executed so far, bulk writes included.
  public internal(set) var statementCount = 0

  /// The path of the file; `:memory:` for a database without one.
  public let path: String

  private var handle: SQLiteHandle?
  private let pointer: OpaquePointer
  private var cache = SQLiteStatementCache()
  /// Upserts seen so far, by their shape.
  var upsertStatements: [UpsertShape: SQLiteUpsertStatements] = [:]
  /// Keeps other seeders out for as long as it is there.
  var seedingLock: SQLiteSeedingLock?
  /// Tells apart the virtual tables of this connection's sinks.
  var bulkSinkCount = 0

  init(_ handle: consuming SQLiteHandle, path: String) {
    pointer = handle.pointer
    self.handle = consume handle
    self.path = path
  }

  /// The `sqlite3 *` of the open connection.
  var database: OpaquePointer {
    precondition(isOpen, "the session is closed")
    return pointer
  }

  /// Whether `close` has not been called yet.
  private(set) var isOpen = true

  /// The engine and its version, such as `SQLite 3.40.1`.
  public var engineDescription: String { "SQLite \(String(cString: sqlite3_libversion()))" }

  /// The file, by its name without folders.
  public var target: DatabaseTarget { DatabaseTarget(path: path) }

  /// `sqlite`, which names the schema file `sqlite.sql`.
  public var engineName: String { "sqlite" }

  /// Whether a transaction is open.
  public var isInTransaction: Bool { sqlite3_get_autocommit(database) == 0 }

  // MARK: Statements

  /// Executes one statement and returns the number of rows that it changed itself, those changed by
  /// triggers and foreign key actions left out.
  ///
  /// Throws `SQLiteError`, also when the text holds several statements or the number of values is
  /// not that of the parameters.
  @discardableResult
  public func execute(_ sql: String, _ parameters: [DatabaseValue]) throws -> Int {
    let before = sqlite3_total_changes64(database)
    try withStatement(sql, parameters) { statement throws(SQLiteError) in
      while try statement.step() {}
    }
    return sqlite3_total_changes64(database) == before ? 0 : Int(sqlite3_changes64(database))
  }

  /// Executes one query and hands over each row in turn: integers, doubles, text and blobs as they
  /// are stored.
  ///
  /// `row` may use the session; what it throws ends the query and is thrown on.
  public func query(
    _ sql: String, _ parameters: [DatabaseValue], row: (DatabaseRow) throws -> Void
  ) throws {
    try withStatement(sql, parameters) { statement in
      let names = statement.columnNames
      while try statement.step() {
        let values = names.indices.map { statement.value($0) }
        try row(DatabaseRow(columnNames: names, values: values))
      }
    }
  }

  /// Executes a script of several statements without parameters; rows that they return are left.
  ///
  /// Throws `SQLiteError` at the first statement that fails; those before it stay executed.
  public func executeScript(_ sql: String) throws {
    var text = sql
    try text.withUTF8 { bytes in
      try bytes.withMemoryRebound(to: CChar.self) { script in
        var start = 0
        while start < script.count {
          let rest = UnsafeBufferPointer(rebasing: script[start...])
          var consumed = rest.count
          if let statement = try SQLiteStatement(
            database, rest, isPersistent: false, consumedByteCount: &consumed)
          {
            try statement.bind([])
            statementCount += 1
            while try statement.step() {}
          }
          start += max(consumed, 1)
        }
      }
    }
  }

  /// Lends a prepared and bound statement, kept for the next time.
  func withStatement<Result, Failure: Error>(
    _ sql: String, _ parameters: [DatabaseValue] = [], ignoringRest: Bool = false,
    _ body: (borrowing SQLiteStatement) throws(Failure) -> Result
  ) throws -> Result {
    let entry = try cache.take(sql) ?? prepare(sql)
    defer {
      entry.statement.reset()
      cache.put(entry, sql: sql)
    }
    try entry.statement.bind(parameters, ignoringRest: ignoringRest)
    statementCount += 1
    return try body(entry.statement)
  }

  /// Prepares the one statement of a text, to be kept.
  func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatementCache.Entry {
    var text = sql
    let prepared = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        Result { () throws(SQLiteError) in try prepareOnly(characters) }
      }
    }
    return try prepared.get()
  }

  private func prepareOnly(
    _ sql: UnsafeBufferPointer<CChar>
  ) throws(SQLiteError) -> SQLiteStatementCache.Entry {
    var consumed = sql.count
    let text = String(decoding: UnsafeRawBufferPointer(sql), as: UTF8.self)
    guard
      let statement = try SQLiteStatement(
        database, sql, isPersistent: true, consumedByteCount: &consumed)
    else {
      throw SQLiteError(
        code: .SQLITE_MISUSE, message: "the text holds no statement", sql: text,
        advice: "Write a statement.")
    }
    let rest = UnsafeBufferPointer(rebasing: sql[consumed...])
    if !rest.isEmpty,
      try SQLiteStatement(database, rest, isPersistent: false, consumedByteCount: &consumed) != nil
    {
      throw SQLiteError(
        code: .SQLITE_MISUSE, message: "the text holds more than one statement", sql: text,
        advice: "Use executeScript for several statements.")
    }
    return SQLiteStatementCache.Entry(statement)
  }

  /// Finalizes the statement of a text, if it is kept.
  func forgetStatement(_ sql: String) { _ = cache.take(sql) }

  // MARK: Transactions

  /// Opens a transaction that may write, and takes the lock for it at once (`BEGIN IMMEDIATE`).
  public func begin() throws { try execute("BEGIN IMMEDIATE", []) }

  /// Makes the open transaction's work durable. After an error it is still open, but for errors
  /// after which SQLite undoes it itself.
  public func commit() throws { try execute("COMMIT", []) }

  /// Undoes the open transaction's work; does nothing when none is open.
  public func rollback() throws {
    // A full disk, for one, makes SQLite roll back by itself.
    if isInTransaction { try execute("ROLLBACK", []) }
  }

  /// Whether foreign keys are enforced as rows are written.
  ///
  /// Unlike the pragma this also works within a transaction, where the caller has to see to it that
  /// no violation is pending and that the keys hold before the end.
  func setForeignKeys(_ enforced: Bool) {
    csqlite_set_foreign_keys(database, enforced ? 1 : 0)
  }

  // MARK: The end

  /// Makes the statement that runs on another thread fail with `SQLITE_INTERRUPT`.
  ///
  /// Safe on any thread as long as the session is open.
  public func interrupt() { sqlite3_interrupt(database) }

  /// Opens a second connection that only reads; nil for a database in memory, which has but one, and
  /// for a file in whose place there is another one by now.
  public func makeReader() throws -> (any DatabaseSession)? {
    guard path != ":memory:", !isInTransaction, !hasMoved else { return nil }
    let reader = try SQLiteEngine.open(path: path, mode: .readOnly)
    // Asked again, since a restore may have come in between.
    if hasMoved {
      reader.close()
      return nil
    }
    try reader.executeScript(SQLiteTuning.forReader)
    return reader
  }

  /// Whether the file is not the one that its path leads to any more, as after a restore.
  private var hasMoved: Bool {
    var hasMoved: Int32 = 0
    return sqlite3_file_control(database, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) == SQLITE_OK
      && hasMoved != 0
  }

  /// Opens a database in memory: CHECKs of SQLite read no tables, and a reader of the file would be
  /// in the way of the one that writes.
  public func makeEvaluator() throws -> (any DatabaseSession)? {
    try SQLiteEngine.open(path: ":memory:")
  }

  /// Closes the connection; an open transaction is undone. Further calls are a caller's mistake.
  public func close() {
    guard isOpen else { return }
    cache.removeAll()
    isOpen = false
    handle = nil
    seedingLock = nil
  }

  /// The integer in the first column of a query's only row; nil for no row and for NULL.
  func integer(_ sql: String, _ parameters: [DatabaseValue] = []) throws -> Int64? {
    try withStatement(sql, parameters) { statement in
      try statement.step() ? statement.value(0).asInt64 : nil
    }
  }

  /// The text in the first column of a query's only row; nil for no row and for other types.
  func text(_ sql: String) throws -> String? {
    try withStatement(sql) { statement in
      try statement.step() ? statement.value(0).asString : nil
    }
  }
}
