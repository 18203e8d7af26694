internal import CLibPQ
internal import Seedbed

/// What ends a bulk load: generated keys go on behind the rows, indexes that were put aside are built
/// again, and the planner gets its statistics, table by table on all connections side by side.
struct PostgresBulkCompletion {
  /// The caller's session first; the others are the load's own.
  let sessions: [PostgresSession]
  let plan: PostgresBulkPlan

  /// Does all of it on the connections that are left, and closes the load's own.
  ///
  /// The commits in here wait for the disk as the server is told to, so that every chunk is as
  /// durable as they are once this returns.
  ///
  /// In a transaction of the caller's, which nothing has gone aside in, it works within that.
  func run() throws {
    defer { for session in sessions.dropFirst() { session.close() } }
    if let session = sessions.first, session.isInTransaction {
      guard session.connection.transactionStatus == PQTRANS_INTRANS else { return }
      try session.moveSequences(of: plan.tables.map(\.definition.relation))
      for table in plan.tables { try session.connection.execute("ANALYZE \(table.quotedName)") }
      return
    }
    let usable = sessions.filter { session in
      session.connection.isOpen && PQstatus(session.connection.pointer) == CONNECTION_OK
        && !session.isInTransaction
    }
    guard let first = usable.first else { return }
    try first.moveSequences(of: plan.tables.map(\.definition.relation))
    let indexes = try PostgresIndexStore(first).entries()
    // The largest first, so that no connection is left with it at the end.
    let tables = plan.tables.sorted { $0.definition.rowCount > $1.definition.rowCount }
    _ = try SessionWorkers(usable).run(
      tables.map { table in
        let own = indexes.filter { $0.tableOID == table.oid }
        return { session in
          guard let session = session as? PostgresSession else { return }
          try PostgresIndexStore(session).putBack(own)
          try Self.analyze(table, on: session)
        }
      })
  }

  private static func analyze(_ table: PostgresBulkTable, on session: PostgresSession) throws {
    try session.transaction {
      try session.waitBrieflyForVacuum()
      // With a number of its own the transaction waits for the disk when it commits.
      try session.connection.execute("SELECT pg_current_xact_id(); ANALYZE \(table.quotedName)")
    }
  }
}
