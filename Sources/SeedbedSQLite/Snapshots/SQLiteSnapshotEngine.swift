public import Seedbed
public import SeedbedSnapshots

/// Saves and restores one SQLite file.
public final class SQLiteSnapshotEngine: SnapshotEngine {
  /// The path of the database.
  let path: String

  /// Creates an engine for the database at a path, which may be missing until it is restored.
  public init(path: String) { self.path = path }

  /// `sqlite`
  public var engineName: String { "sqlite" }

  /// The catalog that a schema makes in a database in memory.
  public func catalog(of schema: ApplicationSchema) throws -> SchemaCatalog {
    let session = try SQLiteEngine.open(path: ":memory:")
    defer { session.close() }
    return try session.catalog(ofScript: schema.sql)
  }

  /// Does nothing: all of a snapshot is in its folder.
  public func release(_ manifest: SnapshotManifest) throws {}

  /// Does nothing: all of a snapshot is in its folder.
  public func check(_ manifest: SnapshotManifest) throws {}

  /// 0
  public func outsideByteCount(_ manifest: SnapshotManifest) throws -> Int { 0 }

  /// What is refused of options, since it means nothing here.
  func refuse(_ options: SnapshotOptions) throws(UsageProblems) {
    var problems: [String] = []
    if options.isArchive {
      problems.append(
        "--archive is for PostgreSQL: a snapshot of SQLite is a file that every machine reads; "
          + "leave it out")
    }
    if options.makesSpare {
      problems.append("--spare is for instant snapshots of PostgreSQL; leave it out")
    }
    if options.disconnects {
      problems.append("--disconnect is for PostgreSQL, whose sessions can be ended; leave it out")
    }
    if !problems.isEmpty { throw UsageProblems(problems) }
  }
}
