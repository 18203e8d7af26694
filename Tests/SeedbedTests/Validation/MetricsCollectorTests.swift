import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import Seedbed

@Suite struct MetricsCollectorTests {
  func collect(
    _ metrics: [SeedMetric], _ database: TemporaryDatabase, measuresBytes: Bool = true
  ) throws -> MetricsReport {
    try MetricsCollector.collect(
      metrics: metrics, session: database.session, catalog: database.session.catalog(),
      measuresBytes: measuresBytes)
  }

  @Test func collectsNumbersLabelledRowsAndTables() async throws {
    let database = try TemporaryDatabase()
    _ = try await TinyRun()(on: database)
    let report = try collect(TinyApplication.metrics, database)
    #expect(report.figures.map(\.value) == [.integer(2), nil, .real(1.5), nil])
    #expect(
      report.figures.map(\.rows) == [
        nil, [MetricsReport.Row(label: "Old mill", value: .integer(2))], nil, nil,
      ])
    #expect(report.tables.map(\.name) == ["guests", "houses", "rooms"])
    #expect(report.tables.map(\.rows) == [0, 1, 2])
    #expect(report.tables.allSatisfy { ($0.bytes ?? 0) > 0 })
    #expect(report.byteCount == report.tables.reduce(0) { $0 + ($1.bytes ?? 0) })
    let small = try collect([], database, measuresBytes: false)
    #expect(small.tables.map(\.bytes) == [nil, nil, nil])
    #expect(
      try collect(TinyApplication.metrics, database, measuresBytes: false).text() == """
        Figures
          Rooms in total     2
          Rooms by house
            Old mill         2
          Mean number     1.50
          Mean guest         -

        Tables
          guests  0 rows
          houses   1 row
          rooms   2 rows
          total   3 rows

        """)
  }

  @Test func survivesJSON() async throws {
    let database = try TemporaryDatabase()
    _ = try await TinyRun()(on: database)
    let report = try collect(TinyApplication.metrics, database)
    #expect(try JSONText.decode(MetricsReport.self, from: JSONText.encode(report)) == report)
  }

  @Test(arguments: [
    ("SELECT * FROM nowhere", "the metric odd could not be evaluated: no such table: nowhere"),
    (
      "SELECT 1, 2, 3",
      "the metric odd could not be evaluated: its query returns 3 columns; "
        + "return one number, or a label and a number"
    ),
  ])
  func namesTheMetricThatCannotBeEvaluated(sql: String, message: String) throws {
    let database = try TemporaryDatabase()
    let error = #expect(throws: MetricError.self) {
      _ = try collect([SeedMetric("odd", "Odd", sql: sql)], database)
    }
    #expect(error?.description.hasPrefix(message) == true)
  }
}
