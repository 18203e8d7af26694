internal import Seedbed
internal import SeedbedPostgres
internal import SeedbedSQLite
internal import SeedbedSnapshots

/// The engines of this build, in one place: a new engine is a case here.
enum Engines {
  /// What a command is going to do with the database.
  enum Purpose: Sendable {
    /// Fill it; it is created when it is missing.
    case fill
    /// Change one that is there.
    case change
    /// Look into one that is there.
    case read
  }

  /// The name of the engine that a database asks for.
  static func title(_ url: DatabaseURL) -> String {
    switch url.engine {
    case .sqlite: "SQLite"
    case .postgres: "PostgreSQL"
    }
  }

  /// The dialect of SQL that a database speaks.
  static func dialect(_ url: DatabaseURL) -> RelationalSchema.Dialect {
    switch url.engine {
    case .sqlite: .sqlite
    case .postgres: .postgres
    }
  }

  /// Which database a URL names, as far as can be told without opening it: nil for a server's.
  static func target(_ url: DatabaseURL) -> DatabaseTarget? {
    url.path.map { DatabaseTarget(path: $0) }
  }

  /// Why no engine takes a database's URL; none when one does. Nothing is opened.
  static func problems(_ url: DatabaseURL) -> [String] {
    guard url.engine == .postgres else { return [] }
    do {
      _ = try PostgresParameters(url.text)
      return []
    } catch {
      return ["\(error.message); write postgres://user@host:port/database"]
    }
  }

  /// What saves and restores a database. Nothing is opened.
  static func snapshots(_ url: DatabaseURL) throws -> any SnapshotEngine {
    guard let path = url.path else { return try PostgresSnapshotEngine(url: url.text) }
    return SQLiteSnapshotEngine(path: path)
  }

  /// Whether opening a database failed because there is none.
  static func saysThatThereIsNone(_ error: any Error) -> Bool {
    (error as? PostgresError)?.code == .invalidCatalogName
  }

  /// Which database a URL names that its server does not have.
  static func targetOfMissing(_ url: DatabaseURL) throws -> DatabaseTarget {
    try target(url) ?? PostgresEngine.targetOfMissing(PostgresParameters(url.text))
  }

  /// Whether a database is a file that is not there yet.
  static func isMissingFile(_ url: DatabaseURL) -> Bool {
    url.path.map { StepSources.modificationTime(of: $0) == nil } ?? false
  }

  /// Opens a database, and puts back what an interrupted load had put aside; that, and what the
  /// server says meanwhile, goes to `note`. Throws the engine's error.
  ///
  /// - Parameter creation: nil where a database that a server does not have is an error; else it is
  ///   created, unless this throws for it.
  static func open(
    _ url: DatabaseURL, for purpose: Purpose, creation: ((DatabaseTarget) throws -> Void)? = nil,
    note: @escaping (String) -> Void = { _ in }
  ) throws -> any DatabaseSession {
    guard let path = url.path else { return try openServer(url, creation, note) }
    let mode: SQLiteEngine.OpenMode =
      switch purpose {
      case .fill: .create
      case .change: .mustExist
      case .read: .readOnly
      }
    return try SQLiteEngine.open(path: path, mode: mode)
  }

  private static func openServer(
    _ url: DatabaseURL, _ creation: ((DatabaseTarget) throws -> Void)?,
    _ note: @escaping (String) -> Void
  ) throws -> any DatabaseSession {
    let parameters = try PostgresParameters(url.text)
    let options = PostgresOptions { notice in
      // "relation … already exists, skipping" is what CREATE … IF NOT EXISTS asks for.
      if notice.code != .duplicateTable { note(notice.description) }
    }
    do {
      let session = try PostgresEngine.open(parameters, options: options)
      for line in try session.putIndexesBack() { note(line) }
      return session
    } catch let error as PostgresError where error.code == .invalidCatalogName {
      guard let creation else { throw error }
      let name = try PostgresEngine.createDatabase(parameters, permitted: creation)
      note("created the database \(name)")
      return try PostgresEngine.open(parameters, options: options)
    }
  }
}
