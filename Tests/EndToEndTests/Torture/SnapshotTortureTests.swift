import Foundation
import Glibc
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

/// Kills saves and restores at random moments, as often as `TortureTests` kills runs: a snapshot is
/// there whole or not at all, the database is the old one or the new one, and nothing is left over.
@Suite struct SnapshotTortureTests {
  @Test(arguments: [[], ["--compress"]])
  func survivesKillsOnSQLite(options: [String]) async throws {
    let target = try SeedingTarget(.sqlite)
    let files = try target.folder.files() + ["seedbed.sqlite"]
    try await Self.torture(target, options, "sqlite") {
      try FileManager.default.contentsOfDirectory(atPath: target.folder.path).filter {
        !$0.hasPrefix(".output-") && !$0.hasPrefix(".errors-")
      }.sorted() == files.sorted()
    }
  }

  @Test(arguments: [[], ["--archive"]])
  func survivesKillsOnPostgreSQL(options: [String]) async throws {
    let server = try PrivatePostgresServer()
    let target = try SeedingTarget(.postgres, on: server)
    try await Self.torture(target, options, "postgres") {
      let session = try PostgresEngine.open(server.parameters)
      defer { session.close() }
      var count = 0
      try session.query(
        "SELECT 1 FROM pg_database WHERE datname ~ '^seedbed_(snapshot|fresh|old)_'", []
      ) { _ in count += 1 }
      // An instant snapshot is such a database.
      return count == (options.isEmpty ? 1 : 0)
    }
  }

  private static func torture(
    _ target: SeedingTarget, _ options: [String], _ name: String, isClean: () throws -> Bool
  ) async throws {
    let clock = ContinuousClock()
    let run = try await target.run("--quiet")
    #expect(run.status == 0, "\(run)")
    let saved = try await target.digest()
    var start = clock.now
    let save = try await target.run(["snapshot", "save", "whole"] + options)
    #expect(save.status == 0, "\(save)")
    var saving = clock.now - start
    let changed = try await change(target)
    start = clock.now
    let restore = try await target.run("snapshot", "restore", "whole", "--yes")
    #expect(restore.status == 0, "\(restore)")
    var restoring = clock.now - start
    #expect(try await target.digest() == saved)
    _ = try await change(target)

    var random = RandomSource(seed: TortureTests.seed)
      .draws(table: "torture", purpose: (["snapshots", name] + options).joined(), row: 0)
    var (killed, attempts) = (0, 0)
    while killed < TortureTests.killCount {
      attempts += 1
      try #require(attempts < 100 + 20 * TortureTests.killCount, "the kills come too late")
      // The machine may have less to do now than when the first ones were timed.
      start = clock.now
      if attempts.isMultiple(of: 2) {
        let isKilled = try await kill(
          target, ["snapshot", "save", "half"] + options, after: saving * random.nextDouble())
        if isKilled { killed += 1 } else { saving = min(saving, clock.now - start) }
        #expect(try await target.digest() == changed)
        if try names(target).contains("half") {
          // It was there before the kill came, so it is whole.
          let verified = try await target.run("snapshot", "verify", "half")
          #expect(verified.status == 0, "\(verified)")
          let deleted = try await target.run("snapshot", "delete", "half", "--yes")
          #expect(deleted.status == 0, "\(deleted)")
        } else {
          #expect(isKilled)
        }
      } else {
        let isKilled = try await kill(
          target, ["snapshot", "restore", "whole", "--yes"],
          after: restoring * random.nextDouble())
        if isKilled { killed += 1 } else { restoring = min(restoring, clock.now - start) }
        let digest = try await target.digest()
        #expect(digest == saved || (isKilled && digest == changed))
        if digest != changed { _ = try await change(target) }
      }
    }
    let verified = try await target.run("snapshot", "verify", "whole")
    #expect(verified.status == 0, "\(verified)")
    // It takes over the lock of one that was killed, and leaves none.
    let last = try await target.run("snapshot", "restore", "whole", "--yes")
    #expect(last.status == 0, "\(last)")
    #expect(try await target.digest() == saved)
    start = clock.now
    repeat {
      // A server notices after a moment that a client has gone.
      let left = try names(target) + target.folder.files()
      try #require(clock.now - start < .seconds(60), "left over: \(left)")
      let pruned = try await target.run("snapshot", "prune")
      #expect(pruned.status == 0, "\(pruned)")
    } while try names(target) != ["whole"] || !isClean()
  }

  /// Changes the database, and returns its digest then.
  private static func change(_ target: SeedingTarget) async throws -> String {
    let session = try target.openSession()
    try session.execute("DELETE FROM messages", [])
    session.close()
    return try await target.digest()
  }

  /// What lies in the folder of the snapshots, temporary names included.
  private static func names(_ target: SeedingTarget) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(target.project)/snapshots").sorted()
  }

  /// Runs a command and kills it after a time; false when it had ended before, as it should.
  private static func kill(
    _ target: SeedingTarget, _ arguments: [String], after delay: Duration
  ) async throws -> Bool {
    let outcome = try await target.run(arguments) { process in
      if try await process.isRunning(after: delay) {
        Glibc.kill(process.processIdentifier, SIGKILL)
      }
    }
    if outcome.signal == SIGKILL { return true }
    #expect(outcome.status == 0, "\(outcome)")
    return false
  }
}
