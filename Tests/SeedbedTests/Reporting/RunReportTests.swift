import Foundation
import Seedbed
import SeedbedTestSupport
import Testing

@testable import Seedbed

@Suite struct RunReportTests {
  /// A report with everything in it and times that do not change.
  static func make() async throws -> RunReport {
    var run = TinyRun(
      environment: ["SEED_WITH_GUESTS": "1"], selection: StepSelection(only: ["2", "3"]))
    run.application = TinyApplication.make(checks: [TinyApplication.checks[1]])
    var report = try await run(on: TemporaryDatabase())
    report.configuration.engine = "SQLite 3"
    report.durationSeconds = 1.25
    report.statementCount = 17
    for index in report.steps.indices where report.steps[index].durationSeconds != nil {
      report.steps[index].durationSeconds = Double(index + 1) * 0.004
      report.steps[index].statementCount = index + 3
    }
    report.steps[2].failure = StepReport.Failure(
      message: "step 03_guests: no", step: "03_guests", table: "guests", row: 1)
    report.validationSkipped = nil
    report.validation = ValidationReport(
      isStrict: false,
      results: [
        ValidationReport.Result(
          id: "houses", kind: .minimum, title: "There is a house", passed: true, count: 1,
          required: 1, offenders: [], durationSeconds: 0.001)
      ])
    report.metrics = MetricsReport(
      figures: [
        .init(id: "mean", title: "Mean", value: .real(1.5), rows: nil),
        .init(
          id: "by", title: "By", value: nil, rows: [.init(label: "Old mill", value: .integer(2))]),
      ], tables: [.init(name: "rooms", rows: 2, bytes: 8_192)])
    return report
  }

  @Test func survivesJSON() async throws {
    let report = try await Self.make()
    let text = try JSONText.encode(report)
    #expect(try JSONText.decode(RunReport.self, from: text) == report)
    #expect(text.hasSuffix("}\n"))
    #expect(text.contains("\"exitStatus\" : 0"))
    #expect(text.contains("\"schemaVersion\" : 1"))
  }

  @Test func everyFieldIsDocumented() async throws {
    var report = try await Self.make()
    report.failure = "x"
    report.checkpoint = CheckpointChoice(snapshot: "x", reason: "x")
    report.validationSkipped = "x"
    report.stepsFolder = "x"
    report.steps[0].reason = "x"
    report.steps[0].cause = "x"
    let fields = try Self.fields(of: report)
    #expect(try Self.documentedFields("| `").symmetricDifference(fields).sorted() == [])
  }

  @Test func everyFieldOfThePlanIsDocumented() throws {
    let application = TinyApplication.standard
    let plan = try RunPlan(
      application: application, flags: FlagValues(defaultsOf: application.allFlags))
    var report = PlanReport(plan, try PlanTextTests.outlook(plan))
    report.refusal = "x"
    report.checkpoint = CheckpointChoice(snapshot: "x", reason: "x")
    let fields = try Self.fields(of: report)
    #expect(try Self.documentedFields("| plan `").symmetricDifference(fields).sorted() == [])
  }

  /// The paths of all fields of a report as JSON.
  static func fields(of report: some Encodable) throws -> Set<String> {
    let json = try JSONSerialization.jsonObject(with: Data(JSONText.encode(report).utf8))
    var paths: Set<String> = []
    func collect(_ value: Any, _ path: String) {
      if let object = value as? [String: Any] {
        for (key, value) in object {
          let inner = path.isEmpty ? key : "\(path).\(key)"
          paths.insert(inner)
          collect(value, inner)
        }
      } else if let array = value as? [Any] {
        for value in array { collect(value, path + "[]") }
      }
    }
    collect(json, "")
    return paths
  }

  /// The fields in the tables of the document whose rows begin so.
  static func documentedFields(_ beginning: String) throws -> Set<String> {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let document = try String(
      contentsOf: root.appendingPathComponent("docs/run-report.md"), encoding: .utf8)
    return Set(
      document.split(separator: "\n").filter { $0.hasPrefix(beginning) }
        .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) })
  }

  @Test func holdsNoSecret() async throws {
    let flags = try FlagResolver.resolve(
      declarations: TinyApplication.standard.allFlags,
      environment: ["DATABASE_URL": "postgres://me:secret@host/db"], options: [],
      now: Timestamp(seconds: 0))
    let database = try TemporaryDatabase()
    let report = await Orchestrator(
      plan: try RunPlan(application: TinyApplication.standard, flags: flags),
      configuration: try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 0)),
      session: database.session, schema: TinyApplication.schema,
      reference: ReferenceLibrary(directory: ""), reporter: QuietReporter()
    ).run()
    let text = try JSONText.encode(report)
    #expect(!text.contains("secret"))
    #expect(text.contains("postgres://me:***@host/db"))
  }

  @Test func summarisesTheRun() async throws {
    var report = try await Self.make()
    report.steps[1].rows?[0].unchanged = 4
    #expect(
      report.summaryText() == """
        Steps by time
          03_guests  12 ms  3 rows  5 statements
          02_rooms    8 ms  2 rows  4 statements
          01_houses   4 ms   1 row  3 statements

        Rows written
          guests 3, rooms 2, houses 1

        Total  3 steps, 1 skipped, 6 rows written, 4 unchanged, 17 SQL statements, 1.25 s

        """)
  }

  @Test func listsNoMoreThanTheTenSlowestSteps() async throws {
    var report = try await Self.make()
    let step = report.steps[1]
    report.steps = (1...12).map { number in
      var copy = step
      copy.position = number
      copy.durationSeconds = number == 3 ? 0.5 : 0.001
      return copy
    }
    #expect(report.slowestSteps.map(\.position) == [3, 1, 2, 4, 5, 6, 7, 8, 9, 10])
    #expect(report.summaryText().hasPrefix("The 10 slowest steps\n"))
  }

  @Test func keepsEveryLineWithinAHundredColumns() async throws {
    var report = try await Self.make()
    report.steps[1].rows = (1...40).map {
      StepReport.TableRows(
        table: "a_rather_long_name_\($0)", inserted: $0 * 1_000, updated: 0, unchanged: 0)
    }
    let lines = report.summaryText().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 100 && !$0.hasSuffix(" ") })
  }
}
