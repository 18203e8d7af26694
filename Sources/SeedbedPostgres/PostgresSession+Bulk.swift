public import Seedbed

extension PostgresSession {
  /// Makes a sink for the rows of some tables, to be written in chunks.
  ///
  /// Throws `PostgresError` of kind `schema` when a table or column is not there, or when a column's
  /// type does not take what the plan makes.
  public func makeBulkSink(for tables: [BulkTable]) throws -> any BulkSink {
    let plan = try bulkPlan(for: tables)
    return PostgresBulkSink(
      [self], plan, number: 0, notes: plan.notes + (try putIndexesAside(plan)))
  }

  /// Makes sinks that load different chunks side by side, each but the first on a new connection to
  /// the same place; fewer when the server has no more connections to give, and one when a table is
  /// a temporary one, which no other connection sees.
  public func makeBulkSinks(for tables: [BulkTable], count: Int) throws -> [any BulkSink] {
    let plan = try bulkPlan(for: tables)
    var notes = plan.notes
    var sessions = [self]
    if !plan.tables.contains(where: \.isTemporary) {
      do {
        while sessions.count < count { sessions.append(try makeAnother()) }
      } catch let error as PostgresError where error.code == .tooManyConnections {
        notes.append("the server gives \(sessions.count) of \(count) connections: \(error)")
      }
    }
    notes += try putIndexesAside(plan)
    return sessions.indices.map { number in
      PostgresBulkSink(sessions, plan, number: number, notes: number == 0 ? notes : [])
    }
  }

  /// Puts back what an earlier load left aside, and then aside what this load is better off without;
  /// returns what the user should know of it. Within a transaction indexes stay: tables would be locked
  /// until it ends.
  private func putIndexesAside(_ plan: PostgresBulkPlan) throws -> [String] {
    guard !isInTransaction else { return [] }
    return try putIndexesBack() + PostgresIndexStore(self).putAside(plan.tables)
  }

  private func bulkPlan(for tables: [BulkTable]) throws -> PostgresBulkPlan {
    let catalog = try PostgresBulkCatalog(self)
    return PostgresBulkPlan(try tables.map { try catalog.table($0) })
  }

  /// Another session in the same place that finds the same tables under the same names.
  private func makeAnother() throws -> PostgresSession {
    let path = try connection.execute("SELECT current_setting('search_path')").text(0, 0) ?? ""
    let session = PostgresSession(
      try PostgresConnection(
        connection.parameters, options: connection.options, group: connection.group))
    try session.query("SELECT set_config('search_path', $1::text, false)", [.text(path)]) { _ in }
    try session.lockForLoading()
    return session
  }
}
