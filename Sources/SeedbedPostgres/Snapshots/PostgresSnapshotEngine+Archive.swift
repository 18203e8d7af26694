internal import Seedbed
internal import SeedbedSnapshots

extension PostgresSnapshotEngine {
  /// The folder of the archive in a snapshot's folder.
  private static let dataFolder = "data"
  /// How many processes write or read an archive side by side.
  private static let jobCount = 2
  /// gzip's levels: what costs little time, and what takes little room
  /// (docs/decisions/0009-snapshots.md).
  private static let fastLevel = 1
  private static let smallLevel = 6

  /// Saves what one transaction sees, by `pg_dump` of the server's own version.
  func saveArchive(
    _ draft: SnapshotDraft, _ options: SnapshotOptions, schema: ApplicationSchema,
    work: SnapshotWork
  ) throws -> SavedDatabase {
    let session = try PostgresEngine.open(parameters)
    defer { session.close() }
    let catalog = try schema.verify(in: session)
    let program = try PostgresProgram(
      "pg_dump", majorVersion: session.connection.serverVersion / 10_000)
    // One state for all: the dump's processes and the digest look at this transaction's snapshot.
    try session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", [])
    var exported = ""
    try session.query("SELECT pg_catalog.pg_export_snapshot()", []) {
      exported = $0[0].asString ?? ""
    }
    let dump = try program.start(
      [
        "--format=directory", "--file=\(draft.path)/\(Self.dataFolder)",
        "--jobs=\(Self.jobCount)", "--snapshot=\(exported)",
        "--compress=\(options.compresses ? Self.smallLevel : Self.fastLevel)", "--no-owner",
        "--no-privileges", "--no-password",
      ], connecting: parameters, interruption: work.interruption)
    let result: (DigestReport, SnapshotOrigin)
    do {
      result = try watching(session, work.interruption) {
        // All tables, those of others included: they are in the archive as well.
        (
          try DatabaseDigest.compute(session: session, catalog: session.catalog()),
          try SnapshotOrigin(of: session)
        )
      }
    } catch let error {
      dump.end()
      throw error
    }
    _ = catalog
    try dump.wait(work.interruption)
    try session.rollback()
    return SavedDatabase(
      kind: .archive, engineVersion: session.engineDescription, origin: result.1,
      digest: result.0,
      files: try draft.takeFiles(
        in: Self.dataFolder, with: FileCopier(interruption: work.interruption)),
      isCompressed: options.compresses)
  }

  /// Makes a database of what an archive holds, and looks that all rows are there.
  func restoreArchive(
    _ snapshot: SnapshotFolder, to database: String, server: PostgresServer, work: SnapshotWork
  ) throws {
    let program = try PostgresProgram("pg_restore", majorVersion: server.majorVersion)
    try snapshot.check(interruption: work.interruption)
    try server.create(database, like: server.database)
    try program.start(
      [
        "--format=directory", "--jobs=\(Self.jobCount)", "--exit-on-error", "--no-owner",
        "--no-privileges", "--no-password", "\(snapshot.path)/\(Self.dataFolder)",
      ], connecting: parameters.replacing("dbname", with: database),
      settings: ["maintenance_work_mem=256MB", "synchronous_commit=off"],
      interruption: work.interruption
    ).wait(work.interruption)
    try work.reached(.copied)
    // The files have the hashes that they were saved with, and pg_restore ends at the first error; a
    // digest of all rows would say the same again, for a quarter of the time of the whole.
    let restored = try rowCounts(in: database, work)
    let saved = snapshot.manifest.tables.map { "\($0.name): \($0.rows)" }.sorted()
    guard restored == saved else {
      throw snapshot.damage("what was restored has not the rows that were saved")
    }
  }

  /// Each table of a database and how many rows it has, in order.
  private func rowCounts(in database: String, _ work: SnapshotWork) throws -> [String] {
    let session = try PostgresEngine.open(parameters.replacing("dbname", with: database))
    defer { session.close() }
    return try watching(session, work.interruption) {
      try MetricsCollector.collect(
        metrics: [], session: session, catalog: session.catalog(), measuresBytes: false
      ).tables.map { "\($0.name): \($0.rows)" }.sorted()
    }
  }
}

extension PostgresServer {
  /// Creates an empty database with the encoding and the locale of another one, where there is one.
  func create(_ name: String, like other: String) throws {
    var statement = "CREATE DATABASE \(SQLIdentifier(name)) TEMPLATE template0"
    try session.query(
      """
      SELECT pg_catalog.pg_encoding_to_char(encoding)::text, datcollate::text, datctype::text
      FROM pg_catalog.pg_database WHERE datname = $1
      """, [.text(other)]
    ) { row in
      let values = (0..<3).map { position in
        "'" + (row[position].asString ?? "").split(separator: "'").joined(separator: "''") + "'"
      }
      statement += " ENCODING \(values[0]) LC_COLLATE \(values[1]) LC_CTYPE \(values[2])"
    }
    try session.execute(statement, [])
  }
}
