public import Seedbed
public import SeedbedSnapshots

/// Saves and restores one PostgreSQL database: as another database of its server, or as an archive.
public final class PostgresSnapshotEngine: SnapshotEngine {
  /// How the database is reached.
  let parameters: PostgresParameters

  /// Creates an engine for the database that a URL names, which may be missing until it is restored.
  ///
  /// Throws `PostgresError` when libpq does not take the text.
  public init(url: String) throws { parameters = try PostgresParameters(url) }

  /// Creates an engine for the database that parameters name.
  package init(_ parameters: PostgresParameters) { self.parameters = parameters }

  /// `postgres`
  public var engineName: String { "postgres" }

  /// The catalog that a schema makes, found out in a database that is always there.
  public func catalog(of schema: ApplicationSchema) throws -> SchemaCatalog {
    try withServer { try $0.session.catalog(ofScript: schema.sql) }
  }

  /// Drops the databases of an instant snapshot.
  ///
  /// Throws `SnapshotError` when they are on another server.
  public func release(_ manifest: SnapshotManifest) throws {
    guard let place = manifest.server else { return }
    try withServer { server in
      try server.require(place, of: manifest)
      // In this order: dropping the first waits for a spare that is being copied from it.
      try server.drop(place.database)
      try server.drop(place.spare)
    }
  }

  /// Looks whether the database of an instant snapshot is there, on this server.
  public func check(_ manifest: SnapshotManifest) throws {
    guard let place = manifest.server else { return }
    try withServer { server in
      try server.require(place, of: manifest)
      guard try server.byteCount(of: place.database) != nil else {
        throw Self.missing(manifest)
      }
    }
  }

  /// The bytes of an instant snapshot's databases.
  public func outsideByteCount(_ manifest: SnapshotManifest) throws -> Int {
    guard let place = manifest.server else { return 0 }
    return try withServer { server in
      try server.require(place, of: manifest)
      guard let bytes = try server.byteCount(of: place.database) else {
        throw Self.missing(manifest)
      }
      return try bytes + (server.byteCount(of: place.spare) ?? 0)
    }
  }

  /// Drops databases that a restore has left half made, or replaced and not dropped.
  public func removeLeftovers() throws -> Int {
    try withServer { server in
      let leftovers = try server.leftovers()
      for name in leftovers { try server.drop(name) }
      return leftovers.count
    }
  }

  /// Lends a connection to the server, to a database that is not the one to be saved or restored.
  func withServer<Result>(_ body: (PostgresServer) throws -> Result) throws -> Result {
    let server = try PostgresServer(parameters)
    defer { server.session.close() }
    return try body(server)
  }

  private static func missing(_ manifest: SnapshotManifest) -> SnapshotError {
    SnapshotError(
      .missing,
      "the database of the snapshot \(manifest.name) is gone from the server; remove the rest with: "
        + "seedbed snapshot delete \(manifest.name)")
  }

  /// What is refused of options, since it means nothing here.
  static func refuse(_ options: SnapshotOptions) throws(UsageProblems) {
    var problems: [String] = []
    if options.compresses && !options.isArchive {
      problems.append(
        "--compress is for files, and an instant snapshot is a database; add --archive or leave it "
          + "out")
    }
    if options.makesSpare && options.isArchive {
      problems.append("--spare is for instant snapshots; leave out --archive or --spare")
    }
    if !problems.isEmpty { throw UsageProblems(problems) }
  }
}
