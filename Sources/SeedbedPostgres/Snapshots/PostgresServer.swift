internal import CLibPQ
internal import Glibc
internal import Seedbed
internal import SeedbedSnapshots

/// A PostgreSQL server as the place of databases: makes, renames and drops them.
///
/// The connection is to a database that is always there and is not the one that is worked on, since
/// a database can be copied and renamed only while nobody is connected to it.
final class PostgresServer {
  /// What the names begin with of databases that hold snapshots.
  static let snapshotPrefix = "seedbed_snapshot_"
  /// … of their copies made ahead of time.
  static let sparePrefix = "seedbed_spare_"
  /// … of databases that are to take another one's place.
  static let freshPrefix = "seedbed_fresh_"
  /// … of databases whose place was taken.
  static let oldPrefix = "seedbed_old_"

  /// The connection.
  let session: PostgresSession
  /// The database to be saved or restored.
  let database: String

  private let parameters: PostgresParameters

  /// Connects to the server of a database.
  init(_ parameters: PostgresParameters) throws {
    self.parameters = parameters
    guard let name = parameters["dbname"] ?? Self.variable("PGDATABASE") ?? Self.variable("PGUSER")
    else {
      throw SnapshotError(
        .failed, "DATABASE_URL names no database; write postgres://user@host:port/database")
    }
    database = name
    session = try Self.connect(parameters, besides: name)
    var script = "SET statement_timeout = 0; SET lock_timeout = 0"
    // A statement that is left to the server goes on when the client has gone, which is the default.
    if session.connection.serverVersion >= 140_000 {
      script += "; SET client_connection_check_interval = 0"
    }
    try session.executeScript(script)
  }

  private static func connect(
    _ parameters: PostgresParameters, besides name: String
  ) throws -> PostgresSession {
    var failure: PostgresError?
    for maintenance in ["postgres", "template1"] where maintenance != name {
      do {
        return try PostgresEngine.open(parameters.replacing("dbname", with: maintenance))
      } catch let error as PostgresError
        where error.code == .invalidCatalogName || error.code == .insufficientPrivilege
      {
        failure = error
      }
    }
    throw failure ?? PostgresError(code: .unableToConnect, message: "there is no other database")
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }

  /// The main number of the server's version, such as 15.
  var majorVersion: Int { session.connection.serverVersion / 10_000 }

  /// What tells this server from all others.
  func systemIdentifier() throws -> String {
    try text("SELECT system_identifier::text FROM pg_catalog.pg_control_system()") ?? ""
  }

  /// Throws when a snapshot is kept on another server.
  func require(_ place: SnapshotManifest.Server, of manifest: SnapshotManifest) throws {
    guard try systemIdentifier() != place.systemIdentifier else { return }
    throw SnapshotError(
      .foreign,
      "the instant snapshot \(manifest.name) is kept on another server; point DATABASE_URL at a "
        + "database of that server, or save with --archive what is to travel")
  }

  /// The size of a database; nil where there is none.
  func byteCount(of name: String) throws -> Int? {
    try session.integer(
      "SELECT pg_catalog.pg_database_size(oid) FROM pg_catalog.pg_database WHERE datname = $1",
      [.text(name)]
    ).map { Int($0) }
  }

  /// Whether there is a database of a name.
  func has(_ name: String) throws -> Bool {
    try session.integer(
      "SELECT 1::bigint FROM pg_catalog.pg_database WHERE datname = $1", [.text(name)]) != nil
  }

  /// Copies a database, file by file, under a name; nobody may connect to the copy yet.
  func copy(_ source: String, to target: String) throws {
    try session.execute(copyStatement(source, to: target), [])
  }

  /// Begins to copy a database and leaves the rest to the server.
  func copyInBackground(_ source: String, to target: String) throws {
    try leaveToServer(copyStatement(source, to: target))
  }

  private func copyStatement(_ source: String, to target: String) throws -> String {
    var statement = "CREATE DATABASE \(SQLIdentifier(target)) TEMPLATE \(SQLIdentifier(source))"
    // Before 15 files were always copied; since then the default writes every page to the log.
    if majorVersion >= 15 { statement += " STRATEGY FILE_COPY" }
    return statement + " ALLOW_CONNECTIONS false"
  }

  /// Lets the file system clone the files instead of copying them, where server and file system can;
  /// only a server of version 18 or later has the setting.
  func preferClones() throws {
    guard majorVersion >= 18 else { return }
    do {
      try session.execute("SET file_copy_method = clone", [])
    } catch let error as PostgresError where error.code.codeClass == "22" {
      // The server was built for a system that cannot clone.
      return
    }
  }

  /// Lets people connect to a database, or not.
  func allowConnections(_ isAllowed: Bool, to name: String) throws {
    try session.execute(
      "ALTER DATABASE \(SQLIdentifier(name)) WITH ALLOW_CONNECTIONS \(isAllowed)", [])
  }

  /// Drops a database where there is one, whoever is connected to it.
  func drop(_ name: String) throws { try session.execute(dropStatement(name), []) }

  /// Begins to drop a database and leaves the rest to the server.
  func dropInBackground(_ name: String) throws { try leaveToServer(dropStatement(name)) }

  private func dropStatement(_ name: String) -> String {
    "DROP DATABASE IF EXISTS \(SQLIdentifier(name))" + (majorVersion >= 13 ? " WITH (FORCE)" : "")
  }

  /// Sends a statement on a connection of its own, and closes that without waiting: the server does a
  /// statement that it has begun to its end.
  private func leaveToServer(_ sql: String) throws {
    let other = try PostgresServer(parameters)
    defer { other.session.close() }
    try other.preferClones()
    let pointer = other.session.connection.pointer
    guard PQsendQuery(pointer, sql) == 1 else { throw PostgresError(pointer, sql: sql) }
    while case let state = PQflush(pointer), state != 0 {
      guard state == 1 else { throw PostgresError(pointer, sql: sql) }
      var waiting = pollfd(fd: PQsocket(pointer), events: Int16(POLLOUT), revents: 0)
      poll(&waiting, 1, -1)
    }
  }

  /// A name of a database that is to take another one's place, or whose place was taken: it tells
  /// which connection made it, so that others know when nobody cares for it any more.
  func temporaryName(_ prefix: String) throws -> String {
    let maker = try text(
      """
      SELECT pid || '_' || (extract(epoch FROM backend_start) * 1000000)::bigint
      FROM pg_catalog.pg_stat_activity WHERE pid = pg_catalog.pg_backend_pid()
      """)
    return prefix + (maker ?? "")
  }

  /// The databases of such names whose connection has gone.
  func leftovers() throws -> [String] {
    var names: [String] = []
    try session.query(
      """
      SELECT d.datname FROM pg_catalog.pg_database d
      WHERE d.datname ~ '^(seedbed_fresh|seedbed_old)_[0-9]+_[0-9]+$' AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_stat_activity a
        WHERE a.pid::text = split_part(d.datname, '_', 3)
          AND coalesce((extract(epoch FROM a.backend_start) * 1000000)::bigint::text,
            split_part(d.datname, '_', 4)) = split_part(d.datname, '_', 4))
      ORDER BY 1
      """, []
    ) { row in
      if let name = row[0].asString { names.append(name) }
    }
    return names
  }

  private func text(_ sql: String) throws -> String? {
    var first: String?
    try session.query(sql, []) { first = $0[0].asString }
    return first
  }
}
