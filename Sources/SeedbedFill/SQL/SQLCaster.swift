import Seedbed

/// Converts values between types as the database's CAST does.
enum SQLCaster {
  /// The value as the type; NULL stays NULL.
  static func cast(
    _ value: SQLValue, to type: RelationalType, dialect: RelationalSchema.Dialect
  ) throws(EvaluationError) -> SQLValue {
    if value.isNull { return .null }
    return dialect == .sqlite
      ? try sqliteCast(value, to: type) : try postgresCast(value, to: type)
  }

  /// A literal of the type that another value has; nil when it is none.
  static func literal(_ text: String, like value: SQLValue) -> SQLValue? {
    let type: RelationalType? =
      switch value {
      case .integer: .integer(bitCount: 64)
      case .decimal: .decimal(precision: nil, scale: nil)
      case .real: .real(bitCount: 64)
      case .bool: .boolean
      case .date: .date
      case .timestamp: .timestamp(hasZone: true)
      case .time: .time(hasZone: false)
      case .interval: .interval
      default: nil
      }
    return type.flatMap { try? postgresCast(.text(text), to: $0) }
  }

  // MARK: SQLite

  private static func sqliteCast(
    _ value: SQLValue, to type: RelationalType
  ) throws(EvaluationError) -> SQLValue {
    switch type {
    case .text:
      if case .bytes(let bytes) = value { return .text(String(decoding: bytes, as: UTF8.self)) }
      guard let text = SQLiteText.text(of: value) else {
        throw .unsupported("the text of a number that is not short")
      }
      return .text(text)
    case .bytes:
      guard let text = SQLiteText.text(of: value) else { return value }
      return .bytes(Array(text.utf8))
    default: break
    }
    var number = value
    switch value {
    case .text(let text): number = SQLiteText.leadingNumber(of: text)
    case .bytes: throw .unsupported("a number made of bytes")
    default: break
    }
    switch (type, number) {
    case (.integer, .real(let real)):
      guard real.magnitude < 9e18 else { throw .unsupported("a number of more than 64 bits") }
      return .integer(Int64(real))
    case (.real, .integer(let whole)): return .real(Double(whole))
    case (.decimal, .real(let real)):
      // To NUMERIC, a text becomes an integer where it can be one, and a number stays what it is.
      if case .text = value, let whole = Int64(exactly: real) { return .integer(whole) }
      return number
    default: return number
    }
  }

  // MARK: PostgreSQL

  private static func postgresCast(
    _ value: SQLValue, to type: RelationalType
  ) throws(EvaluationError) -> SQLValue {
    switch type.underlying {
    case .boolean: return .bool(try boolean(value))
    case .integer(let bitCount): return .integer(try integer(value, bitCount: bitCount))
    case .real(let bitCount):
      guard let number = value.asDouble ?? value.asText.flatMap({ Double($0) }) else {
        throw .failure("no number")
      }
      guard number.isFinite else { throw .unsupported("\(number) as a number") }
      return .real(bitCount == 32 ? Double(Float(number)) : number)
    case .decimal(_, let scale): return .decimal(try decimal(value, scale: scale))
    case .text(let maximumLength, let isPadded):
      var text = try text(value)
      if isPadded { text = text.withoutTrailingSpaces }
      if let maximumLength, text.unicodeScalars.count > maximumLength {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.prefix(maximumLength))
        text = String(scalars)
      }
      return .text(text)
    case .caseInsensitiveText, .enumeration: return .text(try text(value))
    case .uuid:
      guard case .text(let text) = value, let canonical = canonicalUUID(text) else {
        throw .failure("no UUID")
      }
      return .text(canonical)
    case .date: return .date(try date(value))
    case .timestamp: return .timestamp(try timestamp(value))
    case .time(hasZone: false): return .time(try time(value))
    case .interval:
      if case .interval = value { return value }
      guard case .text(let text) = value, let interval = SQLInterval(text) else {
        throw .unsupported("an interval in a form that is not read")
      }
      return .interval(interval)
    case .array(let element):
      if case .array(let values) = value {
        var casted: [SQLValue] = []
        for value in values { casted.append(try cast(value, to: element, dialect: .postgres)) }
        return .array(casted)
      }
      guard case .text(let text) = value, let texts = ArrayText.elements(text) else {
        throw .unsupported("an array in a form that is not read")
      }
      var values: [SQLValue] = []
      for text in texts {
        values.append(
          try text.map { text throws(EvaluationError) in
            try cast(.text(text), to: element, dialect: .postgres)
          } ?? .null)
      }
      return .array(values)
    case .bytes:
      if case .bytes = value { return value }
      guard case .text(let text) = value, text.hasPrefix("\\x"),
        let bytes = SQLTokenizer.bytes(hexadecimal: Array(text.utf8.dropFirst(2)))
      else { throw .unsupported("bytes in a form that is not read") }
      return .bytes(bytes)
    default: throw .unsupported("a cast to a type that is not evaluated")
    }
  }

  private static func boolean(_ value: SQLValue) throws(EvaluationError) -> Bool {
    switch value {
    case .bool(let truth): return truth
    case .integer(let number): return number != 0
    case .text(let text):
      switch text.lowercased() {
      case "t", "true", "y", "yes", "on", "1": return true
      case "f", "false", "n", "no", "off", "0": return false
      default: throw .failure("no boolean")
      }
    default: throw .failure("no boolean")
    }
  }

  private static func integer(
    _ value: SQLValue, bitCount: Int
  ) throws(EvaluationError) -> Int64 {
    let number: Int64?
    switch value {
    case .integer(let whole): number = whole
    case .bool(let truth): number = truth ? 1 : 0
    case .decimal(let decimal): number = decimal.rounded(to: 0)?.wholeValue
    case .real(let real): number = Int64(exactly: real.rounded(.toNearestOrEven))
    case .text(let text):
      number = Int64(String(decoding: text.utf8.filter { $0 != 32 }, as: UTF8.self))
    default: number = nil
    }
    guard let number, bitCount == 64 || number.magnitude < UInt64(1) << (bitCount - 1) else {
      throw .failure("no integer of \(bitCount) bits")
    }
    return number
  }

  private static func decimal(
    _ value: SQLValue, scale: Int?
  ) throws(EvaluationError) -> SQLDecimal {
    let number: SQLDecimal?
    switch value {
    case .integer(let whole): number = SQLDecimal(whole)
    case .decimal(let decimal): number = decimal
    case .real(let real):
      let text = real.description
      // PostgreSQL makes numerics of doubles with 15 significant digits.
      guard text.utf8.count(where: { (48...57).contains($0) }) <= 15 else {
        throw .unsupported("a decimal made of a double that is not short")
      }
      number = SQLDecimal(text)
    case .text(let text):
      if let number = Double(text), !number.isFinite { throw .unsupported("\(text) as a number") }
      number = SQLDecimal(text)
    default: number = nil
    }
    guard let number else { throw .failure("no decimal of at most 38 digits") }
    guard let scale else { return number }
    guard let rounded = number.rounded(to: scale) else { throw .failure("a decimal too large") }
    return rounded
  }

  private static func text(_ value: SQLValue) throws(EvaluationError) -> String {
    switch value {
    case .text(let text): return text
    case .integer(let number): return String(number)
    case .decimal(let number): return number.description
    case .bool(let truth): return truth ? "true" : "false"
    case .date(let day): return CalendarDate(dayNumber: day).description
    default: throw .unsupported("the text of a value whose form is the server's")
    }
  }

  private static func date(_ value: SQLValue) throws(EvaluationError) -> Int {
    switch value {
    case .date(let day): return day
    case .timestamp(let instant): return Timestamp(microseconds: instant).date.dayNumber
    case .text(let text):
      guard let day = CalendarDate(text) ?? Timestamp(text)?.date else {
        throw .unsupported("a date in a form that is not read")
      }
      return day.dayNumber
    default: throw .failure("no date")
    }
  }

  private static func timestamp(_ value: SQLValue) throws(EvaluationError) -> Int64 {
    switch value {
    case .timestamp(let instant): return instant
    case .date(let day): return Int64(day) * Timestamp.microsecondsPerDay
    case .text(let text):
      guard let instant = Timestamp(text) else {
        throw .unsupported("an instant in a form that is not read")
      }
      return instant.microseconds
    default: throw .failure("no instant")
    }
  }

  private static func time(_ value: SQLValue) throws(EvaluationError) -> Int64 {
    switch value {
    case .time(let time): return time
    case .timestamp(let instant):
      let day = Timestamp(microseconds: instant).date
      return instant - Int64(day.dayNumber) * Timestamp.microsecondsPerDay
    case .text(let text):
      // The end of a day, 24:00, is a time of PostgreSQL's.
      if text == "24:00:00" || text == "24:00" { return Timestamp.microsecondsPerDay }
      guard let instant = Timestamp("1970-01-01T" + text) else {
        throw .unsupported("a time in a form that is not read")
      }
      return instant.microseconds
    default: throw .failure("no time")
    }
  }

  private static func canonicalUUID(_ text: String) -> String? {
    let digits = text.lowercased().utf8.filter { $0 != UInt8(ascii: "-") }
    guard digits.count == 32,
      digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    var canonical = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { canonical += "-" }
      canonical.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return canonical
  }
}
