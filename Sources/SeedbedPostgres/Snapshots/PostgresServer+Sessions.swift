internal import Glibc
internal import Seedbed
internal import SeedbedSnapshots

extension PostgresServer {
  /// How long a session may take to end that was closed, or was told to. Longer than that, and the
  /// server itself would wait for it, a tenth of a second at a time (`CountOtherDBBackends`).
  private static let patience = Duration.seconds(1)

  /// Sees to it that nobody is connected to a database: names those who are, or ends them.
  ///
  /// Throws `SnapshotError` when somebody is and may stay.
  func clear(_ name: String, disconnects: Bool, note: (String) -> Void) throws {
    let sessions = try disconnects ? sessions(on: name) : stayingSessions(on: name)
    guard !sessions.isEmpty else { return }
    guard disconnects else {
      throw SnapshotError(
        .refused,
        "\(counted(sessions.count, "session")) on the database \(name) "
          + "\(sessions.count == 1 ? "is" : "are") in the way: \(Self.list(sessions)); "
          + "close \(sessions.count == 1 ? "it" : "them"), or add --disconnect to have "
          + "\(sessions.count == 1 ? "it" : "them") ended")
    }
    note("ending \(counted(sessions.count, "session")) on \(name): \(Self.list(sessions))")
    try endSessions(on: name)
    _ = try stayingSessions(on: name)
  }

  /// Who is connected to a database and does not leave it.
  private func stayingSessions(on name: String) throws -> [String] {
    let start = ContinuousClock.now
    while true {
      let sessions = try sessions(on: name)
      if sessions.isEmpty || ContinuousClock.now - start > Self.patience { return sessions }
      // Two milliseconds: about what a server process takes to end.
      usleep(2_000)
    }
  }

  /// Ends every session on a database.
  func endSessions(on name: String) throws {
    try session.query(
      """
      SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
      WHERE datname = $1 AND pid <> pg_catalog.pg_backend_pid()
      """, [.text(name)]
    ) { _ in }
  }

  /// Who is connected to a database, one text each.
  func sessions(on name: String) throws -> [String] {
    var sessions: [String] = []
    try session.query(
      """
      SELECT pid::text, coalesce(usename, '?'), coalesce(application_name, ''),
        coalesce(host(client_addr), '')
      FROM pg_catalog.pg_stat_activity
      WHERE datname = $1 AND pid <> pg_catalog.pg_backend_pid()
        AND backend_type IN ('client backend', 'walsender')
      ORDER BY pid
      """, [.text(name)]
    ) { row in
      let values = (0..<4).map { row[$0].asString ?? "" }
      let program = values[2].isEmpty ? "a program without a name" : values[2]
      let host = values[3].isEmpty ? "" : " from \(values[3])"
      sessions.append("\(program) (process \(values[0]), user \(values[1])\(host))")
    }
    return sessions
  }

  private static func list(_ sessions: [String]) -> String {
    let shown = sessions.prefix(8).joined(separator: ", ")
    return sessions.count > 8 ? "\(shown) and \(sessions.count - 8) more" : shown
  }
}
