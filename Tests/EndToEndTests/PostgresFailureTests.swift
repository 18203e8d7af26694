import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

/// What goes wrong with a server that runs: one clear message with what to do, the right exit status,
/// nothing half written, and the next run goes on.
@Suite struct PostgresFailureTests {
  static let load = [
    "run", "--create-batch-profiles", "--only", "37_batch_avatars", "--batch-profile-count", "200",
    "--batch-chunk-size", "20",
  ]

  /// Runs the program against a database.
  static func run(
    _ arguments: [String], _ parameters: PostgresParameters,
    started: ((SpawnedProcess) async throws -> Void)? = nil
  ) async throws -> SeedbedExecutable.Outcome {
    let folder = try TemporaryFolder()
    return try await SeedbedExecutable.run(
      arguments, in: folder, environment: ["DATABASE_URL": parameters.url], started: started)
  }

  static func expect(
    _ outcome: SeedbedExecutable.Outcome, status: Int32 = 1, _ parts: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == status, "\(outcome)", sourceLocation: sourceLocation)
    for part in parts {
      #expect(outcome.errors.contains(part), "\(outcome)", sourceLocation: sourceLocation)
    }
  }

  /// Whole chunks of 20 are there, and the ledger knows of just these.
  static func expectWholeChunks(
    _ database: PostgresTestDatabase, atMost limit: Int64,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let players = try #require(
      try database.integer("SELECT count(*) FROM avatars WHERE id >= 1000000"))
    #expect(players < limit && players % 20 == 0, "\(players)", sourceLocation: sourceLocation)
    let recorded = try database.integer(
      "SELECT coalesce(sum(parent_count), 0)::bigint FROM seedbed.seedbed_chunks")
    #expect(recorded == players, sourceLocation: sourceLocation)
  }

  static func expectGoingOn(_ database: PostgresTestDatabase) async throws {
    let rest = try await run(load, database.parameters)
    #expect(rest.status == 0, "\(rest)")
    #expect(try database.integer("SELECT count(*) FROM players WHERE id >= 1000000") == 200)
    #expect(
      try database.integer("SELECT sum(parent_count)::bigint FROM seedbed.seedbed_chunks") == 200)
  }

  @Test func aWrongPasswordIsSaidWithoutIt() async throws {
    let server = try PostgresTestServer.own()
    let outcome = try await Self.run(
      ["run"],
      server.parameters.replacing("user", with: "seedbed_locked").replacing(
        "password", with: "s3cret"))
    Self.expect(outcome, ["password authentication failed", "PGPASSWORD"])
    #expect(!(outcome.output + outcome.errors).contains("s3cret"))
  }

  @Test func aMissingDatabaseIsCreatedWhenThatIsAskedFor() async throws {
    let name = "seedbed \"made\" \(ProcessInfo.processInfo.processIdentifier)"
    let quoted = "\"\(name.replacing("\"", with: "\"\""))\""
    let parameters = try PostgresTestServer.parameters().replacing("dbname", with: name)
    defer {
      try? PostgresTestDatabase.administrate("DROP DATABASE IF EXISTS \(quoted) WITH (FORCE)")
    }
    let missing = try await Self.run(["run", "--until", "1"], parameters)
    Self.expect(missing, ["\(name)\" does not exist", "--create-database", "createdb \(name)"])
    for isNew in [true, false] {
      let outcome = try await Self.run(["run", "--until", "1", "--create-database"], parameters)
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.errors.contains("created the database \(name)") == isNew, "\(outcome)")
    }
  }

  @Test func aDatabaseThatWouldLookLikeProductionIsNotCreated() async throws {
    let name = "seedbed_prod_\(ProcessInfo.processInfo.processIdentifier)"
    let parameters = try PostgresTestServer.parameters().replacing("dbname", with: name)
    let outcome = try await Self.run(["run", "--create-database"], parameters)
    Self.expect(outcome, status: 3, ["refused:", "--allow-target \(name)"])
    let missing = try #require(throws: PostgresError.self) {
      _ = try PostgresEngine.open(parameters)
    }
    #expect(missing.code == .invalidCatalogName)
  }

  @Test func aSchemaThatMayNotBeWrittenToIsNamed() async throws {
    let database = try PostgresTestDatabase(schema: "REVOKE CREATE ON SCHEMA public FROM public")
    let role = try Self.role(of: database)
    defer { Self.drop(role, of: database) }
    let outcome = try await Self.run(["run"], Self.parameters(of: database, as: role))
    Self.expect(outcome, ["permission denied for schema public", "GRANT … TO ROLE"])
    #expect(try database.integer("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0)
  }

  @Test func aTableThatMayNotBeWrittenToIsNamed() async throws {
    let database = try await SeededPostgres.database()
    let role = try Self.role(of: database)
    defer { Self.drop(role, of: database) }
    try database.session.executeScript(
      """
      GRANT CREATE, USAGE ON SCHEMA public TO \(role);
      GRANT ALL ON ALL TABLES IN SCHEMA public TO \(role);
      GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO \(role);
      GRANT CREATE, USAGE ON SCHEMA seedbed TO \(role);
      GRANT ALL ON ALL TABLES IN SCHEMA seedbed TO \(role);
      GRANT ALL ON ALL SEQUENCES IN SCHEMA seedbed TO \(role);
      REVOKE INSERT ON players FROM \(role);
      """)
    let outcome = try await Self.run(Self.load, Self.parameters(of: database, as: role))
    Self.expect(outcome, ["permission denied for table players", "GRANT … TO ROLE", "go on with"])
    #expect(try database.integer("SELECT count(*) FROM avatars WHERE id >= 1000000") == 0)
    try await Self.expectGoingOn(database)
  }

  /// A role without rights, taken on by the connection, since it cannot log in everywhere.
  static func role(of database: PostgresTestDatabase) throws -> String {
    try database.session.execute("CREATE ROLE \(database.name)_role", [])
    return "\(database.name)_role"
  }

  static func parameters(
    of database: PostgresTestDatabase, as role: String
  ) -> PostgresParameters {
    database.parameters.replacing("options", with: "-c role=\(role)")
  }

  static func drop(_ role: String, of database: PostgresTestDatabase) {
    try? database.session.executeScript("DROP OWNED BY \(role); DROP ROLE \(role)")
  }

  @Test func aTableThatLacksAColumnIsRefused() async throws {
    let database = try await SeededPostgres.database()
    try database.session.executeScript("ALTER TABLE players DROP COLUMN email")
    for command in ["run", "validate", "digest"] {
      let outcome = try await Self.run([command], database.parameters)
      Self.expect(
        outcome, status: 3,
        ["refused: ", "do not fit steps/schema/postgres.sql", "players", "email", "DATABASE_URL"])
    }
  }

  @Test func aRowThatWasThereBeforeIsNamedAndStays() async throws {
    let database = try await SeededPostgres.database()
    // The row of the load's 101st player.
    try database.session.executeScript(
      """
      INSERT INTO players SELECT (jsonb_populate_record(
        p, '{"id": 1000101, "email": "was-there@example.com"}')).* FROM players p ORDER BY id LIMIT 1
      """)
    let outcome = try await Self.run(Self.load + ["--seed-connections", "1"], database.parameters)
    Self.expect(
      outcome,
      [
        "duplicate key value violates unique constraint \"players_pkey\"", "unique_violation",
        "table players, row 100", "Correct the values", "go on with",
      ])
    try Self.expectWholeChunks(database, atMost: 101)
    #expect(
      try database.column("SELECT email::text FROM players WHERE id = 1000101")
        == [.text("was-there@example.com")])
    try database.session.executeScript("DELETE FROM players WHERE id = 1000101")
    try await Self.expectGoingOn(database)
  }

  /// The server fails the first inserts as if another transaction had been in the way; a sequence
  /// counts them, since it is not rolled back.
  @Test(arguments: [3, 50])
  func aStepThatLosesIsDoneAgainAFewTimes(failures: Int) async throws {
    let database = try PostgresTestDatabase()
    let prepared = try await Self.run(["run", "--until", "1"], database.parameters)
    #expect(prepared.status == 0, "\(prepared)")
    try database.session.executeScript(
      """
      CREATE SEQUENCE attempts;
      CREATE FUNCTION disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('attempts') <= \(failures) THEN
          RAISE 'could not serialize access' USING ERRCODE = '40001';
        END IF;
        RETURN new;
      END $$;
      CREATE TRIGGER disturb BEFORE INSERT ON companies
      FOR EACH ROW EXECUTE FUNCTION disturb();
      """)
    let outcome = try await Self.run(["run"], database.parameters)
    if failures == 3 {
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.errors.contains("step 02_company is done again"), "\(outcome)")
    } else {
      Self.expect(
        outcome, ["step 02_company", "serialization_failure", "Run again to go on", "go on with"])
      #expect(try database.integer("SELECT count(*) FROM companies") == 0)
      #expect(try database.column("SELECT last_value FROM attempts") == [.integer(4)])
      try database.session.executeScript("DROP TRIGGER disturb ON companies")
      let rest = try await Self.run(["run"], database.parameters)
      #expect(rest.status == 0, "\(rest)")
    }
    let digest = try await Self.run(["digest"], database.parameters)
    #expect(digest.output == (try await Seeded.digest), "\(digest)")
  }

  /// libpq hands settings in the URL on to every connection.
  @Test func aLockTimeoutOfTheURLEndsTheWait() async throws {
    let database = try await SeededPostgres.database()
    try database.session.begin()
    try database.session.execute("LOCK TABLE players", [])
    let outcome = try await Self.run(
      Self.load, database.parameters.replacing("options", with: "-c lock_timeout=50ms"))
    try database.session.rollback()
    Self.expect(outcome, ["lock_not_available", "Wait for the transaction that holds the lock"])
    try await Self.expectGoingOn(database)
  }

  /// Both connections are in a statement that takes minutes when Ctrl-C comes.
  @Test func anInterruptionEndsTheStatementsOfEveryConnection() async throws {
    let database = try await SeededPostgres.database()
    try database.session.executeScript(
      """
      CREATE SEQUENCE statements;
      CREATE SEQUENCE awakenings;
      CREATE FUNCTION disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('statements') > 4 THEN
          PERFORM pg_sleep(120);
          PERFORM nextval('awakenings');
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER disturb BEFORE INSERT ON players
      FOR EACH STATEMENT EXECUTE FUNCTION disturb();
      """)
    let outcome = try await Self.run(
      Self.load + ["--seed-connections", "2"], database.parameters
    ) { process in
      let waiting = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep'
        """
      while process.isRunning, try database.integer(waiting) != 2 {
        try await Task.sleep(for: .milliseconds(5))
      }
      process.interrupt()
    }
    #expect(outcome.status == 130, "\(outcome)")
    #expect(try database.column("SELECT is_called FROM awakenings") == [.bool(false)])
    try Self.expectWholeChunks(database, atMost: 200)
    try database.session.executeScript("DROP TRIGGER disturb ON players")
    try await Self.expectGoingOn(database)
  }
}
