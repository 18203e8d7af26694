import Seedbed
import Testing

@testable import TalentPlatform

@Suite("A run's counts")
struct CountTests {
  static let defaultCounts: [(String, Int)] = [
    ("SELECT COUNT(*) FROM players", 47),
    ("SELECT COUNT(*) FROM players WHERE role = 'admin'", 2),
    ("SELECT COUNT(*) FROM players WHERE role = 'candidate'", 40),
    ("SELECT COUNT(*) FROM players WHERE role = 'client'", 5),
    ("SELECT COUNT(*) FROM avatars", 42),
    ("SELECT COUNT(*) FROM companies", 5),
    ("SELECT COUNT(DISTINCT company_id) FROM job_posts", 3),
    ("SELECT COUNT(*) FROM job_posts", 25),
    ("SELECT COUNT(DISTINCT avatar_id) FROM abilities", 38),
    ("SELECT COUNT(DISTINCT avatar_id) FROM raid_logs", 35),
    ("SELECT id FROM players WHERE email = 'admin@bluegeko.com'", 40_001),
  ]

  @Test("are those that the demo promises, whatever the seed", arguments: [42, 7] as [UInt64])
  func defaultRun(seed: UInt64) async throws {
    let demo = try await SeededDemo(seed: seed)
    for (sql, expected) in Self.defaultCounts {
      #expect(try demo.integer(sql) == expected, "\(sql)")
    }
    try expectEstimates(demo)
  }

  @Test("grow by 40 rich candidates with SEED_FULL_CANDIDATES, and by nothing else")
  func fullRun() async throws {
    let demo = try await SeededDemo(isFull: true)
    let expected = [87, 2, 80, 5, 82, 5, 3, 25, 78, 75, 40_001]
    for ((sql, _), expected) in zip(Self.defaultCounts, expected) {
      #expect(try demo.integer(sql) == expected, "\(sql)")
    }
    #expect(try demo.integer("SELECT COUNT(DISTINCT avatar_id) FROM quest_board_entries") == 40)
    try expectEstimates(demo)

    let plain = try await SeededDemo()
    let candidates = "SELECT id, email, first_name FROM players WHERE id < 250000 ORDER BY id"
    #expect(try demo.texts(candidates) == plain.texts(candidates))
  }

  private func expectEstimates(_ demo: SeededDemo) throws {
    for step in SeededDemo.steps(demo.flags) {
      let counts = try #require(demo.counts[step.id])
      let written = counts.tables.map { "\($0.name) \($0.rows.inserted + $0.rows.updated)" }
      let estimated = step.estimatedRows(demo.flags).map { "\($0.table) \($0.rowCount)" }
      #expect(Set(written) == Set(estimated), "\(step.id)")
      #expect(counts.total > 0 || demo.reasons[step.id] != nil, "\(step.id)")
    }
  }

  @Test("do not change in a second run, nor do the digests")
  func isIdempotent() async throws {
    let demo = try await SeededDemo(isFull: true)
    let before = try demo.digests()
    try await demo.run()
    #expect(try demo.digests() == before)
    for (id, counts) in demo.counts {
      #expect(counts.written == 0, "\(id) wrote \(counts.written) rows again")
    }
  }

  @Test("and digests are the same in another database, and others with another seed")
  func isReproducible() async throws {
    let first = try await SeededDemo().digests()
    #expect(try await SeededDemo().digests() == first)
    #expect(try await SeededDemo(seed: 7).digests()["avatars"] != first["avatars"])
  }
}
