/// Collects the figures of an application from a seeded database.
public enum MetricsCollector {
  /// Evaluates every metric and counts the rows of every table.
  ///
  /// - Parameters:
  ///   - metrics: the application's figures.
  ///   - session: the connection to the seeded database.
  ///   - catalog: the application's tables.
  ///   - measuresBytes: whether each table's bytes are measured too, for which an engine may have to
  ///     read the whole database.
  ///
  /// Throws `MetricError`, which names the metric, or the engine's error.
  public static func collect(
    metrics: [SeedMetric], session: any DatabaseSession, catalog: SchemaCatalog,
    measuresBytes: Bool = true
  ) throws -> MetricsReport {
    let workers = QueryWorkers(session: session)
    let figureTasks: [QueryWorkers.Task<MetricsReport.Figure>] = metrics.map { metric in
      { session in
        do {
          return try figure(metric, session)
        } catch let error {
          throw MetricError(metric: metric.id, cause: error)
        }
      }
    }
    let figures = try workers.run(figureTasks)
    let bytes = measuresBytes ? try session.byteCounts() : [:]
    let sizeTasks: [QueryWorkers.Task<MetricsReport.TableSize>] =
      catalog.tables.sorted { $0.name < $1.name }.map { table in
        { session in
          var count = 0
          try session.query("SELECT count(*) FROM \(SQLIdentifier(table.name))", []) { row in
            count = Int(row[0].asInt64 ?? 0)
          }
          return MetricsReport.TableSize(name: table.name, rows: count, bytes: bytes[table.name])
        }
      }
    return MetricsReport(figures: figures, tables: try workers.run(sizeTasks))
  }

  private static func figure(
    _ metric: SeedMetric, _ session: any DatabaseSession
  ) throws -> MetricsReport.Figure {
    var scalar: MetricsReport.Number?
    var isScalar = false
    var rows: [MetricsReport.Row] = []
    try session.query(metric.sql, []) { row in
      switch row.values.count {
      case 1:
        if !isScalar { scalar = number(row[0]) }
        isScalar = true
      case 2: rows.append(.init(label: row[0].displayText, value: number(row[1])))
      default: throw MetricShape(columnCount: row.values.count)
      }
    }
    return MetricsReport.Figure(
      id: metric.id, title: metric.title, value: scalar, rows: isScalar ? nil : rows)
  }

  /// The number that a value is; nil for NULL, infinities and what is no number.
  private static func number(_ value: DatabaseValue) -> MetricsReport.Number? {
    if let number = value.asInt64 { return .integer(Int(number)) }
    let number = value.asDouble ?? value.asString.flatMap(Double.init)
    return number.flatMap { $0.isFinite ? .real($0) : nil }
  }
}

/// A metric that could not be evaluated.
public struct MetricError: Error, CustomStringConvertible {
  /// The metric's id.
  public let metric: String
  /// What went wrong.
  public let cause: any Error

  /// The metric, and what went wrong.
  public var description: String { "the metric \(metric) could not be evaluated: \(cause)" }
}

/// A metric's query returned rows of a width that means nothing.
private struct MetricShape: Error, CustomStringConvertible {
  let columnCount: Int

  var description: String {
    "its query returns \(columnCount) columns; return one number, or a label and a number"
  }
}
