import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Synchronization
import Testing

@testable import Seedbed

@Suite struct OrchestratorTests {
  struct Failure: Error, CustomStringConvertible {
    let description = "the kettle is cold; heat it"
  }

  func application(replacing step: TestStep) -> SeedApplication {
    TinyApplication.make(
      steps: TinyApplication.standard.steps.map { $0.id == step.id ? step : $0 })
  }

  @Test func createsTheSchemaRunsTheStepsAndConcludes() async throws {
    let database = try TemporaryDatabase()
    let report = try await TinyRun(environment: ["SEED_WITH_GUESTS": "1"])(on: database)
    #expect(report.exitStatus == .done)
    #expect(report.failure == nil)
    #expect(report.steps.map(\.outcome) == [.succeeded, .succeeded, .succeeded, .succeeded])
    #expect(report.steps.map(\.writtenRowCount) == [1, 2, 3, 0])
    #expect(report.steps[3].reason == "there is nothing to report")
    #expect(report.steps.allSatisfy { ($0.statementCount ?? 0) >= 2 })
    #expect(report.validation?.passed == true)
    #expect(report.validation?.results.count == 3)
    #expect(report.metrics?.tables.map(\.rows) == [3, 1, 2])
    #expect(report.durationSeconds > 0)
    #expect(
      try database.column("SELECT id FROM guests ORDER BY id")
        == [30_001, 30_002, 30_003].map { .integer($0) })
  }

  @Test func aSecondRunChangesNothing() async throws {
    let database = try TemporaryDatabase()
    let run = TinyRun(environment: ["SEED_WITH_GUESTS": "1"])
    let first = try await run(on: database)
    let catalog = try TinyApplication.schema.verify(in: database.session)
    let before = try DatabaseDigest.compute(session: database.session, catalog: catalog)
    let second = try await run(on: database)
    #expect(first.writtenRowCount == 6)
    #expect(second.writtenRowCount == 0)
    #expect(second.steps.map(\.outcome) == [.fresh, .fresh, .fresh, .fresh])
    #expect(second.exitStatus == .done)
    #expect(try DatabaseDigest.compute(session: database.session, catalog: catalog) == before)
  }

  @Test func aSkippedStepNamesItsReason() async throws {
    let report = try await TinyRun(
      environment: ["SKIP_SEED_REPORTS": "yes"], selection: StepSelection(skip: ["3"]))(
        on: TemporaryDatabase())
    #expect(report.steps[2].outcome == .skipped)
    #expect(report.steps[2].reason == "left out by --skip")
    #expect(report.steps[3].reason == "SKIP_SEED_REPORTS is true")
    #expect(report.validation == nil)
    #expect(report.validationSkipped == "only some of the steps were asked for")
  }

  /// Another transaction was in the way.
  private struct Conflict: DatabaseError {
    let kind = DatabaseErrorKind.busy
    let message = "could not serialize access"
    var sql: String? { nil }
    var location = ErrorLocation()
    var isTransient: Bool { true }
    var description: String { message }
  }

  @Test(arguments: [3, 4])
  func aStepInConflictStartsAnewWithWhatItWasGiven(conflicts: Int) async throws {
    let attempts = Atomic(0)
    var rooms = TinyApplication.rooms
    let body = rooms.body
    rooms.body = { context in
      #expect(context.providedNames == ["house"])
      try await body(context)
      if attempts.add(1, ordering: .relaxed).newValue <= conflicts { throw Conflict() }
    }
    let database = try TemporaryDatabase()
    let report = try await TinyRun(application: application(replacing: rooms))(on: database)
    #expect(attempts.load(ordering: .relaxed) == 4)
    #expect(report.exitStatus == (conflicts == 3 ? .done : .failed))
    #expect(report.steps[1].writtenRowCount == (conflicts == 3 ? 2 : 0))
    #expect(try database.integer("SELECT count(*) FROM rooms") == (conflicts == 3 ? 2 : 0))
  }

  @Test func aFailingStepIsUndoneAndNamedAndEndsTheRun() async throws {
    var rooms = TinyApplication.rooms
    rooms.body = { context in
      let house = try context.require(.house)
      try context.database.upsert(
        "rooms", by: "number", values: ["house_id": house, "number": 1])
      throw Failure()
    }
    let database = try TemporaryDatabase()
    let report = try await TinyRun(application: application(replacing: rooms))(on: database)
    #expect(report.exitStatus == .failed)
    #expect(report.steps.map(\.outcome) == [.succeeded, .failed, .skipped, .notRun])
    #expect(
      report.steps[1].failure
        == StepReport.Failure(
          message: "step 02_rooms: the kettle is cold; heat it", step: "02_rooms"))
    #expect(report.steps[1].rows == [])
    #expect(report.validation == nil)
    #expect(try database.integer("SELECT count(*) FROM rooms") == 0)
    #expect(try database.integer("SELECT count(*) FROM houses") == 1)
    #expect(
      report.failureText() == """
        failed: step 02_rooms: the kettle is cold; heat it
        what earlier steps wrote is in the database, what this one wrote is undone; \
        1 step was not run; put that right, then go on with: seedbed run

        """)
  }

  @Test func anErrorOfTheDatabaseNamesStepTableAndRow() async throws {
    var rooms = TinyApplication.rooms
    rooms.body = { context in
      let house = try context.require(.house)
      for number in [1, 2, 0] {
        try context.database.upsert(
          "rooms", by: "house_id", "number", values: ["house_id": house, "number": number])
      }
    }
    let report = try await TinyRun(application: application(replacing: rooms))(
      on: TemporaryDatabase())
    let failure = try #require(report.steps[1].failure)
    #expect(failure.step == "02_rooms")
    #expect(failure.table == "rooms")
    #expect(failure.row == 2)
    #expect(
      failure.message.hasPrefix(
        "CHECK constraint failed: number > 0 (SQLITE_CONSTRAINT_CHECK) "
          + "at step 02_rooms, table rooms, row 2"))
  }

  @Test func anUnknownTableIsNamedWithTheNearest() async throws {
    var rooms = TinyApplication.rooms
    rooms.body = { try $0.database.upsert("room", by: "id", values: ["id": 1]) }
    let report = try await TinyRun(application: application(replacing: rooms))(
      on: TemporaryDatabase())
    #expect(
      report.steps[1].failure?.message
        == "step 02_rooms: the schema has no table 'room'; did you mean 'rooms'?")
  }

  @Test func aStepThatWritesNothingAndDoesNotSayWhyFails() async throws {
    var reports = TinyApplication.reports
    reports.body = { _ in }
    let report = try await TinyRun(application: application(replacing: reports))(
      on: TemporaryDatabase())
    #expect(report.exitStatus == .failed)
    #expect(
      report.steps[3].failure?.message
        == "step 04_reports: wrote nothing and did not say why; "
        + "call context.database.writesNothing(because:) if that is fine")
  }

  @Test func aStepThatDoesNotProvideWhatItDeclaresFailsAndIsUndone() async throws {
    var houses = TinyApplication.houses
    houses.body = { try $0.database.upsert("houses", by: "name", values: ["name": "Barn"]) }
    let database = try TemporaryDatabase()
    let report = try await TinyRun(application: application(replacing: houses))(on: database)
    #expect(
      report.steps[0].failure?.message
        == "step 01_houses: did not provide 'house'; "
        + "call context.provide, or drop it from the step's `provides`")
    #expect(try database.integer("SELECT count(*) FROM houses") == 0)
  }

  @Test func aStepWithChunksKeepsThoseItCommitted() async throws {
    var guests = TinyApplication.guests
    guests.commits = .perChunk
    guests.body = { context in
      let session = context.database.session
      for chunk in 1...3 {
        try session.begin()
        try session.execute("INSERT INTO guests (name) VALUES ($1)", [.integer(Int64(chunk))])
        if chunk == 3 { throw Failure() }
        try session.commit()
        context.database.addBulkRows("guests", count: 1)
      }
    }
    let database = try TemporaryDatabase()
    let report = try await TinyRun(
      application: application(replacing: guests), environment: ["SEED_WITH_GUESTS": "on"])(
        on: database)
    #expect(report.steps[2].outcome == .failed)
    #expect(report.steps[2].writtenRowCount == 2)
    #expect(try database.integer("SELECT count(*) FROM guests") == 2)
    #expect(
      report.failureText() == """
        failed: step 03_guests: the kettle is cold; heat it
        the 2 rows of its finished chunks are in the database; 1 step was not run; \
        put that right, then go on with: seedbed run

        """)
  }

  @Test func anInterruptionInAStepUndoesItAndEndsTheRun() async throws {
    let interruption = Interruption()
    var rooms = TinyApplication.rooms
    rooms.body = { context in
      let house = try context.require(.house)
      try context.database.upsert("rooms", by: "number", values: ["house_id": house, "number": 1])
      context.interruption.request()
      try context.interruption.check()
    }
    let database = try TemporaryDatabase()
    let report = try await TinyRun(
      application: application(replacing: rooms), interruption: interruption)(on: database)
    #expect(report.exitStatus == .interrupted)
    #expect(report.steps.map(\.outcome) == [.succeeded, .interrupted, .skipped, .notRun])
    #expect(try database.integer("SELECT count(*) FROM rooms") == 0)
    #expect(
      report.failureText() == """
        interrupted in step 02_rooms
        what earlier steps wrote is in the database, what this one wrote is undone; \
        1 step was not run; go on with: seedbed run

        """)
  }

  @Test func anInterruptionAfterTheLastStepLeavesOutTheChecks() async throws {
    let interruption = Interruption()
    var reports = TinyApplication.reports
    reports.body = { context in
      context.database.writesNothing(because: "there is nothing to report")
      context.interruption.request()
    }
    let report = try await TinyRun(
      application: application(replacing: reports), interruption: interruption)(
        on: TemporaryDatabase())
    #expect(report.exitStatus == .interrupted)
    #expect(report.steps.last?.outcome == .succeeded)
    #expect(report.failure == nil)
    #expect(report.validation == nil)
    #expect(report.metrics == nil)
    #expect(report.failureText().contains("go on with: seedbed run"))
  }

  @Test func anInterruptionBetweenStepsEndsTheRunBeforeTheNext() async throws {
    let interruption = Interruption()
    var houses = TinyApplication.houses
    houses.body = { context in
      try await TinyApplication.houses.run(context)
      context.interruption.request()
    }
    let report = try await TinyRun(
      application: application(replacing: houses), interruption: interruption)(
        on: TemporaryDatabase())
    #expect(report.exitStatus == .interrupted)
    #expect(report.steps.map(\.outcome) == [.succeeded, .notRun, .skipped, .notRun])
    #expect(
      report.failureText() == """
        interrupted before step 02_rooms
        what earlier steps wrote is in the database; 2 steps were not run; go on with: seedbed run

        """)
  }

  @Test func aWarningEndsInFailureOnlyInStrictMode() async throws {
    let lenient = try await TinyRun()(on: TemporaryDatabase())
    #expect(lenient.exitStatus == .done)
    #expect(lenient.validation?.warnings.map(\.id) == ["guests"])
    let strict = try await TinyRun(environment: ["SEED_VALIDATION_STRICT": "true"])(
      on: TemporaryDatabase())
    #expect(strict.exitStatus == .validationFailed)
    #expect(strict.validation?.errors.map(\.id) == ["guests"])
    let without = try await TinyRun(
      environment: ["SEED_VALIDATION_STRICT": "true", "SKIP_SEED_VALIDATION": "true"])(
        on: TemporaryDatabase())
    #expect(without.exitStatus == .done)
    #expect(without.validation == nil)
    #expect(without.validationSkipped == "SKIP_SEED_VALIDATION is true")
  }

  @Test func refusesADatabaseWhoseTablesDoNotFit() async throws {
    let database = try TemporaryDatabase(schema: "CREATE TABLE houses (id INTEGER PRIMARY KEY)")
    let report = try await TinyRun()(on: database)
    #expect(report.exitStatus == .refused)
    #expect(report.steps.map(\.outcome) == [.notRun, .notRun, .skipped, .notRun])
    #expect(
      report.failureText() == """
        refused: the database's tables do not fit steps/schema/sqlite.sql:
          the table guests is missing
          the column houses.name is missing
          the column houses.created_at is missing
          the column houses.updated_at is missing
          the unique key (name) of houses is missing
          the table rooms is missing
        point DATABASE_URL at an empty database, or change these tables to fit

        """)
  }

  @Test func aSchemaThatCannotBeCreatedLeavesNothing() async throws {
    let database = try TemporaryDatabase()
    let schema = ApplicationSchema(name: "s.sql", sql: "CREATE TABLE a (id int); CREATE TABEL b;")
    let report = try await TinyRun(schema: schema)(on: database)
    #expect(report.exitStatus == .failed)
    #expect(try database.session.catalog().tables.isEmpty)
    #expect(
      report.failureText().hasSuffix(
        "\nno step was run; put that right, then go on with: seedbed run\n"))
  }

  @Test func aCheckThatCannotBeEvaluatedEndsTheRunAfterItsSteps() async throws {
    let check = SeedCheck.noRows("broken", .quality, "Broken", sql: "SELECT * FROM nowhere")
    let report = try await TinyRun(application: TinyApplication.make(checks: [check]))(
      on: TemporaryDatabase())
    #expect(report.exitStatus == .failed)
    #expect(report.steps[1].outcome == .succeeded)
    let lines = report.failureText().split(separator: "\n")
    #expect(lines[0].hasPrefix("failed: the check broken could not be evaluated: no such table"))
    #expect(
      lines[1] == "the steps are done; put that right, then go on with: seedbed run")
  }

  @Test func goesOnWithTheSameFlagsAndSelection() async throws {
    var rooms = TinyApplication.rooms
    rooms.body = { _ in throw Failure() }
    let application = application(replacing: rooms)
    let flags = try FlagResolver.resolve(
      declarations: application.allFlags, environment: ["SEED": "3"],
      options: [
        ("--seed-with-guests", nil), ("--database-url", "sqlite:a b.db"),
        ("--batch-guest-count", "7"),
      ], now: Timestamp(seconds: 0))
    let database = try TemporaryDatabase()
    let report = await Orchestrator(
      plan: try RunPlan(
        application: application, flags: flags, selection: StepSelection(skip: ["*_reports"])),
      configuration: try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 0)),
      session: database.session, schema: TinyApplication.schema,
      reference: ReferenceLibrary(directory: ""), reporter: QuietReporter()
    ).run()
    #expect(
      report.failureText().hasSuffix(
        "go on with: seedbed run --database-url 'sqlite:a b.db' --seed-with-guests "
          + "--batch-guest-count 7 --skip '*_reports'\n"))
  }
}
