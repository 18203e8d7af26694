import Foundation
import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import Seedbed

/// What is repeated when something has changed, and what is left alone.
@Suite struct RunOutlookTests {
  typealias Work = RunOutlook.Work

  static let withGuests = ["SEED_WITH_GUESTS": "1"]

  static func run(_ database: TemporaryDatabase, _ run: TinyRun) async throws -> RunReport {
    let report = try await run(on: database)
    #expect(report.exitStatus == .done, "\(report.failureText())")
    return report
  }

  /// Runs once, and looks at what a run after a change would do; makes sure that the run does just
  /// that, and that nothing is left to do then.
  static func change(
    from before: TinyRun, to after: TinyRun, between: (TemporaryDatabase) throws -> Void = { _ in }
  ) async throws -> RunOutlook {
    let database = try TemporaryDatabase()
    _ = try await run(database, before)
    #expect(try before.outlook(on: database).standings.filter { !$0.isFresh }.count <= 1)
    try between(database)
    let outlook = try after.outlook(on: database)
    let report = try await run(database, after)
    for (work, step) in zip(outlook.works, report.steps) where step.outcome != .skipped {
      switch work {
      case .run: #expect(step.outcome == .succeeded, "\(step.id)")
      case .replay: #expect(step.outcome == .fresh && step.rows != nil, "\(step.id)")
      case .rest: #expect(step.outcome == .fresh && step.rows == nil, "\(step.id)")
      }
    }
    #expect(try after.outlook(on: database).works.allSatisfy { $0 == .rest })
    return outlook
  }

  @Test func nothingWasRunInANewDatabase() async throws {
    let outlook = try TinyRun(environment: Self.withGuests).outlook(on: TemporaryDatabase())
    #expect(outlook.standings.allSatisfy { $0 == .neverRun })
    #expect(outlook.works.allSatisfy { $0 == .run })
  }

  @Test func aChangedFlagRepeatsTheStepsThatReadIt() async throws {
    let outlook = try await Self.change(
      from: TinyRun(environment: Self.withGuests),
      to: TinyRun(
        environment: ["SEED_WITH_GUESTS": "1", "BATCH_GUEST_COUNT": "5", "BATCH_SIZE": "9"]))
    #expect(outlook.works == [.replay, .replay, .run, .rest])
    #expect(outlook.standings[2] == .changed(["flag BATCH_GUEST_COUNT 3 to 5"]))
  }

  @Test func aChangedVersionRepeatsTheStepAndThoseThatRequireIt() async throws {
    var rooms = TinyApplication.rooms
    rooms.version = 2
    let outlook = try await Self.change(
      from: TinyRun(environment: Self.withGuests),
      to: TinyRun(
        application: LedgerTests.application(replacing: rooms), environment: Self.withGuests))
    #expect(outlook.works == [.replay, .run, .run, .rest])
    #expect(outlook.standings[1] == .changed(["version 1 to 2"]))
    #expect(outlook.standings[2] == .changed(["requires 02_rooms, which changed"]))
  }

  @Test func aStepRepeatedAloneMakesItsDependentsStale() async throws {
    var rooms = TinyApplication.rooms
    rooms.version = 2
    let application = LedgerTests.application(replacing: rooms)
    let database = try TemporaryDatabase()
    _ = try await Self.run(database, TinyRun(environment: Self.withGuests))
    _ = try await Self.run(
      database,
      TinyRun(
        application: application, environment: Self.withGuests,
        selection: StepSelection(only: ["2"])))
    let after = try TinyRun(application: application, environment: Self.withGuests)
      .outlook(on: database)
    #expect(after.standings[2] == .changed(["requires 02_rooms, which was repeated"]))
  }

  @Test func aChangedReferenceFileRepeatsTheStepsThatReadIt() async throws {
    let folder = try TemporaryFolder()
    try folder.write("name\nold\n", to: "guests.tsv")
    try folder.write("name\nold\n", to: "others.tsv")
    var guests = TinyApplication.guests
    guests.body = { context in
      let room = try context.require(.room)
      for row in try context.reference.table("guests") {
        try context.database.upsert(
          "guests", by: "name", values: ["name": try row.text("name"), "room_id": room])
      }
    }
    let run = TinyRun(
      application: LedgerTests.application(replacing: guests), environment: Self.withGuests,
      referenceFolder: folder.path)
    let outlook = try await Self.change(from: run, to: run) { _ in
      try folder.write("name\nnew\n", to: "guests.tsv")
      try folder.write("name\nnew\n", to: "others.tsv")
    }
    #expect(outlook.works == [.replay, .replay, .run, .rest])
    #expect(outlook.standings[2] == .changed(["reference file guests.tsv"]))
  }

  @Test func aChangedSourceFileRepeatsItsStep() async throws {
    let folder = try TemporaryFolder()
    for name in ["01_Houses.swift", "02_Rooms.swift", "Registry.swift"] {
      try folder.write("// as it was", to: name)
    }
    func run() -> TinyRun {
      TinyRun(sources: StepSources(folder: folder.path, builtAt: nil))
    }
    let database = try TemporaryDatabase()
    _ = try await Self.run(database, run())
    // Nobody's source file.
    try folder.write("// otherwise", to: "Registry.swift")
    #expect(try run().outlook(on: database).works == [.rest, .rest, .rest, .rest])
    try folder.write("// otherwise", to: "02_Rooms.swift")
    let outlook = try run().outlook(on: database)
    #expect(outlook.works == [.replay, .run, .rest, .rest])
    #expect(outlook.standings[1] == .changed(["source file 02_Rooms.swift"]))
    _ = try await Self.run(database, run())
    #expect(try run().outlook(on: database).works == [.rest, .rest, .rest, .rest])
  }

  /// Who runs an old program has the step as it was; it is run again once the program is built.
  @Test func aSourceFileThatIsNotBuiltYetCountsAgainWhenItIs() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("// as it was", to: "01_Houses.swift")
    let written = try #require(StepSources.modificationTime(of: path))
    func run(builtSecondsLater seconds: Int) -> TinyRun {
      TinyRun(
        sources: StepSources(
          folder: folder.path,
          builtAt: Timestamp(microseconds: written.microseconds + Int64(seconds) * 1_000_000)))
    }
    let database = try TemporaryDatabase()
    _ = try await Self.run(database, run(builtSecondsLater: -60))
    #expect(try run(builtSecondsLater: -60).outlook(on: database).works[0] == .rest)
    let outlook = try run(builtSecondsLater: 60).outlook(on: database)
    #expect(outlook.standings[0] == .changed(["source file 01_Houses.swift"]))
    _ = try await Self.run(database, run(builtSecondsLater: 60))
    // A file that was only touched since has not changed.
    #expect(try run(builtSecondsLater: -60).outlook(on: database).works[0] == .rest)
  }

  @Test func aChangeToWhatStepsShareRepeatsAll() async throws {
    let folder = try TemporaryFolder()
    #expect(StepSources(folder: folder.path, builtAt: nil).shared == nil)
    try FileManager.default.createDirectory(
      atPath: folder.path("Support"), withIntermediateDirectories: false)
    try folder.write("// as it was", to: "Support/Shared.swift")
    let before = StepSources(folder: folder.path, builtAt: nil)
    try folder.write("// otherwise", to: "Support/Shared.swift")
    let after = StepSources(folder: folder.path, builtAt: nil)
    let outlook = try await Self.change(
      from: TinyRun(sources: before), to: TinyRun(sources: after))
    #expect(outlook.standings[0] == .changed(["source files that steps share"]))
    #expect(outlook.works == [.run, .run, .rest, .run])
  }

  @Test func aChangedSchemaRepeatsTheStepsThatWriteTheTable() async throws {
    let column = "ALTER TABLE guests ADD COLUMN shoe_size integer;"
    let schema = ApplicationSchema(
      name: TinyApplication.schema.name, sql: TinyApplication.schema.sql + column)
    let outlook = try await Self.change(
      from: TinyRun(environment: Self.withGuests),
      to: TinyRun(environment: Self.withGuests, schema: schema)
    ) { try $0.session.executeScript(column) }
    #expect(outlook.works == [.replay, .replay, .run, .rest])
    #expect(outlook.standings[2] == .changed(["schema of table guests"]))
  }

  @Test func stepsWhoseTablesWereEmptiedAreRepeated() async throws {
    let outlook = try await Self.change(
      from: TinyRun(environment: Self.withGuests), to: TinyRun(environment: Self.withGuests)
    ) { try $0.session.execute("DELETE FROM guests", []) }
    #expect(outlook.works == [.replay, .replay, .run, .rest])
    #expect(outlook.standings[2] == .changed(["the rows of guests are gone"]))
  }

  @Test func aDatabaseThatWasEmptiedByHandIsSeededAnew() async throws {
    let outlook = try await Self.change(
      from: TinyRun(environment: Self.withGuests), to: TinyRun(environment: Self.withGuests)
    ) { try $0.session.executeScript("DELETE FROM guests; DELETE FROM rooms; DELETE FROM houses") }
    #expect(outlook.standings.allSatisfy { $0 == .neverRun })
  }

  @Test func forcedStepsRunAndFindTheirRows() async throws {
    let database = try TemporaryDatabase()
    _ = try await Self.run(database, TinyRun(environment: Self.withGuests))
    let forced = TinyRun(environment: Self.withGuests, isForced: true)
    #expect(try forced.outlook(on: database).works == [.run, .run, .run, .run])
    let report = try await Self.run(database, forced)
    #expect(report.steps.map(\.outcome) == [.succeeded, .succeeded, .succeeded, .succeeded])
    #expect(report.steps.map(\.unchangedRowCount) == [1, 2, 3, 0])
    #expect(report.writtenRowCount == 0)
    #expect(report.steps[0].cause == "forced")
  }

  /// The lines of a reference file before and after, and the guests that there are then.
  @Test(arguments: [
    (before: "a b", after: "n b", guests: "n b", left: 0),
    ("a b", "n a b", "n a b", 0), ("a b c", "c b a", "a b c", 0), ("a b c", "b c", "a b c", 1),
    ("a b", "b n", "a b n", 1), ("a b", "b n m", "a b n m", 1), ("a b", "n m b a", "n m b a", 0),
  ])
  func aChangedFileRenamesAndAddsRows(
    before: String, after: String, guests: String, left: Int
  ) async throws {
    func file(_ names: String) -> String {
      "name\n" + names.split(separator: " ").joined(separator: "\n") + "\n"
    }
    let folder = try TemporaryFolder()
    var step = TinyApplication.guests
    step.body = { context in
      let room = try context.require(.room)
      for row in try context.reference.table("guests") {
        try context.database.upsert(
          "guests", by: "name", values: ["name": try row.text("name"), "room_id": room])
      }
    }
    let said = Written()
    let run = TinyRun(
      application: LedgerTests.application(replacing: step), environment: Self.withGuests,
      reporter: PlainReporter { said.write($0) }, referenceFolder: folder.path)
    let database = try TemporaryDatabase()
    try folder.write(file(before), to: "guests.tsv")
    _ = try await Self.run(database, run)
    try folder.write(file(after), to: "guests.tsv")
    _ = try await Self.run(database, run)
    let names = try database.column("SELECT name FROM guests ORDER BY id")
      .compactMap(\.asString).joined(separator: " ")
    #expect(names == guests)
    #expect(said.text.contains("of guests that step 03_guests") == (left > 0))
  }

  @Test func rowsThatAStepDoesNotWriteAnyMoreAreNamed() async throws {
    let database = try TemporaryDatabase()
    let run = TinyRun(environment: ["SEED_WITH_GUESTS": "1", "BATCH_GUEST_COUNT": "5"])
    _ = try await Self.run(database, run)
    let said = Written()
    let report = try await Self.run(
      database,
      TinyRun(
        environment: ["SEED_WITH_GUESTS": "1", "BATCH_GUEST_COUNT": "2"],
        reporter: PlainReporter { said.write($0) }))
    #expect(report.steps[2].unchangedRowCount == 2)
    #expect(
      said.text.contains(
        "3 rows of guests that step 03_guests does not write any more may still be there"))
    #expect(try database.integer("SELECT count(*) FROM guests") == 5)
  }
}
