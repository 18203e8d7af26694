import PostgresTestServer
import Synchronization
import Testing

@testable import Seedbed
@testable import SeedbedPostgres

/// A step and another transaction that wait for each other.
@Suite struct PostgresDeadlockTests {
  private struct Step: SeedStep {
    let id: StepID = "01_sums"
    let title = "Sums"
    let body: @Sendable (SeedContext) throws -> Void
    func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [] }
    func run(_ context: SeedContext) async throws { try body(context) }
  }

  private final class Notes: Reporter, RunObserver {
    let texts = Mutex<[String]>([])
    func note(_ text: String) { texts.withLock { $0.append(text) } }
    func warning(_ text: String) {}
    func progress(_ progress: BulkProgress) {}
    func runStarted(_ headerLines: [String]) {}
    func stepStarted(_ step: PlannedStep, of stepCount: Int) {}
    func stepEnded(_ step: PlannedStep, of stepCount: Int, outcome: StepOutcome) {}
    func phaseStarted(_ title: String) {}
    func phaseEnded(_ duration: Duration) {}
  }

  @Test func aStepInADeadlockIsDoneAgain() async throws {
    let database = try PostgresTestDatabase()
    let schema = ApplicationSchema(
      name: "postgres.sql",
      sql: """
        CREATE TABLE a (n bigint NOT NULL); CREATE TABLE b (n bigint NOT NULL);
        INSERT INTO a VALUES (0); INSERT INTO b VALUES (0);
        """)
    _ = try schema.prepare(in: database.session)
    let parameters = database.parameters
    // Who waits longest before it looks for a deadlock never finds one: the step does.
    let rival = try database.secondSession()
    try rival.executeScript("SET deadlock_timeout = '1h'")
    try rival.begin()
    try rival.execute("UPDATE b SET n = n + 10", [])
    nonisolated(unsafe) let other = rival
    let thread = Mutex<WorkerThread?>(nil)
    let attempts = Atomic(0)
    let step = Step { context in
      // Done again, it finds the rival through: else both might lock each other out once more.
      thread.withLock { $0.take() }?.join()
      try context.database.session.execute("SET LOCAL deadlock_timeout = '10ms'", [])
      try context.database.execute("UPDATE a SET n = n + 1", updating: "a")
      if attempts.add(1, ordering: .relaxed).newValue == 1 {
        let started = try WorkerThread {
          _ = try? other.execute("UPDATE a SET n = n + 10", [])
          try? other.commit()
        }
        thread.withLock { $0 = started }
        let observer = try PostgresEngine.open(parameters)
        defer { observer.close() }
        var isWaiting = false
        while !isWaiting {
          try observer.query(
            "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'",
            [.integer(Int64(other.backendPID))]
          ) { _ in isWaiting = true }
        }
      }
      try context.database.execute("UPDATE b SET n = n + 1", updating: "b")
    }
    let application = SeedApplication(
      name: "Sums", steps: [step], flags: [], schemaFolder: "", checks: [], metrics: [])
    let flags = try FlagResolver.resolve(
      declarations: application.allFlags, environment: [:], options: [], now: Timestamp(seconds: 0))
    let notes = Notes()
    let report = await Orchestrator(
      plan: try RunPlan(application: application, flags: flags),
      configuration: try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 0)),
      session: database.session, schema: schema, reference: ReferenceLibrary(directory: ""),
      reporter: notes
    ).run()
    thread.withLock { $0.take() }?.join()
    rival.close()
    #expect(report.exitStatus == .done, "\(report.steps)")
    #expect(attempts.load(ordering: .relaxed) == 2)
    let repeated = notes.texts.withLock { $0 }.filter { $0.contains("01_sums is done again") }
    #expect(repeated.count == 1)
    #expect(repeated.first?.contains("deadlock_detected") == true)
    #expect(try database.integer("SELECT a.n * 100 + b.n FROM a, b") == 1111)
  }
}
