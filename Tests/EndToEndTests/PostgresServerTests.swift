import Foundation
import PostgresTestServer
import SeedbedPostgres
import Testing

/// What goes wrong with a server as a whole: it stops, its disk is full, it can only be read.
@Suite struct PostgresServerTests {
  /// A database on a server of the test's own, with all steps but the bulk load.
  static func database(on server: PrivatePostgresServer) async throws -> PostgresTestDatabase {
    let database = try PostgresTestDatabase(on: server)
    let seeded = try await PostgresFailureTests.run(["run", "--quiet"], database.parameters)
    #expect(seeded.status == 0, "\(seeded)")
    return database
  }

  @Test func goesOnAfterTheServerWasRestartedInTheMiddleOfAChunk() async throws {
    let server = try PrivatePostgresServer()
    let database = try await Self.database(on: server)
    let parameters = database.parameters
    // The sixth chunk waits in the middle for the crash.
    try database.session.executeScript(
      """
      CREATE SEQUENCE statements;
      CREATE FUNCTION disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('statements') = 6 THEN PERFORM pg_sleep(120); END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER disturb BEFORE INSERT ON players
      FOR EACH STATEMENT EXECUTE FUNCTION disturb();
      """)
    let outcome = try await PostgresFailureTests.run(
      PostgresFailureTests.load + ["--seed-connections", "1"], parameters
    ) { process in
      let waiting = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'PgSleep'
        """
      while process.isRunning, try database.integer(waiting) == 0 {
        try await Task.sleep(for: .milliseconds(5))
      }
      try server.restart()
    }
    PostgresFailureTests.expect(outcome, ["step 37_batch_avatars", "run again to go on."])
    try database.reconnect()
    try database.session.executeScript("DROP TRIGGER IF EXISTS disturb ON players")
    try PostgresFailureTests.expectWholeChunks(database, atMost: 101)
    try await PostgresFailureTests.expectGoingOn(database)
  }

  @Test func goesOnAfterTheDiskWasFull() async throws {
    // Some chunks fit: a thousand profiles are more than a megabyte in one table.
    let server = try PrivatePostgresServer(fileLimit: 1029)
    let database = try await Self.database(on: server)
    let arguments = [
      "run", "--create-batch-profiles", "--only", "37_batch_avatars", "--batch-profile-count",
      "2000", "--batch-chunk-size", "100",
    ]
    let outcome = try await PostgresFailureTests.run(arguments, database.parameters)
    PostgresFailureTests.expect(
      outcome, ["step 37_batch_avatars", "could not extend file", "go on with"])
    // The bulk of the file that does not fit is told in another way since 16.
    if database.session.engineDescription.hasPrefix("PostgreSQL 15")
      || database.session.engineDescription.hasPrefix("PostgreSQL 14")
    {
      PostgresFailureTests.expect(outcome, ["disk_full", "Free some space on the server's disk"])
    }
    try PostgresFailureTests.expectWholeChunks(database, atMost: 2000)
    #expect(try database.integer("SELECT count(*) FROM seedbed.seedbed_chunks") ?? 0 > 0)
    try server.restart()
    try database.reconnect()
    let rest = try await PostgresFailureTests.run(arguments, database.parameters)
    #expect(rest.status == 0, "\(rest)")
    let digest = try await PostgresFailureTests.run(["digest"], database.parameters)
    #expect(digest.output == (try await BatchTests.undisturbed.value), "\(digest)")
  }

  @Test func leavesNoSnapshotWhenTheDiskOfTheServerIsFull() async throws {
    let server = try PrivatePostgresServer(fileLimit: 100_000)
    let database = try await Self.database(on: server)
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    func seedbed(_ words: String...) async throws -> SeedbedExecutable.Outcome {
      try await SeedbedExecutable.run(
        words + ["--project", project], in: folder,
        environment: ["DATABASE_URL": database.parameters.url])
    }
    let loaded = try await seedbed(
      "run", "--create-batch-profiles", "--only", "37_batch_avatars", "--batch-profile-count",
      "4000")
    #expect(loaded.status == 0, "\(loaded)")
    let digest = try await seedbed("digest").output
    // What is there has files that are larger: their copies do not fit.
    try server.limitFiles(toKiB: 1900)
    let save = try await seedbed("snapshot", "save", "full", "--disconnect")
    PostgresFailureTests.expect(save, ["could not write"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(project)/snapshots").isEmpty)
    try server.restart()
    try database.reconnect()
    #expect(
      try database.integer(
        "SELECT count(*) FROM pg_database WHERE datname LIKE 'seedbed\\_snapshot\\_%'") == 0)
    #expect(try await seedbed("digest").output == digest)
    let saved = try await seedbed("snapshot", "save", "full", "--disconnect")
    #expect(saved.status == 0, "\(saved)")
  }

  /// Looking compares the tables with the schema's script, which has to be run for that.
  @Test func aStandbyIsNotWrittenTo() async throws {
    let server = try PrivatePostgresServer()
    let database = try await Self.database(on: server)
    let standby = try server.makeStandby()
    let parameters = standby.parameters.replacing("dbname", with: database.name)
    for command in [
      ["run"], PostgresFailureTests.load, ["replant", "--yes"], ["validate"], ["digest"],
    ] {
      let outcome = try await PostgresFailureTests.run(command, parameters)
      PostgresFailureTests.expect(
        outcome, ["in a read-only transaction", "Connect to the primary server"])
    }
  }
}
