import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

/// A load puts indexes aside; whatever kills it, the next command finds all of them or builds them.
@Suite struct PostgresIndexTests {
  /// A moment of a load at which it waits for a lock that the test holds.
  struct Stage: CustomTestStringConvertible {
    let testDescription: String
    /// What is locked before the load begins; the first of the tables has no index to put aside.
    let lock: String
    /// What is locked while the load waits for that, which then goes; nil to kill it there.
    var laterLock: String?
    /// What the statement begins with that waits in the end.
    let statement: String
    /// How many indexes are aside then.
    let asideCount: Int64
    /// The command that comes next.
    let next: String
  }

  static let stages = [
    Stage(
      testDescription: "in the middle of the first chunk",
      lock: "LOCK TABLE portfolio_links IN SHARE MODE", statement: "COPY", asideCount: 3,
      next: "validate"),
    Stage(
      testDescription: "before an index is built",
      lock: "LOCK TABLE portfolio_links IN SHARE MODE",
      laterLock: "LOCK TABLE map_rules IN ROW EXCLUSIVE MODE", statement: "CREATE INDEX",
      asideCount: 1, next: "metrics"),
    Stage(
      testDescription: "once all indexes are built",
      lock: "LOCK TABLE portfolios IN SHARE UPDATE EXCLUSIVE MODE",
      statement: "SELECT pg_current_xact_id(); ANALYZE", asideCount: 0, next: "digest"),
  ]

  static func indexes(_ database: PostgresTestDatabase) throws -> [String] {
    try database.column(
      "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE 'seedbed%'"
        + " ORDER BY indexname"
    ).compactMap(\.asString)
  }

  @Test(arguments: stages)
  func aKilledLoadLosesNone(_ stage: Stage) async throws {
    let folder = try TemporaryFolder()
    let database = try PostgresTestDatabase()
    let environment = PostgresBatchTests.environment(database)
    let seeded = try await SeedbedExecutable.run(
      ["run", "--quiet"], in: folder, environment: environment)
    #expect(seeded.status == 0, "\(seeded)")
    // The server's own vacuum would hold locks of its own.
    for table in ["avatars", "map_rules", "portfolios", "portfolio_links"] {
      try database.session.executeScript("ALTER TABLE \(table) SET (autovacuum_enabled = off)")
    }
    let before = try Self.indexes(database)
    let locker = try database.secondSession()
    defer { locker.close() }
    let laterLocker = try database.secondSession()
    defer { laterLocker.close() }
    try locker.executeScript("BEGIN; \(stage.lock)")
    let arguments = [
      "run", "--only", "37_batch_avatars", "--create-batch-profiles", "--batch-profile-count",
      "10000",
    ]
    let outcome = try await SeedbedExecutable.run(
      arguments, in: folder, environment: environment
    ) { process in
      if let laterLock = stage.laterLock {
        try await Self.wait(for: "COPY", in: database, while: process)
        try laterLocker.executeScript("BEGIN; \(laterLock)")
        try locker.rollback()
      }
      try await Self.wait(
        for: stage.statement, asideCount: stage.asideCount, in: database, while: process)
      kill(process.processIdentifier, SIGKILL)
    }
    #expect(outcome.signal == SIGKILL, "\(outcome)")
    try locker.rollback()
    try laterLocker.rollback()
    let next = try await SeedbedExecutable.run([stage.next], in: folder, environment: environment)
    #expect(next.status == 0, "\(next)")
    #expect(try Self.indexes(database) == before)
    let last = try await SeedbedExecutable.run(arguments, in: folder, environment: environment)
    #expect(last.status == 0, "\(last)")
    #expect(try database.integer("SELECT count(*) FROM avatars WHERE id > 1000000") == 10_000)
    #expect(try Self.indexes(database) == before)
  }

  /// Waits until a statement waits for a lock and so many indexes are aside, or the process ends.
  static func wait(
    for statement: String, asideCount: Int64? = nil, in database: PostgresTestDatabase,
    while process: SpawnedProcess
  ) async throws {
    let waiting = """
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
      AND wait_event_type = 'Lock' AND starts_with(query, '\(statement)')
      """
    while process.isRunning {
      if try database.integer(waiting) ?? 0 > 0 {
        guard let asideCount else { return }
        if try database.integer("SELECT count(*) FROM seedbed_indexes") == asideCount { return }
      }
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
