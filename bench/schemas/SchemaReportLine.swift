internal import SchemaSamples
internal import Seedbed
internal import SeedbedFill

/// One sample schema: what is in it, what came of filling it, and how specific its texts are.
struct SchemaReportLine {
  /// The names of the columns, as Markdown.
  static let head = """
    | schema | tables | columns | unique keys | foreign keys | CHECKs | exclusions | filled | \
    not filled, and why | rows | seconds | broken | texts specific | by type | complaints |
    |---|---:|---:|---:|---:|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|
    """

  /// The line, as Markdown.
  let text: String

  /// Fills a new database with the sample's tables.
  init(_ sample: SampleSchema, rowCount: Int) {
    do {
      let filled = try SampleFill(sample, rowCount: rowCount, keepsGoing: true)
      text = Self.line(sample, try Self.cells(of: filled))
    } catch {
      let reason = "\(error)".split(separator: "\n").joined(separator: "; ")
      text = Self.line(sample, ["the fill fails: \(reason)"])
    }
  }

  private static func line(_ sample: SampleSchema, _ cells: [String]) -> String {
    "| \(sample) | \(cells.joined(separator: " | ")) |"
  }

  private static func cells(of filled: SampleFill) throws -> [String] {
    let tables = filled.schema.tables.filter { table in
      switch table.kind {
      case .ordinary, .partitioned: true
      case .partition, .other: false
      }
    }
    let report = filled.report
    let names = Set(tables.map(\.name.description))
    let unfilled = report.tables
      .filter {
        $0.outcome != .filled && $0.outcome != .filledByTriggers && names.contains($0.name)
      }
      .map { "\($0.name): \($0.reason ?? "")" }
    let left = Set(report.tables.filter { $0.outcome == .left }.map(\.name))
    let texts = TextShare(
      tables.filter { !left.contains($0.name.description) }, filled.explanation)
    let counts: [Int] = [
      tables.count, tables.reduce(0) { $0 + $1.columns.count },
      tables.reduce(0) { $0 + $1.uniqueKeys.count }, tables.reduce(0) { $0 + $1.foreignKeys.count },
      tables.reduce(0) { $0 + $1.checks.count }, tables.reduce(0) { $0 + $1.exclusions.count },
      tables.count - unfilled.count,
    ]
    return counts.map(String.init) + [
      unfilled.isEmpty ? "" : unfilled.joined(separator: "; "), "\(report.rowCount)",
      "\((report.durationSeconds * 100).rounded() / 100)", "\(try filled.violations().count)",
      texts.share(texts.specificCount), texts.share(texts.typeCount),
      texts.share(texts.complaintCount),
    ]
  }
}

/// How the text columns of some tables are filled, those of foreign keys left out.
private struct TextShare {
  private(set) var specificCount = 0
  private(set) var typeCount = 0
  private(set) var complaintCount = 0

  init(_ tables: [RelationalTable], _ explanation: FillExplanation) {
    for table in tables {
      let referring = Set(table.foreignKeys.flatMap(\.columns))
      let decided = explanation.tables.first { $0.name == table.name.description }
      for column in table.columns where column.isText && !referring.contains(column.name) {
        guard let decided else {
          complaintCount += 1
          continue
        }
        switch decided.columns.first(where: { $0.name == column.name })?.confidence {
        case "guess": typeCount += 1
        case nil: complaintCount += 1
        default: specificCount += 1
        }
      }
    }
  }

  func share(_ count: Int) -> String {
    let all = specificCount + typeCount + complaintCount
    return all == 0 ? "" : "\(count) (\(count * 100 / all) %)"
  }
}

extension RelationalColumn {
  fileprivate var isText: Bool {
    guard source == .writer else { return false }
    switch type.underlying {
    case .text, .caseInsensitiveText: return true
    default: return false
    }
  }
}
