import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import SeedbedSnapshots
import Testing

/// Saves and restores that are killed (SIGKILL) at each of their moments.
@Suite final class SnapshotKillTests {
  private static let saveStages = [SnapshotStage.drafted, .imaged]
  private static let restoreStages = [SnapshotStage.proved, .copied, .verified, .swapped]

  private let folder: TemporaryFolder
  private let schema: ApplicationSchema
  private let snapshots: String

  init() throws {
    folder = try TemporaryFolder()
    snapshots = "\(folder.path)/snapshots"
    let path = "\(folder.path)/schema.sql"
    schema = ApplicationSchema(
      name: path, sql: "CREATE TABLE plants (id bigint NOT NULL PRIMARY KEY, name text NOT NULL);")
    try schema.sql.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.createDirectory(
      atPath: snapshots, withIntermediateDirectories: false)
  }

  /// Runs the helper that kills itself at a stage.
  private func kill(_ url: String, _ action: String, _ name: String, _ stage: SnapshotStage) throws
  {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: SeedbedExecutable.path)
      .deletingLastPathComponent().appendingPathComponent("snapshot-fault")
    process.arguments = [url, schema.name, snapshots, action, name, stage.rawValue]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal, "\(action) \(stage)")
    #expect(process.terminationStatus == SIGKILL, "\(action) \(stage)")
  }

  private func fill(_ session: any DatabaseSession, _ names: [String]) throws {
    if try session.catalog().tables.isEmpty { try session.executeScript(schema.sql) }
    try session.execute("DELETE FROM plants", [])
    for (id, name) in names.enumerated() {
      try session.execute(
        "INSERT INTO plants (id, name) VALUES ($1, $2)", [.integer(Int64(id)), .text(name)])
    }
    session.close()
  }

  private func names(_ session: any DatabaseSession) throws -> [String] {
    var names: [String] = []
    try session.query("SELECT name FROM plants ORDER BY id", []) {
      names.append($0[0].asString ?? "")
    }
    session.close()
    return names
  }

  private func entries() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: snapshots).sorted()
  }

  private func survive(
    _ url: String, engine: any SnapshotEngine, actions: [String],
    open: () throws -> any DatabaseSession, isClean: () throws -> Bool
  ) throws {
    let keeper = SnapshotKeeper(
      store: SnapshotStore(path: snapshots), engine: engine, schema: schema)
    try fill(try open(), ["sage", "thyme"])
    for action in actions {
      for stage in Self.saveStages {
        try kill(url, action, "dead", stage)
        #expect(try keeper.store.names().isEmpty, "\(action) \(stage)")
      }
      try kill(url, action, "whole", .saved)
      #expect(try keeper.store.names().map(\.text) == ["whole"])
      for stage in Self.restoreStages {
        try fill(try open(), ["mint"])
        try kill(url, "restore", "whole", stage)
        #expect(
          try names(try open()) == (stage == .swapped ? ["sage", "thyme"] : ["mint"]),
          "\(action) \(stage)")
      }
      try fill(try open(), ["mint"])
      try keeper.restore(keeper.open(SnapshotName("whole")))
      #expect(try names(try open()) == ["sage", "thyme"])
      try keeper.delete(SnapshotName("whole"))
      // A server notices after a moment that a client has gone.
      let start = ContinuousClock.now
      while try !isClean() {
        try #require(ContinuousClock.now - start < .seconds(60), "something is left over")
        try keeper.removeLeftovers()
        usleep(10_000)
      }
      #expect(try entries().isEmpty)
    }
  }

  @Test func leaveAFileOldOrNew() throws {
    let path = "\(folder.path)/app.sqlite"
    let before = try folder.files()
    try survive(
      "sqlite:\(path)", engine: SQLiteSnapshotEngine(path: path), actions: ["save"],
      open: { try SQLiteEngine.open(path: path) },
      isClean: {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
          == (before + ["app.sqlite"]).sorted()
      })
  }

  @Test func leaveADatabaseOldOrNew() throws {
    // A server of its own: other tests have snapshots on theirs.
    let server = try PrivatePostgresServer()
    let database = try PostgresTestDatabase(on: server)
    database.session.close()
    let url = database.parameters.url
    try survive(
      url, engine: PostgresSnapshotEngine(url: url), actions: ["save", "archive"],
      open: { try database.secondSession() },
      isClean: {
        let session = try PostgresEngine.open(server.parameters)
        defer { session.close() }
        var isClean = true
        try session.query(
          "SELECT 1 FROM pg_database WHERE datname ~ '^seedbed_(snapshot|fresh|old)_'", []
        ) { _ in isClean = false }
        return isClean
      })
  }
}
