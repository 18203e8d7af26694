import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

/// Where the ledger lies on PostgreSQL, and who may seed.
@Suite struct PostgresLedgerTests {
  @Test func keepsASecondSeederOutUntilTheFirstHasEnded() throws {
    let database = try PostgresTestDatabase()
    let first = try database.secondSession()
    try first.lockForSeeding()
    try first.lockForSeeding()
    let error = try #require(
      #expect(throws: AnotherSeeder.self) { try database.session.lockForSeeding() })
    #expect(error.holder.hasPrefix("the server's process \(first.backendPID) for "))
    #expect(error.since?.hasSuffix("Z") == true)
    #expect(error.description.contains("pg_terminate_backend(\(first.backendPID))"))
    // The connection goes on as if nothing had been.
    #expect(try database.integer("SELECT 1") == 1)
    first.close()
    try database.session.lockForSeeding()
  }

  @Test func aKilledSeedersLockIsGone() throws {
    let database = try PostgresTestDatabase()
    let first = try database.secondSession()
    try first.lockForSeeding()
    _ = try database.integer("SELECT pg_terminate_backend(\(first.backendPID))::integer")
    try database.session.lockForSeeding()
  }

  @Test func liesInASchemaOfItsOwn() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint PRIMARY KEY)")
    let session = database.session
    #expect(try SeedLedger.read(session) == LedgerState())
    let catalog = try session.catalog()
    try Replanter(session: session, catalog: catalog).emptyTables()
    #expect(
      try database.column(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'seedbed'::regnamespace "
          + "AND relkind = 'r' ORDER BY 1")
        == LedgerTable.allCases.map { .text($0.rawValue) }.sorted {
          ($0.asString ?? "") < ($1.asString ?? "")
        })
    #expect(try session.catalog() == catalog)
    #expect(try SeedLedger.read(session) == LedgerState())
  }

  @Test func aRoleThatMayNotCreateItIsToldWhatHelps() throws {
    let database = try PostgresTestDatabase()
    let role = "\(database.name)_guest"
    try database.session.executeScript("CREATE ROLE \(role); SET ROLE \(role)")
    defer { try? database.session.executeScript("RESET ROLE; DROP ROLE \(role)") }
    let error = try #require(
      #expect(throws: PostgresError.self) { try database.session.prepareLedgerSchema() })
    #expect(error.kind == .readOnly)
    #expect(
      error.description.contains(
        "GRANT CREATE ON DATABASE \"\(database.name)\" TO \"\(role)\", "
          + "or CREATE SCHEMA \"seedbed\" AUTHORIZATION \"\(role)\""))
    try database.session.executeScript(
      "RESET ROLE; CREATE SCHEMA seedbed AUTHORIZATION \(role); SET ROLE \(role)")
    try database.session.prepareLedgerSchema()
    try database.session.executeScript("RESET ROLE; DROP SCHEMA seedbed")
  }

  /// "$user" in the search path would name the ledger's schema. A role of that name is not for
  /// another server than the private one.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SEEDBED_TEST_POSTGRES_URL"] == nil))
  func aRoleOfTheSchemasNameKeepsItsTablesApart() throws {
    let database = try PostgresTestDatabase()
    try database.session.executeScript(
      """
      DO $$ BEGIN CREATE ROLE seedbed LOGIN SUPERUSER; EXCEPTION WHEN duplicate_object THEN END $$;
      CREATE SCHEMA seedbed AUTHORIZATION seedbed; CREATE TABLE public.t (id bigint)
      """)
    let session = try PostgresEngine.open(database.parameters.replacing("user", with: "seedbed"))
    defer { session.close() }
    #expect(try session.catalog().tables.map(\.name) == ["t"])
  }
}
