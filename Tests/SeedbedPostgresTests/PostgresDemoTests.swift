import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import SeedbedTestSupport
import TalentPlatform
import Testing

@Suite struct PostgresDemoTests {
  private static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func schema(_ engine: String) throws -> ApplicationSchema {
    let name = "steps/schema/\(engine).sql"
    return ApplicationSchema(
      name: name,
      sql: try String(contentsOf: project.appendingPathComponent(name), encoding: .utf8))
  }

  private func run(_ session: any DatabaseSession) async throws -> RunReport {
    let flags = try FlagResolver.resolve(
      declarations: talentPlatform.allFlags, environment: [:], options: [],
      now: Timestamp(seconds: 0))
    return await Orchestrator(
      plan: try RunPlan(application: talentPlatform, flags: flags),
      configuration: try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 0)),
      session: session, schema: try Self.schema(session.engineName),
      reference: ReferenceLibrary(
        directory: Self.project.appendingPathComponent("reference-data").path),
      reporter: QuietReporter()
    ).run()
  }

  private func digest(_ session: any DatabaseSession) throws -> DigestReport {
    try DatabaseDigest.compute(session: session, catalog: session.catalog())
  }

  @Test func theDemoApplicationEndsInTheSameDigestOnBothEngines() async throws {
    let postgres = try PostgresTestDatabase()
    let sqlite = try TemporaryDatabase()
    let report = try await run(postgres.session)
    #expect(report.exitStatus == .done, "\(report.failure ?? "")")
    #expect(try await run(sqlite.session).exitStatus == .done)
    let digests = try digest(postgres.session)
    #expect(digests == (try digest(sqlite.session)))
    #expect(digests.rowCount > 3000)

    let again = try await run(postgres.session)
    #expect(again.exitStatus == .done)
    #expect(try digest(postgres.session) == digests)

    // Ordinary inserts go on behind the seeded rows, and an address is unique in any case.
    let insert = """
      INSERT INTO players (email, role, first_name, last_name, locale, time_zone,
        encrypted_password, created_at, updated_at)
      SELECT $1, role, first_name, last_name, locale, time_zone, encrypted_password, created_at,
        updated_at FROM players WHERE email = 'admin@bluegeko.com'
      """
    #expect(try postgres.session.execute(insert, [.text("new@example.com")]) == 1)
    let error = #expect(throws: PostgresError.self) {
      try postgres.session.execute(insert, [.text("ADMIN@bluegeko.com")])
    }
    #expect(error?.code == .uniqueViolation)
  }

  @Test func bothSchemasSayTheSame() throws {
    let postgres = try PostgresTestDatabase()
    let sqlite = try TemporaryDatabase()
    let first = try postgres.session.catalog(ofScript: Self.schema("postgres").sql)
    let second = try sqlite.session.catalog(ofScript: Self.schema("sqlite").sql)
    #expect(first.tables.count == 40)
    #expect(first.tables.map(\.name) == second.tables.map(\.name))
    for (table, other) in zip(first.tables, second.tables) {
      #expect(table.columns.map(\.name) == other.columns.map(\.name), "\(table.name)")
      for (column, twin) in zip(table.columns, other.columns) {
        let name = "\(table.name).\(column.name)"
        #expect(column.type == twin.type, "\(name)")
        #expect(column.isNullable == twin.isNullable, "\(name)")
        #expect(column.hasDefault == twin.hasDefault, "\(name)")
      }
      #expect(table.primaryKey == other.primaryKey, "\(table.name)")
      #expect(table.uniqueKeys == other.uniqueKeys, "\(table.name)")
      #expect(table.foreignKeys == other.foreignKeys, "\(table.name)")
      #expect(table.indexes.map(\.name) == other.indexes.map(\.name), "\(table.name)")
      // jsonb needs no CHECK that a text is JSON.
      let checks = other.checks.filter { !$0.contains("json_valid") }
      #expect(
        Self.literals(table.checks) == Self.literals(checks), "\(table.name): \(table.checks)")
      #expect(table.checks.count == checks.count, "\(table.name)")
    }
  }

  /// For each CHECK the words between single quotes, as enumerations list them; PostgreSQL also
  /// quotes negative numbers.
  private static func literals(_ checks: [String]) -> [[String]] {
    checks.map { check in
      check.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }.filter { words in words.contains { Int($0) == nil } }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
