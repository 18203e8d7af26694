import Foundation
import Glibc
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

/// Crashes the server under a run at random moments, as often as `TortureTests` kills runs: as a
/// whole, and by the death of one of its processes, after which it starts all of them anew.
@Suite struct ServerTortureTests {
  @Test func survivesCrashesOfTheServer() async throws {
    let reference = try SQLiteVictim()
    let clock = ContinuousClock()
    #expect(try await reference.run(TortureTests.arguments, killedAfter: nil))
    let expected = try await reference.digest()

    let server = try PrivatePostgresServer()
    var target = try SeedingTarget(.postgres, on: server)
    let start = clock.now
    let whole = try await target.run(TortureTests.arguments)
    #expect(whole.status == 0, "\(whole)")
    var undisturbed = clock.now - start
    #expect(try await target.digest() == expected)
    target = try SeedingTarget(.postgres, on: server)

    var random = RandomSource(seed: TortureTests.seed)
      .draws(table: "torture", purpose: "server", row: 0)
    var crashes = 0
    while crashes < TortureTests.killCount {
      let delay = undisturbed * random.nextDouble()
      let isWhole = crashes.isMultiple(of: 2)
      let begin = clock.now
      let outcome = try await target.run(TortureTests.arguments) { process in
        guard try await process.isRunning(after: delay) else { return }
        if isWhole { try server.restart() } else { try Self.killBackend(of: target) }
      }
      try await Self.waitUntilItAnswers(target)
      if outcome.status == 0 {
        // The machine may have less to do now than when the first run was timed.
        undisturbed = min(undisturbed, clock.now - begin)
        #expect(try await target.digest() == expected)
        target = try SeedingTarget(.postgres, on: server)
      } else {
        #expect(outcome.status == 1, "\(outcome)")
        crashes += 1
      }
    }
    let last = try await target.run(TortureTests.arguments)
    #expect(last.status == 0, "\(last)")
    #expect(try await target.digest() == expected)
    let session = try target.openSession()
    defer { session.close() }
    var invalid: Int64?
    try session.query("SELECT count(*) FROM pg_index WHERE NOT indisvalid", []) {
      invalid = $0[0].asInt64
    }
    #expect(invalid == 0)
  }

  /// Kills a server process that works for the run; none, where the run has no connection yet.
  private static func killBackend(of target: SeedingTarget) throws {
    let session = try target.openSession()
    defer { session.close() }
    var backend: Int64?
    try session.query(
      """
      SELECT pid FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND backend_type = 'client backend'
      """, []
    ) { backend = $0[0].asInt64 }
    if let backend { kill(pid_t(backend), SIGKILL) }
  }

  private static func waitUntilItAnswers(_ target: SeedingTarget) async throws {
    let start = ContinuousClock.now
    while true {
      do {
        try target.openSession().close()
        return
      } catch let error as PostgresError {
        if ContinuousClock.now - start > .seconds(60) { throw error }
        try await Task.sleep(for: .milliseconds(20))
      }
    }
  }
}
