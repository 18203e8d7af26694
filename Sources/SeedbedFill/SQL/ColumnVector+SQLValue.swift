import Seedbed

extension ColumnVector {
  /// Stores a value that was computed, converted to what the vector holds; NULL where it cannot be.
  func store(_ value: SQLValue, at row: Int, type: RelationalType, rowCount: Int) {
    if hasNulls { nulls[row] = 0 }
    if !storeNotNull(value, at: row, type: type) {
      beginNulls(rowCount: rowCount)
      nulls[row] = 1
    }
  }

  /// Stores a value; false when it is NULL or none of the vector's kind.
  private func storeNotNull(_ value: SQLValue, at row: Int, type: RelationalType) -> Bool {
    switch (kind, value) {
    case (_, .null): return false
    case (.integer, .integer(let number)): words[row] = number
    case (.integer, .decimal(let number)):
      guard let whole = number.rounded(to: 0)?.wholeValue else { return false }
      words[row] = whole
    case (.integer, .real(let number)):
      guard let whole = Int64(exactly: number.rounded(.toNearestOrEven)) else { return false }
      words[row] = whole
    case (.integer, .bool(let truth)), (.boolean, .bool(let truth)): words[row] = truth ? 1 : 0
    case (.boolean, .integer(let number)): words[row] = number == 0 ? 0 : 1
    case (.real, _):
      guard let number = value.asDouble else { return false }
      words[row] = Int64(bitPattern: number.bitPattern)
    case (.date, .date(let day)): words[row] = Int64(day)
    case (.date, .timestamp(let instant)):
      words[row] = Int64(Timestamp(microseconds: instant).date.dayNumber)
    case (.timestamp, .timestamp(let instant)): words[row] = instant
    case (.timestamp, .date(let day)): words[row] = Int64(day) * Timestamp.microsecondsPerDay
    case (.date, .text(let text)):
      guard let day = CalendarDate(text) else { return false }
      words[row] = Int64(day.dayNumber)
    case (.timestamp, .text(let text)):
      guard let instant = Timestamp(text) else { return false }
      words[row] = instant.microseconds
    case (.text, _):
      guard let text = Self.text(value, type: type) else { return false }
      storeBytes(Array(text.utf8), at: row)
    case (.blob, .bytes(let bytes)): storeBytes(bytes, at: row)
    default: return false
    }
    return true
  }

  /// Stores the bytes of a text or blob.
  func storeBytes(_ bytes: [UInt8], at row: Int) {
    let start = arena.reserve(bytes.count)
    start.update(from: bytes, count: bytes.count)
    arena.commit(bytes.count)
    texts[row] = TextCell(start: UnsafePointer(start), count: bytes.count)
  }

  /// The text of a value in the database's input syntax; nil where there is no one way.
  private static func text(_ value: SQLValue, type: RelationalType) -> String? {
    var value = value
    if case .decimal(_, let scale) = type.underlying, let number = value.asDecimal {
      value = .decimal(scale.flatMap { number.rounded(to: $0) } ?? number)
    }
    switch value {
    case .text(let text): return text
    case .integer(let number): return String(number)
    case .decimal(let number): return number.description
    case .real(let number): return number.description
    case .bool(let truth): return truth ? "true" : "false"
    case .date(let day): return CalendarDate(dayNumber: day).description
    case .timestamp(let instant): return Timestamp(microseconds: instant).databaseText
    case .time(let time): return String(Timestamp(microseconds: time).databaseText.dropFirst(11))
    case .interval(let span):
      return "\(span.months) mons \(span.days) days \(span.microseconds) microseconds"
    default: return nil
    }
  }
}
