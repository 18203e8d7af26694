internal import Seedbed

/// Writes the text of instants and days beside their numbers, since SQLite stores them as text.
struct SQLiteBatchEncoder: BatchEncoder {
  /// Encodes one batch in place; the other kinds are read as they lie.
  func encode(_ batch: TableBatch, table: Int) {
    for vector in batch.columns {
      switch vector.kind {
      case .timestamp: encodeTimestamps(vector, rowCount: batch.rowCount)
      case .date: encodeDates(vector, rowCount: batch.rowCount)
      case .integer, .real, .boolean, .text, .blob: break
      }
    }
  }

  private func encodeTimestamps(_ vector: ColumnVector, rowCount: Int) {
    vector.beginEncodedTexts()
    let start = vector.arena.reserve(rowCount * TimestampText.microsecondsByteCount)
    let words = vector.words
    let texts = vector.texts
    let nulls = vector.hasNulls ? vector.nulls : nil
    var writer = TimestampText.Writer()
    var end = start
    for row in 0..<rowCount {
      if let nulls, nulls[row] != 0 { continue }
      let count = writer.write(microseconds: words[row], to: end)
      texts[row] = TextCell(start: end, count: count)
      end += count
    }
    vector.arena.commit(end - start)
  }

  private func encodeDates(_ vector: ColumnVector, rowCount: Int) {
    vector.beginEncodedTexts()
    let start = vector.arena.reserve(rowCount * TimestampText.dateByteCount)
    let words = vector.words
    let texts = vector.texts
    let nulls = vector.hasNulls ? vector.nulls : nil
    var writer = TimestampText.Writer()
    var end = start
    for row in 0..<rowCount {
      if let nulls, nulls[row] != 0 { continue }
      writer.write(dayNumber: Int(words[row]), to: end)
      texts[row] = TextCell(start: end, count: TimestampText.dateByteCount)
      end += TimestampText.dateByteCount
    }
    vector.arena.commit(end - start)
  }
}

extension TimestampText {
  /// Writes instants and days; the day's part is kept, since neighbouring rows often share it.
  struct Writer {
    private var day = Int.min
    /// `YYYY-MM-` and `DD` of the day, as they lie in memory.
    private var head: UInt64 = 0
    private var tail: UInt16 = 0

    /// Writes `YYYY-MM-DD HH:MM:SS[.ffffff]` and returns the bytes written, 19 or 26.
    @inline(__always)
    mutating func write(
      microseconds: Int64, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
      var dayNumber = microseconds / Timestamp.microsecondsPerDay
      var rest = microseconds % Timestamp.microsecondsPerDay
      if rest < 0 {
        rest += Timestamp.microsecondsPerDay
        dayNumber -= 1
      }
      write(dayNumber: Int(dayNumber), to: target)
      let seconds = UInt32(truncatingIfNeeded: rest / 1_000_000)
      let fraction = UInt32(truncatingIfNeeded: rest % 1_000_000)
      target[10] = UInt8(ascii: " ")
      Self.writeTwo(seconds / 3600, to: target + 11)
      target[13] = UInt8(ascii: ":")
      Self.writeTwo(seconds / 60 % 60, to: target + 14)
      target[16] = UInt8(ascii: ":")
      Self.writeTwo(seconds % 60, to: target + 17)
      guard fraction != 0 else { return secondsByteCount }
      target[19] = UInt8(ascii: ".")
      Self.writeTwo(fraction / 10_000, to: target + 20)
      Self.writeTwo(fraction / 100 % 100, to: target + 22)
      Self.writeTwo(fraction % 100, to: target + 24)
      return microsecondsByteCount
    }

    /// Writes `YYYY-MM-DD`.
    @inline(__always)
    mutating func write(dayNumber: Int, to target: UnsafeMutablePointer<UInt8>) {
      if dayNumber != day { setDay(dayNumber) }
      let raw = UnsafeMutableRawPointer(target)
      raw.storeBytes(of: head, as: UInt64.self)
      raw.storeBytes(of: tail, toByteOffset: 8, as: UInt16.self)
    }

    private mutating func setDay(_ dayNumber: Int) {
      day = dayNumber
      let (year, month, dayOfMonth) = CalendarDate(dayNumber: dayNumber).civil
      let century = UInt32(truncatingIfNeeded: year / 100)
      withUnsafeMutableBytes(of: &head) { bytes in
        guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        Self.writeTwo(century, to: base)
        Self.writeTwo(UInt32(truncatingIfNeeded: year % 100), to: base + 2)
        base[4] = UInt8(ascii: "-")
        Self.writeTwo(UInt32(truncatingIfNeeded: month), to: base + 5)
        base[7] = UInt8(ascii: "-")
      }
      withUnsafeMutableBytes(of: &tail) { bytes in
        guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return }
        Self.writeTwo(UInt32(truncatingIfNeeded: dayOfMonth), to: base)
      }
    }

    @inline(__always)
    private static func writeTwo(_ number: UInt32, to target: UnsafeMutablePointer<UInt8>) {
      target[0] = UInt8(truncatingIfNeeded: 48 &+ number / 10)
      target[1] = UInt8(truncatingIfNeeded: 48 &+ number % 10)
    }
  }
}
