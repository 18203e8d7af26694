internal import Seedbed

/// Some columns of the rows that a foreign key may refer to: rows that were in the database before,
/// then rows of the plan.
final class ParentRows: Sendable {
  let stored: StoredRows?
  let planned: PlanRows?
  let kinds: [ColumnVector.Kind]

  /// Creates the rows; one of the two has to be there.
  init(stored: StoredRows?, planned: PlanRows?) {
    self.stored = stored
    self.planned = planned
    kinds = planned?.kinds ?? stored?.columns.map(\.kind) ?? []
  }

  var storedCount: Int { stored?.rowCount ?? 0 }
  var count: Int { storedCount + (planned?.rowCount ?? 0) }

  /// Writes a column of some rows; NULL marks of `output` are left alone.
  ///
  /// - Parameters:
  ///   - column: the position among the columns.
  ///   - rows: row numbers below `count`.
  func fill(
    _ output: ColumnVector, column: Int, rows: UnsafePointer<Int64>, rowCount: Int
  ) throws {
    let storedCount = storedCount
    var isPlanned: [Int] = []
    if let stored {
      let source = stored.columns[column]
      for row in 0..<rowCount {
        let parent = Int(rows[row])
        if parent >= storedCount {
          isPlanned.append(row)
        } else {
          output.take(source, parent, row)
        }
      }
      if isPlanned.isEmpty { return }
    }
    guard let planned else { return }
    if stored == nil || isPlanned.count == rowCount, let first = planned.firstNumber(column: column)
    {
      for row in 0..<rowCount { output.words[row] = Int64(first - storedCount) &+ rows[row] }
      return
    }
    let places = stored == nil ? nil : isPlanned
    let count = places?.count ?? rowCount
    let numbers = UnsafeMutablePointer<Int>.allocate(capacity: count)
    defer { numbers.deallocate() }
    for index in 0..<count { numbers[index] = Int(rows[places?[index] ?? index]) - storedCount }
    try planned.compute(rows: numbers, rowCount: count) { columns in
      for index in 0..<count { output.take(columns[column], index, places?[index] ?? index) }
    }
  }
}

extension ParentRows {
  /// Computes some columns of all rows, and hands them over run by run with the run's first row.
  func scan(_ columns: [Int], _ body: (Int, [ColumnVector], _ rowCount: Int) throws -> Void) throws
  {
    let vectors = columns.map { ColumnVector(kind: kinds[$0]) }
    let size = 8192
    var start = 0
    while start < count {
      let numbers = (start..<min(start + size, count)).map { Int64($0) }
      for (vector, column) in zip(vectors, columns) {
        vector.reset(rowCount: numbers.count)
        try numbers.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          try fill(vector, column: column, rows: base, rowCount: numbers.count)
        }
      }
      try body(start, vectors, numbers.count)
      start += numbers.count
    }
  }

  /// The rows whose value in a column a condition accepts.
  func rows(_ column: Int, acceptedBy criterion: any RowCriterion) throws -> [Int32] {
    var found: [Int32] = []
    try scan([column]) { start, vectors, rowCount in
      let rejected = try criterion.rejected(vectors, rowCount: rowCount)
      for row in 0..<rowCount where rejected[row] == 0 { found.append(Int32(start + row)) }
    }
    return found
  }
}

extension ColumnVector {
  /// Takes over a value that is not NULL, the bytes of a text included.
  @inline(__always)
  fileprivate func take(_ source: ColumnVector, _ from: Int, _ row: Int) {
    guard kind.isText else {
      words[row] = source.words[from]
      return
    }
    let cell = source.texts[from]
    let start = arena.reserve(cell.count)
    start.update(from: cell.start, count: cell.count)
    arena.commit(cell.count)
    texts[row] = TextCell(start: start, count: cell.count)
  }
}
