internal import Seedbed

/// The rows of one table that a chunk has encoded and not sent yet, and what was sent before.
struct PostgresPendingRows {
  /// The tuples, one after the other.
  let bytes = ByteBuffer()
  /// How many tuples there are.
  private(set) var rowCount = 0
  /// Where in the plan the tuples come from: the first tuple and the first row of each run.
  private var runs: [(tuple: Int, row: Int)] = []
  /// What the chunk has written so far, pending or sent: the range of each watched column.
  private(set) var ranges: [Int: ClosedRange<Int64>] = [:]
  /// How many rows the chunk has, pending or sent.
  private(set) var chunkRowCount = 0
  /// How many of the chunk's rows the server says to have stored.
  private(set) var storedRowCount = 0

  /// Takes over a batch's tuples, and notes the ranges of some columns of whole numbers.
  mutating func append(_ batch: TableBatch, watching columns: [Int]) {
    if let last = runs.last, last.row + rowCount - last.tuple == batch.firstRow {
      // The run goes on.
    } else {
      runs.append((tuple: rowCount, row: batch.firstRow))
    }
    for column in columns {
      if let range = batch.columns[column].range(rowCount: batch.rowCount) {
        let known = ranges[column] ?? range
        ranges[column] =
          min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
      }
    }
    let wire = batch.wire
    bytes.reserve(wire.count)
    (bytes.base + bytes.count).update(from: wire.base, count: wire.count)
    bytes.count += wire.count
    rowCount += batch.rowCount
    chunkRowCount += batch.rowCount
  }

  /// The row in the plan of a tuple, counted from 0; nil for one that is not there.
  func row(ofTuple tuple: Int) -> Int? {
    guard tuple >= 0, tuple < rowCount, let run = runs.last(where: { $0.tuple <= tuple }) else {
      return nil
    }
    return run.row + tuple - run.tuple
  }

  /// Notes that the server has stored some rows.
  mutating func confirm(_ count: Int) { storedRowCount += count }

  /// Forgets the tuples, which are sent.
  mutating func removeTuples() {
    bytes.removeAll()
    rowCount = 0
    runs.removeAll(keepingCapacity: true)
  }

  /// Forgets the chunk.
  mutating func beginChunk() {
    removeTuples()
    ranges.removeAll(keepingCapacity: true)
    chunkRowCount = 0
    storedRowCount = 0
  }
}

extension ColumnVector {
  /// The smallest and the largest of a batch's whole numbers, NULLs left out; nil when all are NULL.
  fileprivate func range(rowCount: Int) -> ClosedRange<Int64>? {
    let words = words
    let nulls = hasNulls ? nulls : nil
    var smallest = Int64.max
    var largest = Int64.min
    var found = false
    for row in 0..<rowCount {
      if let nulls, nulls[row] != 0 { continue }
      found = true
      smallest = min(smallest, words[row])
      largest = max(largest, words[row])
    }
    return found ? smallest...largest : nil
  }
}
