import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import Seedbed

/// What a run leaves in the ledger.
@Suite struct LedgerTests {
  struct Failure: Error, CustomStringConvertible {
    let description = "the kettle is cold; heat it"
  }

  static func application(replacing step: TestStep) -> SeedApplication {
    TinyApplication.make(
      steps: TinyApplication.standard.steps.map { $0.id == step.id ? step : $0 })
  }

  @Test func recordsRunsAndSteps() async throws {
    let database = try TemporaryDatabase()
    let report = try await TinyRun(
      environment: ["SEED_WITH_GUESTS": "1", "DATABASE_URL": "postgres://me:s3cret@host/db"])(
        on: database)
    let state = try SeedLedger.read(database.session)
    #expect(report.run == 1)
    let run = try #require(state.runs.first)
    #expect(state.runs.count == 1)
    #expect(run.state == .finished)
    #expect(run.toolVersion == "0.0.1")
    #expect(run.generatorVersion == GeneratorVersion.current)
    #expect(run.seed == 42)
    #expect(run.asOf == "2026-01-01T00:00:00Z")
    #expect(run.flags["SEED_WITH_GUESTS"] == .boolean(true))
    #expect(run.flags["BATCH_GUEST_COUNT"] == .integer(3))
    #expect(run.startedAt == "1970-01-02T00:00:00Z")
    #expect((run.durationSeconds ?? 0) > 0)
    #expect(state.steps.map(\.step) == ["01_houses", "02_rooms", "03_guests", "04_reports"])
    #expect(state.steps.allSatisfy { $0.state == .finished && $0.runID == 1 })
    #expect(state.steps.map(\.rowCount) == [1, 2, 3, 0])
    #expect(state.steps[1].rows == [LedgerStep.TableRows(table: "rooms", rows: 2)])
    let guests = try #require(state.steps[2].inputs)
    #expect(guests.flags == ["BATCH_GUEST_COUNT": .integer(3)])
    #expect(guests.requires == ["02_rooms": state.steps[1].fingerprint])
    #expect(guests.schemas.keys.sorted() == ["guests"])
    #expect(state.steps[2].fingerprint == guests.fingerprint)
    for table in LedgerTable.allCases {
      try database.session.query("SELECT * FROM \(table.rawValue)", []) { row in
        for value in row.values { #expect(!(value.asString ?? "").contains("s3cret")) }
      }
    }
  }

  @Test func survivesJSON() async throws {
    let database = try TemporaryDatabase()
    _ = try await TinyRun()(on: database)
    try database.session.execute("INSERT INTO seedbed_chunks VALUES ('p', 0, 1, 2, 'f', 's')", [])
    let state = try SeedLedger.read(database.session)
    #expect(state.chunks.map(\.rowCount) == [2])
    #expect(try JSONText.decode(LedgerState.self, from: JSONText.encode(state)) == state)
  }

  @Test func isEmptyWhereThereIsNone() throws {
    let database = try TemporaryDatabase()
    #expect(try SeedLedger.read(database.session) == LedgerState())
    #expect(try database.integer("SELECT count(*) FROM sqlite_schema") == 0)
  }

  /// A step whose COMMIT fails has run to its end, and is not done all the same.
  @Test func aStepIsDoneOnlyWhenItsRowsAre() async throws {
    var guests = TinyApplication.guests
    guests.body = { context in
      _ = try context.require(.room)
      try context.database.session.execute("PRAGMA defer_foreign_keys = ON", [])
      try context.database.upsert("guests", by: "name", values: ["name": "Nobody", "room_id": 9])
    }
    let database = try TemporaryDatabase()
    let environment = ["SEED_WITH_GUESTS": "1"]
    let failed = try await TinyRun(
      application: Self.application(replacing: guests), environment: environment)(on: database)
    #expect(failed.steps.map(\.outcome) == [.succeeded, .succeeded, .failed, .notRun])
    let record = try #require(try SeedLedger.read(database.session)["03_guests"])
    #expect(record.state == .failed)
    #expect(record.fingerprint == nil)
    #expect(try SeedLedger.read(database.session).runs.map(\.state) == [.failed])
    #expect(try database.integer("SELECT count(*) FROM guests") == 0)
  }

  @Test func aFailedRunIsTakenUpAndEndsAsAnUndisturbedOne() async throws {
    let environment = ["SEED_WITH_GUESTS": "1"]
    let undisturbed = try TemporaryDatabase()
    _ = try await TinyRun(environment: environment)(on: undisturbed)
    var guests = TinyApplication.guests
    guests.body = { _ in throw Failure() }
    let database = try TemporaryDatabase()
    let first = try await TinyRun(
      application: Self.application(replacing: guests), environment: environment)(on: database)
    #expect(first.exitStatus == .failed)
    let said = Written()
    let second = try await TinyRun(
      environment: environment, reporter: PlainReporter { said.write($0) })(on: database)
    // Houses and rooms are there; they are asked for what guests require.
    #expect(second.steps.map(\.outcome) == [.fresh, .fresh, .succeeded, .succeeded])
    #expect(second.steps.map(\.writtenRowCount) == [0, 0, 3, 0])
    #expect(second.steps.map(\.unchangedRowCount) == [1, 2, 0, 0])
    #expect(second.steps[2].cause == "failed in run 1")
    #expect(said.text.contains("run 1 failed; this one goes on from there"))
    #expect(said.text.contains("fresh, finished in run 1; 2 rows as they were"))
    #expect(try Self.digest(database) == Self.digest(undisturbed))
  }

  @Test func aRunWithoutAnEndHasDied() async throws {
    let database = try TemporaryDatabase()
    _ = try await TinyRun()(on: database)
    try database.session.execute("UPDATE seedbed_runs SET state = 'running'", [])
    let said = Written()
    let report = try await TinyRun(reporter: PlainReporter { said.write($0) })(on: database)
    #expect(report.run == 2)
    #expect(said.text.contains("run 1 died; this one goes on from there"))
    #expect(try SeedLedger.read(database.session).runs.map(\.state) == [.died, .finished])
  }

  @Test func aStepOfChunksIsRunningUntilItsEnd() async throws {
    var guests = TinyApplication.guests
    guests.commits = .perChunk
    guests.body = { context in
      let record = try SeedLedger.read(context.database.session)["03_guests"]
      #expect(record?.state == .running)
      context.database.addBulkRows("guests", count: 1)
    }
    let database = try TemporaryDatabase()
    let run = TinyRun(
      application: Self.application(replacing: guests), environment: ["SEED_WITH_GUESTS": "1"])
    _ = try await run(on: database)
    #expect(try SeedLedger.read(database.session)["03_guests"]?.state == .finished)
    // As a killed process leaves it.
    try database.session.execute(
      "UPDATE seedbed_steps SET state = 'running', inputs = NULL WHERE step = '03_guests'", [])
    #expect(
      try run.outlook(on: database).standings[2] == .unfinished(run: 1, .running))
  }

  @Test func aHalfLoadedStepThatIsSkippedIsNamed() async throws {
    var guests = TinyApplication.guests
    guests.commits = .perChunk
    guests.body = { _ in throw Failure() }
    let database = try TemporaryDatabase()
    let application = Self.application(replacing: guests)
    _ = try await TinyRun(application: application, environment: ["SEED_WITH_GUESTS": "1"])(
      on: database)
    let said = Written()
    let report = try await TinyRun(
      application: application, reporter: PlainReporter { said.write($0) })(on: database)
    #expect(report.exitStatus == .done)
    #expect(said.text.contains("warning: step 03_guests did not finish in run 1"))
    #expect(said.text.contains("SEED_WITH_GUESTS is false"))
  }

  @Test func aDamagedRowIsSaidWithItsColumn() async throws {
    let database = try TemporaryDatabase()
    _ = try await TinyRun()(on: database)
    try database.session.execute("UPDATE seedbed_steps SET rows_by_table = '{'", [])
    let report = try await TinyRun()(on: database)
    #expect(report.exitStatus == .failed)
    #expect(report.failure?.contains("rows_by_table") == true)
  }

  @Test func anotherSeedIsRefusedUntilTheTablesAreEmptied() async throws {
    let database = try TemporaryDatabase()
    _ = try await TinyRun()(on: database)
    let other = TinyRun(environment: ["SEED": "7"])
    let refused = try await other(on: database)
    #expect(refused.exitStatus == .refused)
    #expect(refused.run == nil)
    #expect(refused.failure?.contains("seeded with SEED 42") == true)
    #expect(refused.failure?.hasSuffix("begin anew with: seedbed run --restart") == true)
    #expect(try other.outlook(on: database).refusal == refused.failure)
    let catalog = try TinyApplication.schema.verify(in: database.session)
    try Replanter(session: database.session, catalog: catalog).emptyTables()
    let again = try await other(on: database)
    #expect(again.exitStatus == .done)
    #expect(again.steps.map(\.outcome) == [.succeeded, .succeeded, .skipped, .succeeded])
    #expect(try SeedLedger.read(database.session).runs.map(\.seed) == [42, 7])
  }

  static func digest(_ database: TemporaryDatabase) throws -> String {
    try DatabaseDigest.compute(
      session: database.session, catalog: database.session.catalog()
    ).total
  }
}
