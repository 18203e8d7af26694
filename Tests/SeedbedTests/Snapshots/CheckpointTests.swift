import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import Seedbed

/// Which snapshot a run goes on from.
@Suite struct CheckpointTests {
  static let withGuests = TinyRun(environment: ["SEED_WITH_GUESTS": "1"])

  /// The manifest that a save would write: of the steps up to one, each of which took some seconds.
  static func manifest(
    _ name: String, of run: TinyRun = withGuests, until last: String? = nil, seconds: Double = 60,
    at createdAt: String = "2026-03-01T00:00:00Z", bytes: Int = 1_000_000,
    after change: (TemporaryDatabase) throws -> Void = { _ in }
  ) async throws -> SnapshotManifest {
    let database = try TemporaryDatabase()
    var run = run
    run.selection = StepSelection(until: last)
    let report = try await run(on: database)
    #expect(report.exitStatus == .done, "\(report.failureText())")
    try database.session.execute("UPDATE seedbed_steps SET duration_seconds = \(seconds)", [])
    try change(database)
    let catalog = try database.session.catalog()
    return SnapshotManifest(
      name: name, id: name, kind: .file, createdAt: createdAt, toolVersion: "0.0.1",
      engine: .init(name: "sqlite", version: "SQLite 3"),
      schema: .init(scriptDigest: "", fingerprint: ""),
      origin: try SnapshotOrigin(of: database.session),
      digest: try DatabaseDigest.compute(session: database.session, catalog: catalog),
      files: [.init(name: "database.sqlite", bytes: bytes, sha256: "")], isCompressed: false,
      server: nil)
  }

  /// Chooses for a run on a database, which is empty unless given.
  static func choose(
    _ manifests: [SnapshotManifest], for run: TinyRun = withGuests,
    on database: TemporaryDatabase? = nil
  ) throws -> (choice: CheckpointChoice, checkpoint: Checkpoint?) {
    let database = try database ?? TemporaryDatabase()
    let flags = try FlagResolver.resolve(
      declarations: run.application.allFlags, environment: run.environment, options: [],
      now: Timestamp(seconds: 0))
    let search = CheckpointSearch(
      plan: try RunPlan(application: run.application, flags: flags),
      configuration: try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 0)),
      catalog: try database.session.catalog(ofScript: run.schema.sql),
      reference: ReferenceLibrary(directory: run.referenceFolder), sources: run.sources)
    let (choice, checkpoint) = search.choose(
      among: manifests, insteadOf: try run.outlook(on: database))
    #expect(choice.snapshot == checkpoint?.manifest.name)
    return (choice, checkpoint)
  }

  @Test func takesASnapshotForADatabaseThatIsEmpty() async throws {
    let (choice, checkpoint) = try Self.choose([try await Self.manifest("all")])
    #expect(checkpoint?.stepCount == 4)
    #expect(checkpoint?.outlook.works == [.rest, .rest, .rest, .rest])
    #expect(
      choice
        == CheckpointChoice(
          snapshot: "all",
          reason: "all of 2026-03-01T00:00:00 holds 4 of the 4 steps; restoring it takes about "
            + "54 ms, the steps that it spares took 4 min 00 s"))
  }

  @Test func runsOnlyWhatFollowsThePrefix() async throws {
    let (_, checkpoint) = try Self.choose([try await Self.manifest("two", until: "2")])
    #expect(checkpoint?.stepCount == 2)
    #expect(checkpoint?.outlook.works == [.replay, .replay, .run, .run])
  }

  @Test func takesTheNewestOfThoseThatHoldAsMuch() async throws {
    let manifests = [
      try await Self.manifest("a", at: "2026-03-01T00:00:00Z"),
      try await Self.manifest("c", at: "2026-03-03T00:00:00Z"),
      try await Self.manifest("b", at: "2026-03-02T00:00:00Z"),
    ]
    #expect(try Self.choose(manifests).choice.snapshot == "c")
    #expect(try Self.choose(manifests.reversed()).choice.snapshot == "c")
  }

  @Test func takesTheOneThatHoldsMoreThoughAnotherIsNewer() async throws {
    let manifests = [
      try await Self.manifest("early", until: "1", at: "2026-03-05T00:00:00Z"),
      try await Self.manifest("late", until: "3", at: "2026-03-01T00:00:00Z"),
    ]
    #expect(try Self.choose(manifests).choice.snapshot == "late")
  }

  @Test func takesAnotherOneWhereTheLargestCostsTooMuch() async throws {
    let manifests = [
      try await Self.manifest("all", bytes: 900_000_000_000),
      try await Self.manifest("two", until: "2"),
    ]
    #expect(try Self.choose(manifests).choice.snapshot == "two")
  }

  @Test func leavesASnapshotThatIsNotQuicker() async throws {
    let quick = try await Self.manifest("quick", seconds: 0.001)
    let (choice, _) = try Self.choose([quick])
    #expect(choice.snapshot == nil)
    #expect(
      choice.reason.hasPrefix("none: quick of 2026-03-01T00:00:00 holds 4 of the 4 steps, but"))
    #expect(choice.reason.hasSuffix("the steps that it spares took 4 ms"))
  }

  /// What is done in the database and would be gone counts against a snapshot.
  @Test(arguments: [(seconds: 10.0, isTaken: true), (seconds: 1_000.0, isTaken: false)])
  func weighsWhatWouldBeLost(seconds: Double, isTaken: Bool) async throws {
    let database = try TemporaryDatabase()
    _ = try await Self.withGuests(on: database)
    // The first step is to be repeated, and took long; the last one would be after the restore.
    try database.session.execute("DELETE FROM seedbed_steps WHERE step = '01_houses'", [])
    try database.session.execute(
      "UPDATE seedbed_steps SET duration_seconds = \(seconds) WHERE step = '04_reports'", [])
    let snapshot = try await Self.manifest("three", until: "3")
    let (choice, checkpoint) = try Self.choose([snapshot], on: database)
    #expect((choice.snapshot != nil) == isTaken, "\(choice.reason)")
    #expect(choice.reason.contains("repeating what it does not hold"))
    if isTaken { #expect(checkpoint?.outlook.works.last == .run) }
  }

  @Test func needsNoneWhereEveryStepIsFresh() async throws {
    let database = try TemporaryDatabase()
    _ = try await Self.withGuests(on: database)
    let (choice, _) = try Self.choose([try await Self.manifest("all")], on: database)
    #expect(
      choice == CheckpointChoice(snapshot: nil, reason: "none is needed: every step is fresh"))
  }

  @Test func saysThatThereAreNone() throws {
    #expect(try Self.choose([]).choice.reason == "none: there are no snapshots")
  }

  /// What keeps a snapshot from being taken, and how that is said.
  @Test func refusesWhatIsNotABeginningOfTheRun() async throws {
    func reason(
      _ manifest: SnapshotManifest, for run: TinyRun = Self.withGuests
    ) throws -> String {
      let (choice, _) = try Self.choose([manifest], for: run)
      #expect(choice.snapshot == nil)
      return choice.reason
    }
    let all = try await Self.manifest("all")
    func otherwise(_ name: String, _ value: String) -> TinyRun {
      var run = Self.withGuests
      run.environment[name] = value
      return run
    }
    #expect(try reason(all, for: otherwise("SEED", "7")) == "none fits: all: it has SEED 42")
    #expect(
      try reason(all, for: otherwise("SEED_AS_OF", "2027-01-01T00:00:00Z"))
        == "none fits: all: it has SEED_AS_OF 2026-01-01T00:00:00Z")
    #expect(
      try reason(all, for: otherwise("BATCH_GUEST_COUNT", "2"))
        == "none fits: all: step 03_guests in it is changed: flag BATCH_GUEST_COUNT 3 to 2")
    #expect(
      try reason(all, for: otherwise("SEED_WITH_GUESTS", "0"))
        == "none fits: all: it holds step 03_guests, which this run leaves out")
    var rooms = TinyApplication.rooms
    rooms.version = 2
    var changed = Self.withGuests
    changed.application = LedgerTests.application(replacing: rooms)
    #expect(
      try reason(all, for: changed)
        == "none fits: all: step 02_rooms in it is changed: version 1 to 2")
    var shorter = Self.withGuests
    shorter.application = TinyApplication.make(
      steps: [TinyApplication.houses, TinyApplication.rooms, TinyApplication.guests])
    #expect(
      try reason(all, for: shorter) == "none fits: all: it holds step 04_reports, which is gone")
    var named = all
    named.origin.application = "Large"
    #expect(try reason(named) == "none fits: all: it is of the application Large")
    named.origin.application = nil
    #expect(try reason(named) == "none fits: all: no run has seeded it")
    let gap = try await Self.manifest("gap") {
      try $0.session.execute("DELETE FROM seedbed_steps WHERE step = '03_guests'", [])
    }
    #expect(
      try reason(gap) == "none fits: gap: it lacks step 03_guests, and holds later ones")
    let unfinished = try await Self.manifest("cut") {
      try $0.session.execute(
        "UPDATE seedbed_steps SET state = 'running', inputs = NULL WHERE step = '04_reports'", [])
    }
    #expect(
      try reason(unfinished)
        == "none fits: cut: step 04_reports in it is not finished in run 1")
    let emptied = try await Self.manifest("bare") {
      try $0.session.execute("DELETE FROM guests", [])
    }
    #expect(
      try reason(emptied)
        == "none fits: bare: step 03_guests in it is changed: the rows of guests are gone")
    let foreign = try await Self.manifest("own") {
      try $0.session.execute("INSERT INTO guests (name) VALUES ('somebody')", [])
    }
    #expect(
      try reason(foreign)
        == "none fits: own: it has rows that no run of Seedbed wrote: 1 in guests")
    let seeded = try await Self.manifest("none", until: "1") {
      try $0.session.execute("DELETE FROM seedbed_steps", [])
    }
    #expect(try reason(seeded) == "none fits: none: it does not hold the first step")
  }

  @Test func namesOnlySomeOfThoseThatDoNotFit() async throws {
    let one = try await Self.manifest("one", of: TinyRun(environment: ["SEED": "7"]))
    let many = (0..<7).map { number in
      var manifest = one
      manifest.name = "n\(number)"
      return manifest
    }
    let reason = try Self.choose(many).choice.reason
    #expect(reason.hasPrefix("none fits: n0: it has SEED 7; n1: it has SEED 7; "), "\(reason)")
    #expect(reason.hasSuffix("; n4: it has SEED 7; and 2 snapshots more"), "\(reason)")
  }

  /// A step that finds its rows keeps the time that it took to make them.
  @Test func remembersHowLongAStepTookToMakeItsRows() async throws {
    let database = try TemporaryDatabase()
    _ = try await Self.withGuests(on: database)
    try database.session.execute("UPDATE seedbed_steps SET duration_seconds = 60", [])
    var forced = Self.withGuests
    forced.isForced = true
    _ = try await forced(on: database)
    #expect(
      try SeedLedger.read(database.session).steps.map(\.durationSeconds) == [60, 60, 60, 60])
    try database.session.execute("DELETE FROM guests", [])
    _ = try await Self.withGuests(on: database)
    let after = try SeedLedger.read(database.session).steps.map { $0.durationSeconds ?? 60 }
    #expect(after[2] < 60)
  }
}
