import Foundation
import Glibc
import Seedbed
import Testing

/// Kills the executable at random moments, again and again, until its run comes to its end: what is
/// there then is what an undisturbed run leaves.
///
/// `SEEDBED_TORTURE` is how many kills each test survives (`make torture`); a few without it. The
/// moments are drawn from `SEEDBED_TORTURE_SEED`.
@Suite struct TortureTests {
  static let killCount = variable("SEEDBED_TORTURE") ?? 2
  static let seed = UInt64(variable("SEEDBED_TORTURE_SEED") ?? 1)

  private static func variable(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  static let arguments = [
    "run", "--quiet", "--create-batch-profiles", "--batch-profile-count",
    killCount < 10 ? "400" : "4000", "--batch-chunk-size", killCount < 10 ? "40" : "100",
  ]

  /// Kills runs until as many have been killed as `killCount` says, and lets the last one end.
  static func torture(_ victim: some Victim, _ name: String) async throws {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await victim.run(arguments, killedAfter: nil))
    var undisturbed = clock.now - start
    let expected = try await victim.digest()
    try victim.reset()
    var random = RandomSource(seed: seed).draws(table: "torture", purpose: name, row: 0)
    var killed = 0
    while killed < killCount {
      let begin = clock.now
      // Somewhere in the time that a whole run takes; one that goes on from the last takes less.
      if try await victim.run(arguments, killedAfter: undisturbed * random.nextDouble()) {
        // The machine may have less to do now than when the first run was timed.
        undisturbed = min(undisturbed, clock.now - begin)
        try await verify(victim, expected)
        try victim.reset()
      } else {
        killed += 1
      }
    }
    #expect(try await victim.run(arguments, killedAfter: nil))
    try await verify(victim, expected)
  }

  private static func verify(_ victim: some Victim, _ expected: String) async throws {
    #expect(try await victim.digest() == expected)
    try victim.verifyNothingIsLeft()
  }

  @Test func survivesKillsOfARunOnSQLite() async throws {
    try await Self.torture(SQLiteVictim(), "sqlite")
  }

  @Test func survivesKillsOfARunOnPostgreSQL() async throws {
    try await Self.torture(PostgresVictim(), "postgres")
  }
}
