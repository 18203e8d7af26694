internal import Seedbed

/// Makes the binary form of values whose length follows from the value, beside the values.
enum PostgresCopyPreparation {
  /// Puts the payload of each value into the vector's texts, where the column needs it.
  ///
  /// Throws `PostgresCopyFailure` for a value that the type does not have.
  static func prepare(
    _ vector: ColumnVector, for column: PostgresCopyColumn, rowCount: Int
  ) throws(PostgresCopyFailure) {
    switch column.conversion {
    case .numericOfInteger, .numericOfReal, .numericOfText, .inet, .cidr: break
    default: return
    }
    vector.beginEncodedTexts()
    for row in 0..<rowCount where !vector.isNull(row) {
      guard let cell = payload(of: vector, row, column.conversion) else {
        throw PostgresCopyFailure(row: row, column: column)
      }
      vector.texts[row] = cell
      vector.arena.commit(cell.count)
    }
  }

  private static func payload(
    of vector: ColumnVector, _ row: Int, _ conversion: PostgresCopyColumn.Conversion
  ) -> TextCell? {
    let capacity: Int
    let start: UnsafeMutablePointer<UInt8>
    let byteCount: Int?
    switch conversion {
    case .numericOfInteger:
      capacity = PostgresCopyNumeric.wordCapacity
      start = vector.arena.reserve(capacity)
      let word = vector.words[row]
      byteCount = PostgresCopyNumeric.write(
        mantissa: word.magnitude, scale: 0, isNegative: word < 0, to: start)
    case .numericOfReal:
      capacity = PostgresCopyNumeric.realCapacity
      start = vector.arena.reserve(capacity)
      byteCount = PostgresCopyNumeric.write(
        Double(bitPattern: UInt64(bitPattern: vector.words[row])), to: start)
    case .numericOfText:
      let text = vector.texts[row]
      capacity = PostgresCopyNumeric.capacity(textByteCount: text.count)
      start = vector.arena.reserve(capacity)
      byteCount = PostgresCopyNumeric.write(
        text: UnsafeRawBufferPointer(start: text.start, count: text.count), to: start)
    case .inet, .cidr:
      capacity = PostgresCopyAddress.capacity
      start = vector.arena.reserve(capacity)
      var isNetwork = false
      if case .cidr = conversion { isNetwork = true }
      byteCount = PostgresCopyAddress.write(vector.texts[row], isNetwork: isNetwork, to: start)
    default: return nil
    }
    return byteCount.map { TextCell(start: start, count: $0) }
  }
}
