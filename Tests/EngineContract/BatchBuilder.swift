package import Seedbed

extension TableBatch {
  /// A batch that holds the values of some columns, for tests.
  package static func of(
    _ columns: [(kind: ColumnVector.Kind, values: [DatabaseValue])], firstRow: Int = 0
  ) -> TableBatch {
    let batch = TableBatch(columns: columns.map { ColumnVector(kind: $0.kind) })
    batch.rowCount = columns[0].values.count
    batch.firstRow = firstRow
    for (vector, column) in zip(batch.columns, columns) {
      vector.reset(rowCount: batch.rowCount)
      for (row, value) in column.values.enumerated() { vector.set(value, row, of: batch.rowCount) }
    }
    return batch
  }
}

extension ColumnVector {
  fileprivate func set(_ value: DatabaseValue, _ row: Int, of rowCount: Int) {
    switch value {
    case .null:
      beginNulls(rowCount: rowCount)
      nulls[row] = 1
    case .integer(let number): words[row] = number
    case .real(let number): words[row] = Int64(bitPattern: number.bitPattern)
    case .bool(let flag): words[row] = flag ? 1 : 0
    case .timestamp(let instant): words[row] = instant.microseconds
    case .date(let day): words[row] = Int64(day.dayNumber)
    case .text(let text): texts[row] = cell(Array(text.utf8))
    case .blob(let bytes): texts[row] = cell(bytes)
    }
  }

  private func cell(_ bytes: [UInt8]) -> TextCell {
    let start = arena.reserve(max(bytes.count, 1))
    start.update(from: bytes, count: bytes.count)
    arena.commit(bytes.count)
    return TextCell(start: start, count: bytes.count)
  }
}

extension BulkSink {
  /// Encodes and writes a batch, as the pipeline does.
  package func load(_ batch: TableBatch, table: Int) throws {
    try encoder.encode(batch, table: table)
    try write(batch, table: table)
  }
}
