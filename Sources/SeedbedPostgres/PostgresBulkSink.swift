internal import CLibPQ
internal import Seedbed

/// Writes batches chunk by chunk through binary COPY;
/// docs/decisions/0006-postgres-bulk-loading.md says why in this way.
///
/// The tuples of a table are kept until enough are there or the chunk is committed, so that few COPY
/// statements carry many rows. Foreign keys of a chunk are verified before it is committed, where the
/// role may switch off the server's row-by-row triggers meanwhile: by the ranges of what was written,
/// and by set where those do not tell.
final class PostgresBulkSink: BulkSink {
  /// Makes tuples on the generating threads.
  var encoder: any BatchEncoder { plan.encoder }
  /// Which tables are slower than they could be, and why.
  let notes: [String]

  private let session: PostgresSession
  private let plan: PostgresBulkPlan
  private let order: [Int]
  private let watched: [[Int]]
  private let staging: PostgresStaging?
  /// What ends the whole load; nil for all sinks but the first.
  private let completion: PostgresBulkCompletion?
  private var pending: [PostgresPendingRows]
  private var pendingByteCount = 0
  private var isReplica = false
  private var transaction = ""
  private var isChunkOpen = false
  /// Whether the transaction is the caller's.
  private var isWithinTransaction = false
  private var isFinished = false

  /// The bytes of tuples kept before they are sent; less costs more statements, more no less time
  /// (docs/decisions/0006-postgres-bulk-loading.md).
  private static let pendingByteLimit = 8 << 20
  /// The bytes handed to libpq at a time: it copies them before it sends them.
  private static let pieceByteCount = 64 << 10

  /// Creates the sink of a number among some that load side by side, each on a session of its own;
  /// the first one, on the caller's session, ends the load and closes the other sessions.
  init(
    _ sessions: [PostgresSession], _ plan: PostgresBulkPlan, number: Int, notes: [String] = []
  ) {
    session = sessions[number]
    self.plan = plan
    self.notes = notes
    order = plan.order(forSink: number, of: sessions.count)
    watched = plan.watchedColumns
    staging = PostgresStaging(plan)
    completion = number == 0 ? PostgresBulkCompletion(sessions: sessions, plan: plan) : nil
    pending = plan.tables.map { _ in PostgresPendingRows() }
  }

  deinit {
    // Whoever drops a sink in the middle of a chunk had an error, which matters more than this one.
    if session.connection.isOpen { try? rollbackChunk() }
    if completion == nil { session.close() }
  }

  private var connection: PostgresConnection { session.connection }

  /// Opens the transaction of one chunk, where none is open.
  func beginChunk() throws {
    precondition(!isChunkOpen && !isFinished, "one chunk at a time, and none after the last")
    isWithinTransaction = connection.isInTransaction
    // Tables that refer to each other in a circle are whole at the end of the chunk only.
    let deferring = plan.hasCircle ? "SET CONSTRAINTS ALL DEFERRED; " : ""
    // Rows and their line in the ledger are lost together or not at all, so nobody has to wait for
    // the disk; the load's last commit makes all of them durable.
    let opening = isWithinTransaction ? "" : "BEGIN; SET LOCAL synchronous_commit = off; "
    let begin = try connection.execute(
      "\(opening)\(deferring)SELECT pg_current_xact_id()::xid::text")
    transaction = begin.text(0, 0) ?? ""
    isChunkOpen = true
    try staging?.create(on: connection)
    isReplica = false
    pendingByteCount = 0
    for table in pending.indices { pending[table].beginChunk() }
  }

  /// Takes one encoded batch over, and sends what is kept when that is enough.
  ///
  /// Throws `PostgresError` with the table and the row at which it failed, which may be of an earlier
  /// batch; the chunk is then to be rolled back.
  func write(_ batch: TableBatch, table: Int) throws {
    precondition(isChunkOpen, "a chunk is open")
    guard batch.rowCount > 0 else { return }
    pending[table].append(batch, watching: watched[table])
    pendingByteCount += batch.wire.count
    if pendingByteCount >= Self.pendingByteLimit { try sendPending() }
  }

  /// Sends what is kept, verifies the foreign keys of the chunk's rows, lets `record` write to the
  /// ledger, and commits the chunk's own transaction.
  ///
  /// Throws `PostgresError`, or what `record` throws; the chunk is then still open.
  func commitChunk(record: (any DatabaseSession) throws -> Void) throws {
    precondition(isChunkOpen, "a chunk is open")
    try sendPending()
    try staging?.write(on: connection)
    try verifyForeignKeys()
    try record(session)
    if isWithinTransaction { try setReplica(false) } else { try session.commit() }
    isChunkOpen = false
  }

  /// Undoes the open chunk, or leaves that to whoever opened its transaction; does nothing when none
  /// is open. The server undoes by itself what a broken connection had begun.
  func rollbackChunk() throws {
    guard isChunkOpen else { return }
    isChunkOpen = false
    guard !isWithinTransaction else { return }
    guard PQstatus(connection.pointer) == CONNECTION_OK else { return }
    try session.rollback()
  }

  /// The first sink, which comes last, ends the load on the connections of all.
  func finish() throws {
    precondition(!isChunkOpen, "the last chunk is committed or rolled back")
    guard !isFinished else { return }
    isFinished = true
    try completion?.run()
  }

  private func sendPending() throws(PostgresError) {
    for table in order where pending[table].rowCount > 0 { try send(table) }
    pendingByteCount = 0
  }

  private func send(_ index: Int) throws(PostgresError) {
    let table = plan.tables[index]
    try setReplica(table.enforcement == .bySet && staging == nil)
    do throws(PostgresError) {
      let storedCount = try copy(
        pending[index].bytes, into: table, staging?.copyStatement(index) ?? table.copyStatement)
      pending[index].confirm(storedCount)
    } catch {
      throw located(error, table, pending[index])
    }
    pending[index].removeTuples()
  }

  /// Whether the server leaves out its row-by-row triggers until the transaction ends.
  private func setReplica(_ wanted: Bool) throws(PostgresError) {
    guard wanted != isReplica else { return }
    try connection.execute(
      "SET LOCAL session_replication_role = \(wanted ? "replica" : "origin")")
    isReplica = wanted
  }

  /// Sends tuples, and returns how many of them the server has stored.
  private func copy(
    _ bytes: ByteBuffer, into table: PostgresBulkTable, _ statement: String
  ) throws(PostgresError) -> Int {
    let format = table.format
    try connection.execute(statement)
    var isSent = put(format.header)
    var position = 0
    while isSent && position < bytes.count {
      let count = min(Self.pieceByteCount, bytes.count - position)
      isSent = put(UnsafeRawBufferPointer(start: bytes.base + position, count: count))
      position += count
    }
    isSent = isSent && put(format.trailer)
    isSent = isSent && PQputCopyEnd(connection.pointer, nil) == 1
    // What the server has to say about the rows comes now, also after a failed transfer.
    let storedCount = try connection.drainResults(sql: statement)
    if !isSent { throw PostgresError(connection.pointer, sql: statement) }
    return storedCount
  }

  private func put(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { put($0) } }

  private func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.withMemoryRebound(to: CChar.self) { characters in
      PQputCopyData(
        connection.pointer, characters.baseAddress, Int32(truncatingIfNeeded: characters.count))
    } == 1
  }

  /// Adds the table, and the row that `COPY players, line 17` stands for.
  private func located(
    _ error: PostgresError, _ table: PostgresBulkTable, _ rows: PostgresPendingRows
  ) -> PostgresError {
    var error = error
    error.location.table = table.definition.name
    if let line = Self.line(in: error.context ?? "", of: table.definition.relation.table) {
      error.location.row = rows.row(ofTuple: line - 1)
    }
    return error
  }

  /// The number after `COPY players, line`, whatever the server's language has for `line`.
  static func line(in context: String, of table: String) -> Int? {
    for part in context.split(separator: "\n") {
      guard let start = part.firstRange(of: "COPY \(table), ") else { continue }
      let digits = part[start.upperBound...].drop { !("0"..."9").contains($0) }
      return Int(digits.prefix { ("0"..."9").contains($0) })
    }
    return nil
  }

  private func verifyForeignKeys() throws(PostgresError) {
    // One statement wrote everything, and the server has looked at its keys.
    if staging != nil { return }
    var checks: [(check: PostgresForeignKeyCheck, scope: PostgresForeignKeyCheck.Scope)] = []
    for index in plan.tables.indices {
      let table = plan.tables[index]
      guard table.enforcement == .bySet, pending[index].chunkRowCount > 0 else { continue }
      for key in table.foreignKeys {
        guard let scope = scope(of: key, index) else { continue }
        checks.append((PostgresForeignKeyCheck(table: table, key: key), scope))
      }
    }
    try verify(checks.filter { $0.scope.references == nil })
    let ranged = checks.filter { $0.scope.references != nil }
    guard !ranged.isEmpty else { return }
    // Without statistics the planner takes a range for a handful of rows, and compares each row of
    // the one side with each of the other.
    try connection.execute("SET LOCAL enable_nestloop = off")
    try verify(ranged)
    try connection.execute("SET LOCAL enable_nestloop TO DEFAULT")
  }

  private func verify(
    _ checks: [(check: PostgresForeignKeyCheck, scope: PostgresForeignKeyCheck.Scope)]
  ) throws(PostgresError) {
    for (check, scope) in checks {
      do throws(PostgresError) {
        try check.verify(scope, on: connection)
      } catch {
        var error = error
        if error.location.table == nil {
          error.location.table = check.table.definition.name
        }
        throw error
      }
    }
  }

  /// What is known of the chunk's rows; nil when no row of them can refer to a row that is not there.
  private func scope(of key: PostgresForeignKey, _ index: Int) -> PostgresForeignKeyCheck.Scope? {
    let table = plan.tables[index]
    var scope = PostgresForeignKeyCheck.Scope(transaction: transaction)
    if let column = table.keyColumn, let range = pending[index].ranges[column] {
      scope.key = (SQLIdentifier(table.definition.columns[column]).quoted, range)
    }
    guard let column = key.column else { return scope }
    // No range: every one is NULL.
    guard let references = pending[index].ranges[column],
      !chunkHasEvery(references, referredToBy: key)
    else { return nil }
    scope.references = references
    return scope
  }

  /// Whether the chunk wrote a row for every number of a range that a key refers to: where the
  /// server stored as many rows as the range of their primary keys has numbers, each number is
  /// there once, since the server keeps the key unique. Nobody else sees these rows before the
  /// commit, so nobody can delete them.
  private func chunkHasEvery(
    _ references: ClosedRange<Int64>, referredToBy key: PostgresForeignKey
  ) -> Bool {
    plan.tables.indices.contains { parent in
      let candidate = plan.tables[parent]
      guard candidate.oid == key.parentOID, candidate.enforcement == .bySet,
        let keyColumn = candidate.keyColumn,
        [candidate.definition.columns[keyColumn]] == key.parentColumns,
        let keys = pending[parent].ranges[keyColumn]
      else { return false }
      return keys.lowerBound <= references.lowerBound && references.upperBound <= keys.upperBound
        && keys.upperBound.subtractingReportingOverflow(keys.lowerBound).partialValue
          == Int64(pending[parent].storedRowCount) - 1
    }
  }
}
