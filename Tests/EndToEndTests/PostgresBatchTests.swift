import Foundation
import PostgresTestServer
import SeedbedPostgres
import Testing

/// The bulk load into PostgreSQL from the outside: the same rows as in SQLite, however it goes.
@Suite struct PostgresBatchTests {
  static let arguments = [
    "run", "--create-batch-profiles", "--batch-profile-count", "2000", "--batch-verbose",
  ]

  static func run(
    _ database: PostgresTestDatabase, _ further: [String], in folder: borrowing TemporaryFolder,
    started: ((SpawnedProcess) async throws -> Void)? = nil
  ) async throws -> SeedbedExecutable.Outcome {
    try await SeedbedExecutable.run(
      arguments + further, in: folder, environment: environment(database),
      started: started)
  }

  static func environment(_ database: PostgresTestDatabase) -> [String: String] {
    ["DATABASE_URL": database.parameters.url]
  }

  static func digest(
    _ database: PostgresTestDatabase, in folder: borrowing TemporaryFolder
  ) async throws -> String {
    let outcome = try await SeedbedExecutable.run(
      ["digest"], in: folder, environment: environment(database))
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.output
  }

  @Test(arguments: [
    ["--batch-chunk-size", "5000"], ["--batch-chunk-size", "70", "--seed-connections", "1"],
    ["--batch-chunk-size", "131", "--seed-connections", "5"],
  ])
  func loadsTheRowsThatSQLiteHas(_ further: [String]) async throws {
    let folder = try TemporaryFolder()
    let database = try PostgresTestDatabase()
    let outcome = try await Self.run(database, further, in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(
      try await Self.digest(database, in: folder) == BatchTests.undisturbed.value)
  }

  /// A database with all steps but the bulk load, and a trigger on `players` that runs some lines
  /// before every statement.
  static func database(
    withTrigger body: String, in folder: borrowing TemporaryFolder
  ) async throws -> PostgresTestDatabase {
    let database = try PostgresTestDatabase()
    let seeded = try await SeedbedExecutable.run(
      ["run", "--quiet"], in: folder, environment: environment(database))
    #expect(seeded.status == 0, "\(seeded)")
    try database.session.executeScript(
      """
      CREATE SEQUENCE statements;
      CREATE FUNCTION disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      \(body) RETURN NULL; END $$;
      CREATE TRIGGER disturb BEFORE INSERT ON players
      FOR EACH STATEMENT EXECUTE FUNCTION disturb();
      """)
    return database
  }

  @Test func goesOnAfterAConnectionWasKilled() async throws {
    let folder = try TemporaryFolder()
    // The seventh chunk waits to be killed in the middle.
    let database = try await Self.database(
      withTrigger: "IF nextval('statements') = 7 THEN PERFORM pg_sleep(120); END IF;", in: folder)
    let outcome = try await Self.run(
      database,
      [
        "--only", "37_batch_avatars", "--batch-chunk-size", "20", "--seed-connections", "3",
      ], in: folder
    ) { process in
      let waiting = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep'
        """
      while process.isRunning, try database.integer(waiting) == 0 {
        try await Task.sleep(for: .milliseconds(5))
      }
      _ = try database.integer(
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """)
    }
    #expect(outcome.status == 1, "\(outcome)")
    try database.session.executeScript("DROP TRIGGER disturb ON players")
    let profiles = try #require(
      try database.integer("SELECT count(*) FROM avatars WHERE id >= 1000000"))
    #expect(profiles >= 80 && profiles < 2000 && profiles % 20 == 0, "\(profiles)")
    #expect(
      try database.integer("SELECT sum(parent_count)::bigint FROM seedbed.seedbed_chunks")
        == profiles)
    // What is missing has gaps, and chunks are of another size now.
    let rest = try await Self.run(database, ["--batch-chunk-size", "333"], in: folder)
    #expect(rest.status == 0, "\(rest)")
    #expect(
      try await Self.digest(database, in: folder) == BatchTests.undisturbed.value)
  }

  /// The server fails the first inserts as if another transaction had been in the way; a sequence
  /// counts them, since it is not rolled back.
  @Test(arguments: [(failures: 3, connections: "1"), (3, "2"), (50, "1"), (50, "2")])
  func aChunkThatLosesIsLoadedAgainAFewTimes(failures: Int, connections: String) async throws {
    let folder = try TemporaryFolder()
    let database = try await Self.database(
      withTrigger: """
        IF nextval('statements') <= \(failures) THEN
          RAISE 'could not serialize access' USING ERRCODE = '40001';
        END IF;
        """, in: folder)
    let outcome = try await Self.run(
      database, ["--only", "37_batch_avatars", "--seed-connections", connections], in: folder)
    let players = try database.integer("SELECT count(*) FROM players WHERE id >= 1000000")
    if failures == 3 {
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.errors.contains("profiles 1–2000 are loaded again"), "\(outcome)")
      #expect(players == 2000)
    } else {
      #expect(outcome.status == 1, "\(outcome)")
      #expect(outcome.errors.contains("serialization_failure"), "\(outcome)")
      #expect(players == 0)
    }
  }
}
