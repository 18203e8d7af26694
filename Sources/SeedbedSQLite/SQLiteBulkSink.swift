internal import Seedbed

/// Writes batches chunk by chunk; docs/decisions/0002-sqlite-bulk-loading.md says why in this way.
///
/// Foreign keys are not enforced while a chunk is open: its rows are verified all at once before it
/// is committed. After `commitChunk` and `rollbackChunk` they are enforced as before.
final class SQLiteBulkSink: BulkSink {
  /// Prepares batches for `write` on the generating threads.
  let encoder: any BatchEncoder = SQLiteBatchEncoder()

  private let session: SQLiteSession
  private let tables: [SQLiteBulkTable]
  private var writtenTables: Set<Int> = []
  private var isChunkOpen = false
  /// Whether the transaction is the caller's: most settings cannot be changed within it.
  private var isWithinTransaction = false
  private var isFinished = false
  private var enforcedForeignKeys = false

  init(_ session: SQLiteSession, _ tables: [SQLiteBulkTable]) {
    self.session = session
    self.tables = tables
  }

  deinit {
    // Whoever drops a sink in the middle of a chunk had an error, which matters more than this one.
    if session.isOpen { try? rollbackChunk() }
    unregister()
  }

  /// Opens the transaction of one chunk, where none is open.
  func beginChunk() throws {
    precondition(!isChunkOpen && !isFinished, "one chunk at a time, and none after the last")
    isWithinTransaction = session.isInTransaction
    enforcedForeignKeys = try session.integer("PRAGMA foreign_keys") == 1
    if !isWithinTransaction { try session.executeScript(SQLiteTuning.beforeChunk) }
    session.setForeignKeys(false)
    if !isWithinTransaction {
      do {
        try session.begin()
      } catch let error as SQLiteError {
        try endChunk()
        throw error
      }
    }
    isChunkOpen = true
    writtenTables = []
    for table in tables { table.beginChunk() }
  }

  /// Writes one encoded batch.
  ///
  /// Throws `SQLiteError` with the table and, unless triggers hide it, the row at which it failed;
  /// rows of the batch may have been written, so the chunk is to be rolled back.
  func write(_ batch: TableBatch, table index: Int) throws {
    precondition(isChunkOpen, "a chunk is open")
    guard batch.rowCount > 0 else { return }
    let table = tables[index]
    writtenTables.insert(index)
    do {
      try table.write(batch, session)
    } catch var error as SQLiteError {
      error.location.table = table.definition.name
      if !table.hasTriggers { error.location.row = batch.firstRow + table.batch.currentRow }
      throw error
    }
  }

  /// Verifies every foreign key of the chunk's rows, lets `record` write to the ledger, and commits
  /// the chunk's own transaction.
  ///
  /// Throws `SQLiteError`, or what `record` throws; the chunk is then still open.
  func commitChunk(record: (any DatabaseSession) throws -> Void) throws {
    precondition(isChunkOpen, "a chunk is open")
    try verifyForeignKeys()
    try record(session)
    if !isWithinTransaction { try session.commit() }
    try endChunk()
  }

  /// Undoes the open chunk, or leaves that to whoever opened its transaction; does nothing when none
  /// is open.
  func rollbackChunk() throws {
    guard isChunkOpen else { return }
    if !isWithinTransaction { try session.rollback() }
    try endChunk()
  }

  /// Updates the planner's statistics of the sink's tables, sees to it that all that was written is
  /// on the disk, and lets go of the virtual tables.
  func finish() throws {
    precondition(!isChunkOpen, "the last chunk is committed or rolled back")
    guard !isFinished else { return }
    isFinished = true
    unregister()
    try session.execute("PRAGMA analysis_limit = \(SQLiteTuning.analysisLimit)", [])
    if session.isInTransaction { return try analyze() }
    // The commit's sync takes the pages of all chunks to the disk as well.
    try session.begin()
    do {
      try analyze()
      try session.commit()
    } catch let error as SQLiteError {
      try session.rollback()
      throw error
    }
    if try session.text("PRAGMA journal_mode") == "wal" {
      try session.executeScript("PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  private func analyze() throws {
    for table in tables {
      try session.execute("ANALYZE main.\(SQLIdentifier(table.definition.name).quoted)", [])
    }
  }

  private func endChunk() throws {
    isChunkOpen = false
    session.setForeignKeys(enforcedForeignKeys)
    if !isWithinTransaction { try session.executeScript(SQLiteTuning.afterChunk) }
  }

  private func verifyForeignKeys() throws {
    for index in writtenTables.sorted() {
      let table = tables[index]
      for (check, key) in zip(table.foreignKeys, table.definition.foreignKeys) {
        let parent = tables.first { $0.definition.name == key.parentTable }
        if let parent, table.refersWithin(parent, by: key) { continue }
        try check.verify(table.newRowIDs ?? .min...(.max), session)
      }
    }
    // Triggers may have written anywhere.
    if writtenTables.contains(where: { tables[$0].hasTriggers }) { try verifyEverything() }
  }

  private func verifyEverything() throws {
    var found: (table: String, parent: String, rowIDs: [String])?
    try session.query("SELECT \"table\", parent, rowid FROM pragma_foreign_key_check LIMIT 5", []) {
      row in
      let rowID = row[2].asInt64.map { [String($0)] } ?? []
      found =
        if let found, found.table == row[0].asString {
          (found.table, found.parent, found.rowIDs + rowID)
        } else {
          found ?? (row[0].asString ?? "", row[1].asString ?? "", rowID)
        }
    }
    guard let found else { return }
    throw SQLiteError(
      code: .SQLITE_CONSTRAINT_FOREIGNKEY,
      message: """
        FOREIGN KEY constraint failed: \(found.table) refers to rows of \(found.parent) that are \
        not there: rowid \(found.rowIDs.joined(separator: ", "))
        """,
      location: ErrorLocation(table: found.table),
      advice: "Correct the plan, or the trigger that writes these rows.")
  }

  private func unregister() {
    guard session.isOpen else { return }
    for table in tables {
      for statement in table.statements { session.forgetStatement(statement) }
      table.batch.unregister(session.database)
    }
  }
}
