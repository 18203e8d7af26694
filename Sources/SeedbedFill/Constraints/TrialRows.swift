import Seedbed

/// A few rows on which an expression is evaluated before it is trusted: what is not known how to
/// evaluate for a column's type shows there.
struct TrialRows {
  let scope: ExpressionScope

  /// Throws `UndecidableExpression` when a row needs what is not evaluated.
  func run(_ expression: SQLExpression) throws {
    switch expression {
    // Operands are tried one by one, so that one that decides hides no other.
    case .and(let all), .or(let all): for each in all { try run(each) }
    case .not(let inner): try run(inner)
    default: try tryRows(of: expression)
    }
  }

  private func tryRows(of expression: SQLExpression) throws {
    let columns = expression.columns
    let compiled = try ExpressionCompiler(columns: columns, scope: scope).compile(expression)
    let samples = columns.compactMap { scope.table[$0] }.map(samples)
    let cells = scope.cellTypes(of: columns)
    let rowCount = samples.map(\.count).max() ?? 1
    for row in 0..<rowCount {
      let values = zip(samples, cells).enumerated().map { index, pair -> SQLValue in
        // Columns are shifted against each other, so that they differ.
        let value = pair.0[(row + index) % pair.0.count]
        return scope.dialect == .sqlite
          ? pair.1.affinity.applied(to: value.storedBySQLite) : pair.1.postgresValue(value)
      }
      do throws(EvaluationError) {
        _ = try ExpressionCompiler.isTrue(try compiled(RowReader(values: values)))
      } catch .unsupported(let reason) {
        throw UndecidableExpression(reason)
      } catch {
        // The database fails on this row, which is an answer.
        continue
      }
    }
  }

  private func samples(_ column: RelationalColumn) -> [SQLValue] {
    switch column.type.underlying {
    case .boolean: [.bool(true), .bool(false)]
    case .integer: [.integer(2), .integer(7), .integer(1)]
    case .real: [.real(2.5), .real(7)]
    case .decimal: [.text("2.50"), .text("7"), .text("1.25")]
    case .text, .caseInsensitiveText, .any: [.text("abc"), .text("x1"), .text("Mno")]
    case .bytes: [.bytes([1, 2]), .bytes([3])]
    case .uuid:
      [
        .text("6f8a2c04-91be-4d3f-8a57-0c1d2e3f4a5b"),
        .text("0a1b2c3d-4e5f-4a6b-9c7d-8e9f0a1b2c3d"),
      ]
    case .date: [.date(20_000), .date(19_000)]
    case .timestamp: [.timestamp(1_700_000_000_000_000), .timestamp(1_600_000_000_000_000)]
    case .time(hasZone: false): [.text("08:30:00"), .text("17:00:00")]
    case .interval: [.text("1 day"), .text("02:00:00")]
    case .enumeration(_, let labels): labels.isEmpty ? [.null] : labels.prefix(3).map { .text($0) }
    case .array(let element):
      switch element.underlying {
      case .integer: [.text("{1,2}"), .text("{7}")]
      case .text, .caseInsensitiveText: [.text("{abc,x1}"), .text("{Mno}")]
      default: [.other("")]
      }
    default: [.other("a"), .other("b")]
    }
  }
}
