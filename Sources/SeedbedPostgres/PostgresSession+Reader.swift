public import Seedbed

extension PostgresSession {
  /// Opens a second connection to the same database and schemas, which can only read; nil while a
  /// transaction is open. The role is that of the parameters, also after a SET ROLE.
  public func makeReader() throws -> (any DatabaseSession)? {
    isInTransaction ? nil : try makeEvaluator()
  }

  /// Opens such a connection also while a transaction is open, of which it sees nothing.
  public func makeEvaluator() throws -> (any DatabaseSession)? {
    var options = connection.options
    // Reports are made by the connection that writes; this one may run on another thread.
    options.notice = { _ in }
    let reader = PostgresSession(
      try PostgresConnection(connection.parameters, options: options, group: connection.group))
    var path: DatabaseValue = .text("")
    try query("SELECT pg_catalog.current_setting('search_path')", []) { path = $0[0] }
    try reader.execute("SELECT pg_catalog.set_config('search_path', $1, false)", [path])
    try reader.executeScript("SET default_transaction_read_only = on")
    return reader
  }
}
