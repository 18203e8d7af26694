/// Some columns of a compiled plan's root table, computed for any rows in any order: what rows of
/// other tables refer to, recomputed and not stored.
package struct PlanRows: Sendable {
  private let plan: CompiledPlan
  private let positions: [Int]

  /// Takes a plan apart into the columns asked for and those that they are computed from.
  ///
  /// The names are of columns that the table's plan has.
  package init(_ plan: CompiledPlan, table: String, columns: [String]) {
    guard let position = plan.position(of: table) else {
      preconditionFailure("the plan has no table \(table)")
    }
    let table = plan.tables[position]
    precondition(table.parent == nil, "the table has a parent")
    let wanted = columns.compactMap { name in table.columns.firstIndex { $0.name == name } }
    precondition(wanted.count == columns.count, "the table's plan has all of these columns")
    let restricted = table.restricted(to: wanted)
    self.plan = CompiledPlan(name: plan.name, noun: plan.noun, tables: [restricted.table])
    positions = restricted.positions
  }

  /// The rows that there are.
  package var rowCount: Int { plan.tables[0].rowCount }
  /// The kind of each column's values.
  package var kinds: [ColumnVector.Kind] { positions.map { plan.tables[0].columns[$0].kind } }

  /// The first value of a column whose values are row numbers; nil for any other.
  package func firstNumber(column: Int) -> Int? {
    guard case .generated(let generator, _, _) = plan.tables[0].columns[positions[column]].source
    else { return nil }
    return (generator as? RowNumberGenerator)?.first
  }

  /// Computes some rows and hands their columns over, valid for the duration of the closure.
  package func compute(
    _ rows: some Sequence<Int>, _ body: ([ColumnVector], _ rowCount: Int) throws -> Void
  ) throws {
    try Array(rows).withUnsafeBufferPointer { numbers in
      guard let base = numbers.baseAddress else { return }
      try compute(rows: base, rowCount: numbers.count) { try body($0, numbers.count) }
    }
  }

  /// Computes rows and hands their columns over, valid for the duration of the closure.
  package func compute(
    rows: UnsafePointer<Int>, rowCount: Int, _ body: ([ColumnVector]) throws -> Void
  ) throws {
    let slice = PlanSlice(plan)
    try slice.computeRoot(table: 0, rows: rows, rowCount: rowCount)
    try body(positions.map { slice.parts[0].vectors[$0] })
  }
}

extension CompiledPlan.Table {
  /// The table with nothing but some columns and what decides them, and where those columns are.
  fileprivate func restricted(to wanted: [Int]) -> (table: CompiledPlan.Table, positions: [Int]) {
    var needed = Set<Int>()
    var queue = wanted
    var needsFilters = false
    while let next = queue.popLast() {
      guard needed.insert(next).inserted else { continue }
      if case .generated(_, _, let inputs) = columns[next].source { queue += inputs }
      if !needsFilters, !redraws.isEmpty {
        if case .kept = redraws[next] { continue }
        // What is drawn again depends on all that the filters read.
        needsFilters = true
        queue += filters.flatMap(\.inputs)
        queue += redraws.indices.filter { if case .drawn = redraws[$0] { true } else { false } }
      }
    }
    let order = needed.sorted()
    var places: [Int: Int] = [:]
    for (place, position) in order.enumerated() { places[position] = place }
    func place(_ position: Int) -> Int {
      guard let place = places[position] else { preconditionFailure("the column is needed") }
      return place
    }
    var table = CompiledPlan.Table(
      relation: relation, parent: nil, childCounts: nil, rowCount: rowCount,
      columns: order.map { position in
        let column = columns[position]
        guard case .generated(let generator, let stream, let inputs) = column.source else {
          return column
        }
        return CompiledPlan.Column(
          name: column.name, kind: column.kind,
          source: .generated(generator, stream, inputs: inputs.map(place)))
      },
      stored: wanted.map(place))
    if needsFilters {
      table.filters = filters.map {
        CompiledPlan.Filter(name: $0.name, condition: $0.condition, inputs: $0.inputs.map(place))
      }
      table.redraws = order.map { redraws[$0] }
    }
    return (table, wanted.map(place))
  }
}
