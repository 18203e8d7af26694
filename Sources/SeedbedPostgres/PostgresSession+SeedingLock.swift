internal import Seedbed

extension PostgresSession {
  /// The key of the advisory lock that a seeder holds alone: `seedbed` in ASCII, and a zero.
  private static let seederKey: Int64 = 0x7365_6564_6265_6400
  /// The key that every further connection of a bulk load holds together with others.
  private static let loaderKey: Int64 = 0x7365_6564_6265_6401
  /// How long to wait for the lock. The server notices within moments that a client has died; who is
  /// really at work holds the lock for longer.
  private static let patienceMilliseconds = 3000

  /// Takes an advisory lock of this database that lasts as long as the connection does.
  ///
  /// Waits a moment for the connections of a seeder that has died: the server may still be about to
  /// commit what one of them had sent. Throws `AnotherSeeder` when somebody is at work.
  public func lockForSeeding() throws {
    guard !isLockedForSeeding else { return }
    // Else the server would notice only at the end of a statement that its client has died.
    try letServerNoticeDeath()
    try wait(for: Self.seederKey)
    do {
      try wait(for: Self.loaderKey)
      try unlock(Self.loaderKey)
    } catch let error {
      try unlock(Self.seederKey)
      throw error
    }
    isLockedForSeeding = true
  }

  /// Says that this connection loads for the seeder that opened it.
  func lockForLoading() throws {
    try letServerNoticeDeath()
    try query("SELECT pg_catalog.pg_advisory_lock_shared($1)", [.integer(Self.loaderKey)]) { _ in }
  }

  private func wait(for key: Int64) throws {
    do {
      try connection.execute(
        """
        BEGIN; SET LOCAL lock_timeout = \(Self.patienceMilliseconds);
        SELECT pg_catalog.pg_advisory_lock(\(key)); COMMIT
        """)
    } catch {
      try rollback()
      guard error.code == .lockNotAvailable else { throw error }
      throw try anotherSeeder(holding: key)
    }
  }

  private func unlock(_ key: Int64) throws {
    try connection.execute("SELECT pg_catalog.pg_advisory_unlock(\(key))")
  }

  /// There since PostgreSQL 14; before, a dead seeder's lock goes with its statement's end.
  private func letServerNoticeDeath() throws {
    try connection.execute(
      """
      SELECT pg_catalog.set_config('client_connection_check_interval', '200ms', false)
      WHERE pg_catalog.current_setting('client_connection_check_interval', true) IS NOT NULL
      """)
  }

  private func anotherSeeder(holding key: Int64) throws -> AnotherSeeder {
    var found: AnotherSeeder?
    // An advisory lock shows its 64-bit key in two halves, and a 1 in objsubid (pg_locks).
    try query(
      """
      SELECT l.pid, to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        coalesce(a.usename::text, ''), coalesce(host(a.client_addr), '')
      FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT oid FROM pg_catalog.pg_database
          WHERE datname = pg_catalog.current_database())
        AND l.classid = ($1::bigint >> 32)::oid AND l.objid = ($1::bigint & 4294967295)::oid
      ORDER BY l.pid LIMIT 1
      """, [.integer(key)]
    ) { row in
      guard let pid = row[0].asInt64 else { return }
      var holder = "the server's process \(pid)"
      if let user = row[2].asString, !user.isEmpty { holder += " for \(user)" }
      if let host = row[3].asString, !host.isEmpty { holder += " at \(host)" }
      found = AnotherSeeder(
        holder: holder, since: row[1].asString,
        remedy: "end it with: SELECT pg_terminate_backend(\(pid))")
    }
    return found
      ?? AnotherSeeder(
        holder: "somebody who has just ended", since: nil, remedy: "run again")
  }
}
