@testable import Seedbed

/// The instant that the plans of these tests take for now.
let testAsOf = Timestamp(CalendarDate(year: 2026, month: 1, day: 1))

/// A plan of some tables, ready to be computed.
func compiled(
  _ tables: TablePlan..., seed: UInt64 = 42, name: String = "test"
) throws -> CompiledPlan {
  try compiled(tables, seed: seed, name: name)
}

/// A plan of some tables, ready to be computed.
func compiled(
  _ tables: [TablePlan], seed: UInt64 = 42, name: String = "test"
) throws -> CompiledPlan {
  try CompiledPlan(
    BulkPlan(name, noun: "rows", tables: tables), seed: seed,
    binding: PlanBinding(reference: ReferenceLibrary(directory: "/nowhere"), asOf: testAsOf))
}

/// What is wrong with a plan of some tables; nothing when it can be carried out.
func problems(_ tables: TablePlan...) throws -> [String] {
  do {
    _ = try compiled(tables)
    return []
  } catch let error as PlanError {
    return error.problems
  }
}

/// The values of one column of a root table, whose other columns it may read.
func values(
  rows: Int = 20, seed: UInt64 = 42, of column: String = "x",
  @ColumnBuilder _ columns: () throws -> [Column]
) throws -> [DatabaseValue] {
  try compiled(TablePlan("t", rows: rows, columns: columns), seed: seed).values("t", column)
}

/// Lends one column of the whole root table `t`, for tests of many rows.
func withColumn<Result>(
  rows: Int, seed: UInt64 = 42, of column: String = "x",
  @ColumnBuilder _ columns: () throws -> [Column], body: (ColumnVector) throws -> Result
) throws -> Result {
  let plan = try compiled(TablePlan("t", rows: rows, columns: columns), seed: seed)
  let slice = PlanSlice(plan)
  try slice.compute(parents: 0..<rows)
  return try body(slice.vector("t", column))
}

extension PlanSlice {
  /// A column that the slice holds.
  func vector(_ table: String, _ column: String) -> ColumnVector {
    guard let position = plan.position(of: table),
      let index = plan.tables[position].columns.firstIndex(where: { $0.name == column })
    else { preconditionFailure("the plan has no \(table).\(column)") }
    return parts[position].vectors[index]
  }

  /// The rows of a table that the slice holds, as values by `table.column`.
  func add(to values: inout [String: [DatabaseValue]], table position: Int) {
    for (column, vector) in zip(plan.tables[position].columns, parts[position].vectors) {
      values["\(plan.tables[position].name).\(column.name)", default: []] +=
        (0..<parts[position].batch.rowCount).map { vector[$0] }
    }
  }
}

extension CompiledPlan {
  /// Every value of a column.
  func values(_ table: String, _ column: String) throws -> [DatabaseValue] {
    try allValues()["\(table).\(column)"] ?? []
  }

  /// Every value of every column, by `table.column`, computed in slices of a number of root rows.
  func allValues(sliceSize: Int? = nil) throws -> [String: [DatabaseValue]] {
    let slice = PlanSlice(self)
    var values: [String: [DatabaseValue]] = [:]
    var start = 0
    repeat {
      let end = min(parentCount, start + (sliceSize ?? max(1, parentCount)))
      try slice.compute(parents: start..<end)
      for table in tables.indices { slice.add(to: &values, table: table) }
      start = end
    } while start < parentCount
    return values
  }
}

extension Int {
  /// Fewer in a debug build, which counts thirty times slower.
  static func rows(_ count: Int, debug: Int) -> Int {
    #if DEBUG
      return debug
    #else
      return count
    #endif
  }
}
