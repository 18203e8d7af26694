extension Expression {
  /// The columns that it reads, each once, in order of occurrence.
  var columns: [ColumnReference] {
    switch self {
    case .column(let reference): [reference]
    case .binary(_, let a, let b):
      a.columns + b.columns.filter { !a.columns.contains($0) }
    case .floor(let operand): operand.columns
    case .number, .asOf, .random: []
    }
  }

  func bound(to asOf: Timestamp) -> Expression {
    switch self {
    case .asOf(.seconds): .number(Double(asOf.microseconds) / 1_000_000)
    case .asOf(.days): .number(Double(asOf.date.dayNumber))
    case .binary(let symbol, let a, let b):
      .binary(symbol, a.bound(to: asOf), b.bound(to: asOf))
    case .floor(let operand): .floor(operand.bound(to: asOf))
    case .number, .column, .random: self
    }
  }
}
