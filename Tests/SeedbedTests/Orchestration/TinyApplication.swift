import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Synchronization

/// A step whose parts are closures.
struct TestStep: SeedStep {
  var id: StepID
  var version = 1
  var title = ""
  var requires: ContextKeys = .none
  var provides: ContextKeys = .none
  var flag: Flag<Bool>?
  var commits: StepCommits = .once
  var estimates: [TableEstimate] = []
  var body: @Sendable (SeedContext) async throws -> Void = { context in
    context.database.writesNothing(because: "it is empty")
  }

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { estimates }
  func run(_ context: SeedContext) async throws { try await body(context) }
}

extension ContextKey where Value == Int64 {
  static var house: Self { Self("house") }
  static var room: Self { Self("room") }
}

/// A house with rooms and guests: an application of four steps on real tables.
enum TinyApplication {
  static let withGuests = Flag<Bool>.enables("SEED_WITH_GUESTS", "Seeds the guests")
  static let skipReports = Flag<Bool>.skips("SKIP_SEED_REPORTS", "Skips the reports")
  static let guestCount = Flag<Int>.count(
    "BATCH_GUEST_COUNT", "How many guests there are", default: 3, in: 1...5_000)
  static let guestSize = Flag<Int>.count(
    "BATCH_SIZE", "How large they are", default: 3, in: 1...9)
  static let flags = [
    withGuests.declaration, skipReports.declaration, guestCount.declaration, guestSize.declaration,
  ]

  static let schema = ApplicationSchema(
    name: "steps/schema/sqlite.sql",
    sql: """
      CREATE TABLE houses (
        id INTEGER PRIMARY KEY, name varchar(40) NOT NULL UNIQUE,
        created_at datetime NOT NULL, updated_at datetime NOT NULL
      );
      CREATE TABLE rooms (
        id INTEGER PRIMARY KEY, house_id bigint NOT NULL REFERENCES houses (id),
        number integer NOT NULL CHECK (number > 0), UNIQUE (house_id, number)
      );
      CREATE TABLE guests (
        id INTEGER PRIMARY KEY, room_id bigint REFERENCES rooms (id),
        host_id bigint REFERENCES guests (id), name text NOT NULL
      );
      """)

  static let houses = TestStep(
    id: "01_houses", title: "Houses", provides: ContextKeys(ContextKey.house),
    estimates: [TableEstimate("houses", 1)]
  ) { context in
    let id = try context.database.upsert("houses", by: "name", values: ["name": "Old mill"])
    context.provide(.house, id)
  }

  static let rooms = TestStep(
    id: "02_rooms", title: "Rooms", requires: ContextKeys(ContextKey.house),
    provides: ContextKeys(ContextKey.room), estimates: [TableEstimate("rooms", 1_200)]
  ) { context in
    let house = try context.require(.house)
    for number in 1...2 {
      let id = try context.database.upsert(
        "rooms", by: "house_id", "number", values: ["house_id": house, "number": number])
      context.provide(.room, id)
    }
  }

  static let guests = TestStep(
    id: "03_guests", title: "Guests", requires: ContextKeys(ContextKey.room), flag: withGuests,
    estimates: [TableEstimate("guests", 3)]
  ) { context in
    let room = try context.require(.room)
    for number in 1...context.flags[guestCount] {
      try context.database.upsert(
        "guests", by: "name", values: ["name": "Guest \(number)", "room_id": room])
    }
  }

  static let reports = TestStep(id: "04_reports", title: "Reports", flag: skipReports) { context in
    context.database.writesNothing(because: "there is nothing to report")
  }

  static let checks: [SeedCheck] = [
    .foreignKeys(),
    .atLeast(1, "houses", .minimum, "There is a house", sql: "SELECT count(*) FROM houses"),
    .atLeast(2, "guests", .quality, "There are guests", sql: "SELECT count(*) FROM guests"),
  ]

  static let metrics: [SeedMetric] = [
    SeedMetric("rooms", "Rooms in total", sql: "SELECT count(*) FROM rooms"),
    SeedMetric(
      "rooms_by_house", "Rooms by house",
      sql: "SELECT h.name, count(*) FROM houses h JOIN rooms r ON r.house_id = h.id GROUP BY 1"),
    SeedMetric("mean_number", "Mean number", sql: "SELECT avg(number) FROM rooms"),
    SeedMetric("mean_guest", "Mean guest", sql: "SELECT avg(id) FROM guests"),
  ]

  static func make(
    steps: [any SeedStep] = [houses, rooms, guests, reports],
    flags: [FlagDeclaration] = flags, checks: [SeedCheck] = checks
  ) -> SeedApplication {
    SeedApplication(
      name: "Tiny", steps: steps, flags: flags, schemaFolder: "steps/schema", checks: checks,
      metrics: metrics)
  }

  static let standard = make()
}

/// A run of an application on a database.
struct TinyRun {
  var application = TinyApplication.standard
  var environment: [String: String] = [:]
  var selection = StepSelection.all
  var schema = TinyApplication.schema
  var reporter: any RunReporter = QuietReporter()
  var interruption = Interruption()
  var isForced = false
  var sources: StepSources?
  var referenceFolder = "reference-data"

  func callAsFunction(on database: TemporaryDatabase) async throws -> RunReport {
    let flags = try FlagResolver.resolve(
      declarations: application.allFlags, environment: environment, options: [],
      now: Timestamp(seconds: 0))
    return await Orchestrator(
      plan: try RunPlan(application: application, flags: flags, selection: selection),
      configuration: try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 86_400)),
      session: database.session, schema: schema,
      reference: ReferenceLibrary(directory: referenceFolder), reporter: reporter,
      interruption: interruption, isForced: isForced, sources: sources, toolVersion: "0.0.1"
    ).run()
  }

  /// What a run would do with each step.
  func outlook(on database: TemporaryDatabase) throws -> RunOutlook {
    let flags = try FlagResolver.resolve(
      declarations: application.allFlags, environment: environment, options: [],
      now: Timestamp(seconds: 0))
    return try RunOutlook.read(
      plan: try RunPlan(application: application, flags: flags, selection: selection),
      configuration: try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 86_400)),
      session: database.session, schema: schema,
      reference: ReferenceLibrary(directory: referenceFolder), sources: sources,
      isForced: isForced)
  }
}

/// What was written, in the order in which it was.
final class Written: Sendable {
  private let pieces = Mutex<[String]>([])

  var text: String { pieces.withLock { $0.joined() } }
  var count: Int { pieces.withLock { $0.count } }
  func write(_ text: String) { pieces.withLock { $0.append(text) } }
}

/// The problems that some work throws; none when it throws nothing.
func problems(_ work: () throws(UsageProblems) -> Void) -> [String] {
  do {
    try work()
    return []
  } catch {
    return error.problems
  }
}
