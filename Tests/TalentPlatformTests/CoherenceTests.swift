import Seedbed
import Testing

@testable import TalentPlatform

@Suite("The demo's profiles")
struct CoherenceTests {
  /// Something that holds for every profile and every seed.
  struct Law: Sendable {
    /// What holds, in words.
    let text: String
    /// A statement after which it does not hold.
    let damage: String
    /// A query of the rows for which it does not hold.
    let sql: String

    init(_ text: String, brokenBy damage: String, _ sql: String) {
      self.text = text
      self.damage = damage
      self.sql = sql
    }
  }

  /// What must return no row, whatever the seed; each line one law.
  static let laws: [Law] = [
    Law(
      "experiences do not overlap, and only the last one is open",
      brokenBy: "UPDATE raid_logs SET end_on = '2026-01-01'",
      """
      SELECT a.id FROM raid_logs a JOIN raid_logs b
        ON b.avatar_id = a.avatar_id AND b.start_on > a.start_on
      WHERE a.end_on IS NULL OR b.start_on <= a.end_on
      """
    ),
    Law(
      "educations do not overlap",
      brokenBy: "UPDATE training_logs SET end_on = '2026-01-01'",
      """
      SELECT a.id FROM training_logs a JOIN training_logs b
        ON b.avatar_id = a.avatar_id AND b.start_on > a.start_on WHERE b.start_on <= a.end_on
      """
    ),
    Law(
      "experiences start after the education ends",
      brokenBy: "UPDATE training_logs SET end_on = '2026-01-01'",
      """
      SELECT r.id FROM raid_logs r JOIN training_logs t ON t.avatar_id = r.avatar_id
      WHERE r.start_on <= t.end_on
      """
    ),
    Law(
      "nothing lies in the future",
      brokenBy: "UPDATE messages SET sent_at = '2026-01-02', read_at = NULL WHERE position = 6",
      """
      SELECT id FROM raid_logs WHERE start_on > '2026-01-01' OR end_on > '2026-01-01'
      UNION ALL SELECT id FROM training_logs WHERE end_on > '2026-01-01'
      UNION ALL SELECT id FROM messages 
          WHERE sent_at > '2026-01-01 00:00:00' OR read_at > '2026-01-01 00:00:00'
      UNION ALL SELECT id FROM notifications
        WHERE sent_at > '2026-01-01 00:00:00' OR read_at > '2026-01-01 00:00:00'
      UNION ALL SELECT id FROM access_requests
        WHERE requested_at > '2026-01-01 00:00:00' OR decided_at > '2026-01-01 00:00:00'
      UNION ALL SELECT id FROM players WHERE created_at > '2026-01-01 00:00:00'
        OR current_sign_in_at > '2026-01-01 00:00:00'
      UNION ALL SELECT id FROM avatar_sessions WHERE ended_at > '2026-01-01 00:00:00'
      UNION ALL SELECT id FROM job_posts WHERE published_at > '2026-01-01 00:00:00'
      UNION ALL SELECT id FROM credit_transactions WHERE occurred_at > '2026-01-01 00:00:00'
      UNION ALL SELECT id FROM reports WHERE reviewed_at > '2026-01-01 00:00:00'
      """
    ),
    Law(
      "nobody works before 16 or goes to university before 17",
      brokenBy: "UPDATE avatars SET birth_date = date(birth_date, '+12 years')",
      """
      SELECT a.id FROM avatars a JOIN raid_logs r ON r.avatar_id = a.id
      WHERE r.start_on < date(a.birth_date, '+16 years')
      UNION ALL SELECT a.id FROM avatars a JOIN training_logs t ON t.avatar_id = a.id
      WHERE t.start_on < date(a.birth_date, '+17 years')
      UNION ALL SELECT id FROM avatars WHERE birth_date < date('2026-01-01', '-67 years')
      """
    ),
    Law(
      "years of experience are those since the first employment",
      brokenBy: "UPDATE avatars SET years_experience = years_experience + 1",
      """
      SELECT a.id FROM avatars a JOIN (
        SELECT avatar_id, MIN(start_on) AS first FROM raid_logs GROUP BY avatar_id) r
        ON r.avatar_id = a.id
      WHERE date(r.first, '+' || a.years_experience || ' years') > '2026-01-01'
        OR date(r.first, '+' || (a.years_experience + 1) || ' years') <= '2026-01-01'
      """
    ),
    Law(
      "the present title is that of the last employment",
      brokenBy: "UPDATE avatars SET job_title = 'Junior ' || job_title",
      """
      SELECT a.id FROM avatars a JOIN raid_logs r ON r.avatar_id = a.id
      WHERE r.start_on = (SELECT MAX(start_on) FROM raid_logs WHERE avatar_id = a.id)
        AND r.title <> a.job_title
      """
    ),
    Law(
      "title and category agree",
      brokenBy: "UPDATE avatars SET category_id = 30001 + (category_id - 30000) % 9",
      """
      SELECT a.id FROM avatars a JOIN job_titles t ON t.id = a.job_title_id
      WHERE t.category_id <> a.category_id OR instr(a.job_title, t.name) = 0
      """
    ),
    Law(
      "skills are those of the category",
      brokenBy: "UPDATE abilities SET name = 'Juggling' WHERE id = 270001",
      """
      SELECT b.id FROM abilities b JOIN avatars a ON a.id = b.avatar_id
      LEFT JOIN skills s ON s.category_id = a.category_id AND s.name = b.name WHERE s.id IS NULL
      """
    ),
    Law(
      "nobody has known a skill for longer than they have worked",
      brokenBy: "UPDATE abilities SET years = 70",
      """
      SELECT b.id FROM abilities b JOIN avatars a ON a.id = b.avatar_id
      WHERE b.years > a.years_experience
      """
    ),
    Law(
      "realm, country and currency agree",
      brokenBy: "UPDATE bounty_rules SET currency = 'XXX'",
      """
      SELECT m.id FROM map_rules m JOIN realms r ON r.id = m.realm_id
      JOIN bounty_rules b ON b.avatar_id = m.avatar_id
      WHERE r.code <> m.country_code OR r.currency <> b.currency
      """
    ),
    Law(
      "telephone numbers have the realm's prefix",
      brokenBy: "UPDATE beacons SET value = '+999 1' WHERE kind = 'mobile'",
      """
      SELECT c.id FROM beacons c JOIN map_rules m ON m.avatar_id = c.avatar_id
      JOIN realms r ON r.id = m.realm_id
      WHERE c.kind IN ('mobile', 'phone', 'messenger')
        AND c.value NOT LIKE r.phone_prefix || ' %'
      """
    ),
    Law(
      "a player's zone is that of the avatar's city",
      brokenBy: "UPDATE map_rules SET time_zone = 'Etc/UTC'",
      """
      SELECT a.id FROM avatars a JOIN players p ON p.id = a.player_id
      JOIN map_rules m ON m.avatar_id = a.id
      WHERE p.role = 'candidate' AND p.time_zone <> m.time_zone
      """
    ),
    Law(
      "display name and account agree",
      brokenBy: "UPDATE avatars SET display_name = 'Nobody'",
      """
      SELECT a.id FROM avatars a JOIN players p ON p.id = a.player_id
      WHERE a.display_name <> p.first_name || ' ' || p.last_name
      """
    ),
    Law(
      "drawn addresses follow the name",
      brokenBy: "UPDATE players SET first_name = 'Nobody'",
      """
      SELECT id FROM players WHERE email LIKE '%@candidates.example'
        AND email NOT LIKE lower(first_name || '.' || replace(last_name, '''', '')) || '%'
      """
    ),
    Law(
      "everybody has one mother tongue",
      brokenBy: "UPDATE dialects SET proficiency = 'c2'",
      """
      SELECT avatar_id FROM dialects GROUP BY avatar_id
      HAVING SUM(proficiency = 'native') <> 1
      """
    ),
    Law(
      "nobody uses the platform before having registered",
      brokenBy: "UPDATE avatars SET created_at = '2026-01-01 00:00:00'",
      """
      SELECT s.id FROM avatar_sessions s JOIN avatars a ON a.id = s.avatar_id
      WHERE s.started_at < a.created_at
      UNION ALL SELECT r.id FROM access_requests r JOIN avatars a ON a.id = r.avatar_id
      WHERE r.requested_at < a.created_at
      """
    ),
    Law(
      "no text has a place left open",
      brokenBy: "UPDATE avatars SET bio = 'I am a {title}.'",
      """
      SELECT id FROM avatars WHERE bio LIKE '%{%' OR headline LIKE '%{%' OR bio = ''
      UNION ALL SELECT id FROM raid_logs WHERE description LIKE '%{%'
      UNION ALL SELECT id FROM messages WHERE body LIKE '%{%'
      UNION ALL SELECT id FROM job_posts WHERE description LIKE '%{%'
      UNION ALL SELECT id FROM notifications
        WHERE title || body LIKE '%{%' OR trim(title) <> title
      UNION ALL SELECT id FROM portfolio_links WHERE url LIKE '%{%'
      UNION ALL SELECT id FROM beacons WHERE value LIKE '%#%' OR value LIKE '%{%'
      """
    ),
    Law(
      "a job post's realm, country and currency agree, and its title with its category",
      brokenBy: "UPDATE job_posts SET currency = 'XXX'",
      """
      SELECT j.id FROM job_posts j JOIN realms r ON r.id = j.realm_id
      JOIN job_titles t ON t.id = j.job_title_id
      WHERE r.code <> j.country_code OR r.currency <> j.currency
        OR t.category_id <> j.category_id OR instr(j.title, t.name) = 0
      """
    ),
    Law(
      "requests and conversations are about posts of their own company, published before",
      brokenBy: "UPDATE job_posts SET company_id = 20005",
      """
      SELECT r.id FROM access_requests r JOIN job_posts j ON j.id = r.job_post_id
      WHERE j.company_id <> r.company_id OR j.published_at > r.requested_at
      UNION ALL SELECT c.id FROM conversations c JOIN job_posts j ON j.id = c.job_post_id
      WHERE j.company_id <> c.company_id OR j.published_at > c.created_at
      """
    ),
    Law(
      "a request is answered exactly when its status says so",
      brokenBy: "UPDATE access_requests SET decided_at = NULL",
      """
      SELECT id FROM access_requests
      WHERE (status IN ('approved', 'declined', 'blocked')) <> (decided_at IS NOT NULL)
        OR (status = 'expired') <> (expires_at < '2026-01-01')
      """
    ),
    Law(
      "only clients with access write, and only the two of a conversation",
      brokenBy: "UPDATE avatar_actions SET access_status = 'none'",
      """
      SELECT c.id FROM conversations c LEFT JOIN avatar_actions a
        ON a.avatar_id = c.avatar_id AND a.player_id = c.player_id
        AND a.access_status IN ('approved', 'shared') WHERE a.id IS NULL
      UNION ALL SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id
      JOIN avatars a ON a.id = c.avatar_id WHERE m.player_id NOT IN (c.player_id, a.player_id)
      UNION ALL SELECT c.id FROM conversations c JOIN access_requests r
        ON r.avatar_id = c.avatar_id AND r.player_id = c.player_id
        WHERE c.created_at < r.decided_at
      """
    ),
    Law(
      "messages follow each other, and speakers take turns",
      brokenBy: "UPDATE messages SET player_id = 40001",
      """
      SELECT b.id FROM messages a JOIN messages b
        ON b.conversation_id = a.conversation_id AND b.position = a.position + 1
      WHERE b.sent_at <= a.sent_at OR b.player_id = a.player_id
      """
    ),
    Law(
      "a conversation's last message is its last",
      brokenBy: "UPDATE conversations SET last_message_at = '2025-01-01 00:00:00'",
      """
      SELECT c.id FROM conversations c WHERE c.last_message_at <>
        (SELECT MAX(sent_at) FROM messages WHERE conversation_id = c.id)
      """
    ),
    Law(
      "notifications refer to what their recipient takes part in",
      brokenBy: "UPDATE notifications SET player_id = 40001 WHERE kind = 'access-approved'",
      """
      SELECT n.id FROM notifications n JOIN access_requests r ON r.id = n.access_request_id
      JOIN avatars a ON a.id = r.avatar_id WHERE n.player_id NOT IN (r.player_id, a.player_id)
      UNION ALL SELECT n.id FROM notifications n JOIN conversations c ON c.id = n.conversation_id
      JOIN avatars a ON a.id = c.avatar_id WHERE n.player_id NOT IN (c.player_id, a.player_id)
      UNION ALL SELECT n.id FROM notifications n
      WHERE n.kind LIKE 'access-%' AND n.access_request_id IS NULL
      """
    ),
    Law(
      "nobody reports themselves or what is not there yet",
      brokenBy: "UPDATE reports SET reported_at = '2024-01-01 00:00:00'",
      """
      SELECT r.id FROM reports r JOIN avatars a ON a.id = r.avatar_id
      WHERE a.player_id = r.player_id
      UNION ALL SELECT r.id FROM reports r JOIN job_posts j ON j.id = r.job_post_id
      WHERE j.published_at > r.reported_at OR j.player_id = r.player_id
      """
    ),
    Law(
      "credits are spent by the company's own people",
      brokenBy: "UPDATE company_memberships SET company_id = 20005",
      """
      SELECT t.id FROM credit_transactions t JOIN company_memberships m
        ON m.player_id = t.player_id WHERE m.company_id <> t.company_id
      """
    ),
  ]

  @Test("belong together, for every seed tried", arguments: [42, 1, 20_260_101] as [UInt64])
  func laws(seed: UInt64) async throws {
    let demo = try await SeededDemo(isFull: true, seed: seed)
    for law in Self.laws {
      #expect(try demo.rows(law.sql).isEmpty, "\(law.text)")
    }
  }

  @Test("belong together in a bulk load too")
  func lawsOfTheBatch() async throws {
    let demo = try await SeededDemo(batchCount: 1000)
    #expect(try demo.integer("SELECT COUNT(*) FROM players") == 1047)
    #expect(try demo.integer("SELECT COUNT(*) FROM avatars") == 1042)
    for law in Self.laws {
      #expect(try demo.rows(law.sql).isEmpty, "\(law.text)")
    }
    let report = try Validator(isStrict: true).validate(
      checks: TalentChecks.all, session: demo.session, catalog: demo.catalog)
    #expect(report.passed, "\(report.errors)")
  }

  @Test("would be found if they did not belong together")
  func lawsCanBeBroken() async throws {
    let demo = try await SeededDemo()
    try demo.session.execute("PRAGMA ignore_check_constraints = ON", [])
    for law in Self.laws {
      try demo.session.begin()
      try demo.session.execute(law.damage, [])
      #expect(try !demo.rows(law.sql).isEmpty, "\(law.text)")
      try demo.session.rollback()
    }
  }

  @Test("have a seniority that fits years, and a salary that fits category and seniority")
  func seniorityAndSalary() async throws {
    let demo = try await SeededDemo(isFull: true)
    let reference = try ProfileReference(SeededDemo.reference)
    let rows = try demo.rows(
      """
      SELECT a.seniority, a.years_experience, b.amount_min, b.amount_max, m.country_code, c.slug
      FROM avatars a JOIN bounty_rules b ON b.avatar_id = a.id
      JOIN map_rules m ON m.avatar_id = a.id JOIN categories c ON c.id = a.category_id
      """)
    #expect(rows.count == 82)
    for row in rows {
      let seniority = try #require(Seniority(rawValue: row[0].asString ?? ""))
      let level = reference.level(seniority.level)
      #expect(level.years.contains(Int(row[1].asInt64 ?? -1)), "\(row.values)")
      let realm = try reference.realm(row[4].asString ?? "")
      let range = try reference.category(row[5].asString ?? "").salaryRange
      let perDollar = realm.currencyPerUSD * Double(realm.salaryFactor) / 100
      let low = try #require(row[2].asDouble) / perDollar
      let high = try #require(row[3].asDouble) / perDollar
      // The expectation reaches from 96 to 114 percent and is rounded.
      #expect(low >= Double(range.lowerBound) * 0.93, "\(row.values)")
      #expect(high <= Double(range.upperBound) * 1.17, "\(row.values)")
    }
    for category in reference.categories.elements {
      let title = try #require(reference.titles.first { $0.category == category.slug })
      let salaries = reference.levels.map {
        SalaryModel.dollars(category: category, title: title, level: $0)
      }
      #expect(salaries == salaries.sorted())
      #expect(salaries.allSatisfy(category.salaryRange.contains))
    }
  }

  @Test("live in cities of the reference data, with their zones, and work in their trades")
  func citiesAndTrades() async throws {
    let demo = try await SeededDemo(isFull: true)
    let cities = try SeededDemo.reference.rows("cities") {
      "\(try $0.text("country"))/\(try $0.text("city"))/\(try $0.text("zone"))"
    }
    let places = try demo.texts(
      "SELECT country_code || '/' || city || '/' || time_zone FROM map_rules")
    #expect(Set(places).isSubset(of: Set(cities)))

    let trades = try SeededDemo.reference.rows("trades") {
      "\(try $0.text("category"))/\(try $0.text("trade"))"
    }
    let worked = try demo.texts(
      """
      SELECT c.slug || '/' || r.trade FROM raid_logs r JOIN avatars a ON a.id = r.avatar_id
      JOIN categories c ON c.id = a.category_id
      """)
    #expect(Set(worked).isSubset(of: Set(trades)))

    let languages = try SeededDemo.reference.rows("realms") {
      (code: try $0.text("code"), native: Set(try $0.weightedList("languages").map(\.value)))
    }
    for row in try demo.rows(
      """
      SELECT m.country_code, d.code FROM dialects d JOIN map_rules m USING (avatar_id)
      WHERE d.proficiency = 'native'
      """)
    {
      let realm = try #require(languages.first { $0.code == row[0].asString })
      #expect(realm.native.contains(row[1].asString ?? ""))
    }
  }

  @Test("are split as the demo promises")
  func splitIsStatedOnce() {
    #expect(DemoMix.candidateRows.count == 40)
    #expect(DemoMix.homepageRows.count + DemoMix.randomRows.count + 2 == 40)
    #expect(DemoMix.fullRows.count == 40)
    let counts = DemoMix.candidateRows.map { DemoMix.counts(row: $0) }
    #expect(counts.count { $0.abilities > 0 } == 38)
    #expect(counts.count { $0.experiences > 0 } == 35)
    #expect(PlayerWriter.lockedDigest.utf8.count == 60)
  }
}
