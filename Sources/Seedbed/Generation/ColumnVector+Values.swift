extension ColumnVector {
  /// Stores one value of the vector's kind, or NULL, for what is not hot.
  func set(_ row: Int, _ value: DatabaseValue, rowCount: Int) {
    if hasNulls { nulls[row] = 0 }
    switch value {
    case .null:
      beginNulls(rowCount: rowCount)
      nulls[row] = 1
    case .integer(let number): words[row] = number
    case .real(let number): words[row] = Int64(bitPattern: number.bitPattern)
    case .bool(let truth): words[row] = truth ? 1 : 0
    case .timestamp(let instant): words[row] = instant.microseconds
    case .date(let day): words[row] = Int64(day.dayNumber)
    case .text(let text): set(row, bytes: Array(text.utf8))
    case .blob(let bytes): set(row, bytes: bytes)
    }
  }

  private func set(_ row: Int, bytes: [UInt8]) {
    let start = arena.reserve(bytes.count)
    bytes.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { start.update(from: base, count: source.count) }
    }
    arena.commit(bytes.count)
    texts[row] = TextCell(start: start, count: bytes.count)
  }
}

extension DatabaseValue {
  /// Whether a column of a kind can hold the value.
  func fits(_ kind: ColumnVector.Kind) -> Bool {
    switch (self, kind) {
    case (.null, _), (.integer, .integer), (.real, .real), (.bool, .boolean),
      (.timestamp, .timestamp), (.date, .date), (.text, .text), (.blob, .blob):
      true
    default: false
    }
  }
}
