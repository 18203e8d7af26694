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
