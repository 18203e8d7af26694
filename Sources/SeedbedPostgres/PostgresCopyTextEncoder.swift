internal import Seedbed

/// Writes batches as the lines of `COPY … FROM STDIN (FORMAT text)` into `batch.wire`, for tables
/// with a type whose binary form is not known here.
///
/// Pure: it needs no server. As in the binary format, the rows are laid out first, and then each
/// column writes its fields in one loop over plain memory.
///
/// Source: https://www.postgresql.org/docs/current/sql-copy.html, "Text Format", and
/// `CopyAttributeOutText` in src/backend/commands/copyto.c.
enum PostgresCopyTextEncoder {
  private static let escape = UInt8(ascii: "\\")
  private static let hexDigits = Array("0123456789abcdef".utf8)
  /// `\N`
  private static let nullByteCount = 2
  /// The tab after a field, or the line feed after the last one.
  private static let endByteCount = 1

  /// The years that have a text form, 1 to 9999, as days and as instants.
  private static let days =
    CalendarDate(year: 1, month: 1, day: 1)
    .dayNumber..<CalendarDate(year: 10_000, month: 1, day: 1).dayNumber
  private static let instants =
    Int64(days.lowerBound) * Timestamp.microsecondsPerDay..<Int64(days.upperBound)
    * Timestamp.microsecondsPerDay

  /// Encodes one batch in place.
  ///
  /// Throws `PostgresCopyFailure` for a day or an instant that has no text form.
  static func encode(
    _ batch: TableBatch, _ columns: [PostgresCopyColumn]
  ) throws(PostgresCopyFailure) {
    for (column, vector) in zip(columns, batch.columns) {
      if let row = prepare(vector, rowCount: batch.rowCount) {
        throw PostgresCopyFailure(row: row, column: column)
      }
    }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: batch.rowCount) { places in
      guard let places = places.baseAddress else { return }
      let byteCount = layOut(batch, places)
      batch.wire.reserve(byteCount)
      for (position, vector) in batch.columns.enumerated() {
        let isLast = position == batch.columns.count - 1
        write(
          vector, rowCount: batch.rowCount, end: isLast ? UInt8(ascii: "\n") : UInt8(ascii: "\t"),
          places: places, to: batch.wire.base)
      }
      batch.wire.count = byteCount
    }
  }

  /// Puts the text of values that are not text into the vector's texts; returns the first row that
  /// has none, or nil.
  private static func prepare(_ vector: ColumnVector, rowCount: Int) -> Int? {
    switch vector.kind {
    case .text: return nil
    case .date:
      let words = vector.words
      for row in 0..<rowCount where !vector.isNull(row) && !days.contains(Int(words[row])) {
        return row
      }
    case .timestamp:
      let words = vector.words
      for row in 0..<rowCount where !vector.isNull(row) && !instants.contains(words[row]) {
        return row
      }
    case .integer, .real, .boolean, .blob: break
    }
    vector.beginEncodedTexts()
    for row in 0..<rowCount where !vector.isNull(row) {
      let start: UnsafeMutablePointer<UInt8>
      let count: Int
      if vector.kind == .blob {
        start = vector.arena.reserve(2 + 2 * vector.texts[row].count)
        count = writeHex(vector.texts[row], to: start)
      } else {
        start = vector.arena.reserve(vector.textCapacity(row))
        count = vector.writeText(row, to: start)
      }
      vector.arena.commit(count)
      vector.texts[row] = TextCell(start: start, count: count)
    }
    return nil
  }

  /// `\x` and two digits a byte; the backslash is escaped as that of any text.
  private static func writeHex(_ cell: TextCell, to target: UnsafeMutablePointer<UInt8>) -> Int {
    target[0] = escape
    target[1] = UInt8(ascii: "x")
    for position in 0..<cell.count {
      let byte = Int(cell.start[position])
      target[2 + 2 * position] = hexDigits[byte >> 4]
      target[3 + 2 * position] = hexDigits[byte & 15]
    }
    return 2 + 2 * cell.count
  }

  /// Finds where each row begins, and returns the bytes of all of them.
  private static func layOut(_ batch: TableBatch, _ places: UnsafeMutablePointer<Int>) -> Int {
    places.update(repeating: endByteCount * batch.columns.count, count: batch.rowCount)
    for vector in batch.columns {
      let texts = vector.texts
      for row in 0..<batch.rowCount {
        places[row] += vector.isNull(row) ? nullByteCount : escapedByteCount(texts[row])
      }
    }
    var end = 0
    for row in 0..<batch.rowCount {
      let byteCount = places[row]
      places[row] = end
      end += byteCount
    }
    return end
  }

  private static func write(
    _ vector: ColumnVector, rowCount: Int, end: UInt8, places: UnsafeMutablePointer<Int>,
    to base: UnsafeMutablePointer<UInt8>
  ) {
    let texts = vector.texts
    for row in 0..<rowCount {
      var target = base + places[row]
      if vector.isNull(row) {
        target[0] = escape
        target[1] = UInt8(ascii: "N")
        target += nullByteCount
      } else {
        target = write(texts[row], to: target)
      }
      target[0] = end
      places[row] = target + endByteCount - base
    }
  }

  /// Writes a value with its control characters and backslashes escaped; returns where it ends.
  private static func write(
    _ cell: TextCell, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var target = start
    for position in 0..<cell.count {
      let byte = cell.start[position]
      if let letter = letter(for: byte) {
        target[0] = escape
        target[1] = letter
        target += 2
      } else {
        target[0] = byte
        target += 1
      }
    }
    return target
  }

  private static func escapedByteCount(_ cell: TextCell) -> Int {
    var count = cell.count
    for position in 0..<cell.count where letter(for: cell.start[position]) != nil { count += 1 }
    return count
  }

  /// What stands after the backslash for a byte that may not stand for itself; nil for others.
  @inline(__always)
  private static func letter(for byte: UInt8) -> UInt8? {
    switch byte {
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0B: UInt8(ascii: "v")
    case 0x0C: UInt8(ascii: "f")
    case 0x0D: UInt8(ascii: "r")
    case escape: escape
    default: nil
    }
  }
}
