import Seedbed
import Testing

@testable import TalentPlatform

@Suite("The checks and metrics")
struct CheckTests {
  /// For every check, damage that it must find and no foreign key or CHECK prevents any more.
  static let damage: [(id: String, sql: String)] = [
    (
      "orphaned_avatars",
      "UPDATE avatars SET player_id = 999999999 WHERE id = (SELECT MAX(id) FROM avatars)"
    ),
    (
      "candidates_without_avatars",
      "DELETE FROM avatars WHERE id = (SELECT MAX(id) FROM avatars)"
    ),
    ("orphaned_job_posts", "UPDATE job_posts SET company_id = 999999999 WHERE id = 220001"),
    ("orphaned_associations", "UPDATE abilities SET avatar_id = 999999999 WHERE id = 270001"),
    (
      "access_end_reason_without_expiry",
      "UPDATE avatar_actions SET access_expired = 0 WHERE access_end_reason = 'blocked'"
    ),
    (
      "access_status_mismatch",
      "UPDATE avatar_actions SET access_status = 'approved' WHERE access_status = 'denied'"
    ),
    (
      "credit_balance_mismatch",
      "UPDATE credit_transactions SET amount = amount - 1 WHERE position = 3"
    ),
    ("minimum_players", "DELETE FROM players WHERE id > 50002"),
    ("minimum_avatars", "DELETE FROM avatars WHERE id > 180002"),
    ("minimum_companies", "DELETE FROM companies"),
    ("minimum_job_posts", "DELETE FROM job_posts WHERE id > 220004"),
    ("avatars_with_abilities", "DELETE FROM abilities WHERE avatar_id > 240010"),
    ("avatars_with_work_experience", "DELETE FROM raid_logs WHERE avatar_id > 240020"),
    (
      "players_with_access_keys",
      "DELETE FROM access_keys WHERE player_id = (SELECT MAX(player_id) FROM access_keys)"
    ),
  ]

  @Test("are the 14 that the application promises")
  func ids() {
    #expect(TalentChecks.all.count == 14)
    #expect(TalentChecks.all.map(\.id) == Self.damage.map(\.id))
    #expect(TalentChecks.all.count { $0.kind == .integrity } == 7)
    #expect(TalentChecks.all.count { $0.kind == .minimum } == 4)
    #expect(TalentChecks.all.count { $0.kind == .quality } == 3)
  }

  @Test("all pass on a seeded database, even in strict mode", arguments: [false, true])
  func pass(isFull: Bool) async throws {
    let demo = try await SeededDemo(isFull: isFull)
    let report = try Validator(isStrict: true).validate(
      checks: TalentChecks.all, session: demo.session, catalog: demo.catalog)
    #expect(report.passed, "\(report.errors)")
    #expect(report.results.count == 14)
  }

  @Test("each find damage")
  func findDamage() async throws {
    let demo = try await SeededDemo()
    try demo.session.execute("PRAGMA foreign_keys = OFF", [])
    try demo.session.execute("PRAGMA ignore_check_constraints = ON", [])
    for (id, sql) in Self.damage {
      try demo.session.begin()
      #expect(try demo.session.execute(sql, []) > 0, "\(id)")
      let report = try Validator().validate(
        checks: TalentChecks.all, session: demo.session, catalog: demo.catalog)
      try demo.session.rollback()
      let result = try #require(report.results.first { $0.id == id })
      #expect(!result.passed, "\(id)")
      #expect(result.kind != .integrity || !result.offenders.isEmpty, "\(id)")
    }
    #expect(
      try Validator().validate(
        checks: TalentChecks.all, session: demo.session, catalog: demo.catalog
      ).passed)
  }

  @Test("count what is there")
  func metrics() async throws {
    let demo = try await SeededDemo()
    func figure(_ id: String) throws -> [String] {
      let metric = try #require(TalentMetrics.all.first { $0.id == id })
      return try demo.texts(metric.sql)
    }
    #expect(Set(TalentMetrics.all.map(\.id)).count == TalentMetrics.all.count)
    #expect(try figure("players_total") == ["47"])
    #expect(try figure("players_by_role") == ["admin|2", "candidate|40", "client|5"])
    #expect(try figure("players_with_avatars") == ["42"])
    #expect(try figure("avatars_total") == ["42"])
    #expect(try figure("avatars_with_abilities") == ["38"])
    #expect(try figure("avatars_with_work_experience") == ["35"])
    #expect(try figure("companies_total") == ["5"])
    #expect(try figure("companies_with_jobs") == ["3"])
    #expect(try figure("job_posts_total") == ["25"])
    let average = try #require(Double(figure("average_abilities")[0]))
    #expect(average >= 3 && average <= 6)
    let categories = try figure("avatars_by_category")
    #expect(categories.count == 9)
    #expect(categories.first?.hasPrefix("technology|") == true)
  }
}
