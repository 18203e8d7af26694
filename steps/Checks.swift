internal import Seedbed

/// The post-seed checks of the talent platform.
enum TalentChecks {
  static let all: [SeedCheck] = integrity + minimums + quality

  private static let integrity: [SeedCheck] = [
    .noRows(
      "orphaned_avatars", .integrity, "every avatar belongs to a player",
      sql: """
        SELECT avatars.id, avatars.player_id FROM avatars
        LEFT JOIN players ON players.id = avatars.player_id WHERE players.id IS NULL
        """),
    .noRows(
      "candidates_without_avatars", .integrity, "every candidate has an avatar",
      sql: """
        SELECT players.id, players.email FROM players
        LEFT JOIN avatars ON avatars.player_id = players.id
        WHERE players.role = 'candidate' AND avatars.id IS NULL
        """),
    .noRows(
      "orphaned_job_posts", .integrity, "every job post belongs to a company and an author in it",
      sql: """
        SELECT job_posts.id, job_posts.company_id, job_posts.player_id FROM job_posts
        LEFT JOIN companies ON companies.id = job_posts.company_id
        LEFT JOIN company_memberships ON company_memberships.player_id = job_posts.player_id
          AND company_memberships.company_id = job_posts.company_id
        WHERE companies.id IS NULL OR company_memberships.id IS NULL
        """),
    .foreignKeys(
      "orphaned_associations", .integrity, "every foreign key refers to a row that is there"),
    .noRows(
      "access_end_reason_without_expiry", .integrity,
      "an access has an end reason only where it has expired",
      sql: """
        SELECT id, access_end_reason FROM avatar_actions
        WHERE access_end_reason IS NOT NULL AND access_expired = FALSE
        """),
    .noRows(
      "access_status_mismatch", .integrity, "an access status is that of the access request",
      sql: """
        SELECT access_requests.id, access_requests.status, avatar_actions.access_status
        FROM access_requests
        LEFT JOIN avatar_actions ON avatar_actions.avatar_id = access_requests.avatar_id
          AND avatar_actions.player_id = access_requests.player_id
        WHERE avatar_actions.access_status IS NULL
          OR avatar_actions.access_status <> CASE access_requests.status \(statusCases) END
        """),
    .noRows(
      "credit_balance_mismatch", .integrity, "a balance is the one before it plus the amount",
      sql: """
        SELECT id, amount, balance_after, balance_before FROM (
          SELECT id, amount, balance_after,
            LAG(balance_after, 1, 0) OVER (PARTITION BY company_id ORDER BY position)
              AS balance_before
          FROM credit_transactions) AS movements
        WHERE balance_after <> balance_before + amount
        """),
  ]

  private static let minimums: [SeedCheck] = [
    .atLeast(
      5, "minimum_players", .minimum, "there are players", sql: "SELECT COUNT(*) FROM players"),
    .atLeast(
      3, "minimum_avatars", .minimum, "there are avatars", sql: "SELECT COUNT(*) FROM avatars"),
    .atLeast(
      1, "minimum_companies", .minimum, "there is a company",
      sql: "SELECT COUNT(*) FROM companies"),
    .atLeast(
      5, "minimum_job_posts", .minimum, "there are job posts",
      sql: "SELECT COUNT(*) FROM job_posts"),
  ]

  private static let quality: [SeedCheck] = [
    share(
      80, "avatars_with_abilities", "four of five avatars have abilities",
      with: "SELECT COUNT(DISTINCT avatar_id) FROM abilities", of: "SELECT COUNT(*) FROM avatars"),
    share(
      80, "avatars_with_work_experience", "four of five avatars have work experience",
      with: "SELECT COUNT(DISTINCT avatar_id) FROM raid_logs", of: "SELECT COUNT(*) FROM avatars"),
    .atLeast(
      DemoMix.adminCount + DemoMix.clientCount + DemoMix.candidateRows.count,
      "players_with_access_keys", .quality, "the demo's players can sign in",
      sql: "SELECT COUNT(DISTINCT player_id) FROM access_keys"),
  ]

  /// A count that must be some percent of another.
  private static func share(
    _ percent: Int, _ id: String, _ title: String, with: String, of: String
  ) -> SeedCheck {
    SeedCheck(id, .quality, title) { session, _ in
      func number(_ sql: String) throws -> Int {
        var number = 0
        try session.query(sql, []) { number = Int($0[0].asInt64 ?? 0) }
        return number
      }
      let required = try (number(of) * percent + 99) / 100
      let count = try number(with)
      return CheckFinding(passed: count >= required, count: count, required: required)
    }
  }

  /// What each request status means, as the branches of a CASE.
  private static var statusCases: String {
    AccessRequestStatus.allCases
      .map { "WHEN '\($0.rawValue)' THEN '\($0.accessStatus.rawValue)'" }.joined(separator: " ")
  }
}
