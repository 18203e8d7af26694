import Seedbed

/// What SQLite makes of a value before it stores or compares it. Source: "Datatypes In SQLite".
enum SQLiteAffinity: Hashable, Sendable {
  case integer
  case real
  case numeric
  case text
  case none

  /// The affinity of a declared type, by the words in it.
  init(declaredType: String) {
    switch SQLTypeName.type(declaredType.lowercased(), arguments: [], dialect: .sqlite) {
    case .integer: self = .integer
    case .real: self = .real
    case .text: self = .text
    case .bytes, nil: self = .none
    default: self = declaredType.lowercased() == "any" ? .none : .numeric
    }
  }

  /// Whether texts that look like numbers become numbers.
  var isNumeric: Bool { self == .integer || self == .real || self == .numeric }

  /// The value that a column of the affinity holds.
  func applied(to value: SQLValue) -> SQLValue {
    switch self {
    case .none: return value
    case .text:
      switch value {
      case .integer, .real: return SQLiteText.text(of: value).map { .text($0) } ?? value
      default: return value
      }
    case .integer, .numeric:
      let number = numeric(value)
      if case .real(let real) = number, let whole = Int64(exactly: real) { return .integer(whole) }
      return number
    case .real:
      let number = numeric(value)
      if case .integer(let whole) = number { return .real(Double(whole)) }
      return number
    }
  }

  private func numeric(_ value: SQLValue) -> SQLValue {
    guard case .text(let text) = value else { return value }
    return SQLiteText.number(of: text) ?? value
  }
}

extension SQLValue {
  /// The value in one of SQLite's storage classes.
  var storedBySQLite: SQLValue {
    switch self {
    case .bool(let truth): .integer(truth ? 1 : 0)
    case .date(let day): .text(CalendarDate(dayNumber: day).description)
    case .timestamp(let instant): .text(Timestamp(microseconds: instant).databaseText)
    case .decimal(let number): number.wholeValue.map { .integer($0) } ?? .real(number.doubleValue)
    default: self
    }
  }
}

/// SQLite's conversions between texts and numbers.
enum SQLiteText {
  /// The number that a whole text is, blanks around it left out; nil when it is none.
  static func number(of text: String) -> SQLValue? {
    let trimmed = trimmed(text)
    guard let (number, length) = prefix(of: trimmed), length == trimmed.utf8.count, length > 0
    else { return nil }
    return number
  }

  /// The number that a text begins with; 0 when it begins with none.
  static func leadingNumber(of text: String) -> SQLValue {
    prefix(of: trimmed(text))?.0 ?? .integer(0)
  }

  /// The text of a number; nil where the engine's rounding to 15 digits would show.
  static func text(of value: SQLValue) -> String? {
    switch value {
    case .text(let text): return text
    case .integer(let number): return String(number)
    case .real(let number):
      guard number.magnitude < 1e15, number == 0 || number.magnitude >= 1e-4 else { return nil }
      let text = number.description
      return text.utf8.count(where: { (48...57).contains($0) }) <= 15 ? text : nil
    default: return nil
    }
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
    return String(decoding: text.utf8.drop(while: isBlank).dropLast(while: isBlank), as: UTF8.self)
  }

  private static func prefix(of text: String) -> (SQLValue, length: Int)? {
    let bytes = Array(text.utf8)
    func isDigit(_ index: Int) -> Bool {
      index < bytes.count && (48...57).contains(bytes[index])
    }
    var end = 0
    var isReal = false
    if end < bytes.count, bytes[end] == 45 || bytes[end] == 43 { end += 1 }
    let first = end
    while isDigit(end) { end += 1 }
    var digitCount = end - first
    if end < bytes.count, bytes[end] == 46, isDigit(end + 1) || digitCount > 0 {
      isReal = true
      end += 1
      while isDigit(end) {
        end += 1
        digitCount += 1
      }
    }
    guard digitCount > 0 else { return nil }
    if end < bytes.count, bytes[end] | 32 == 101 {
      let sign = end + 1 < bytes.count && (bytes[end + 1] == 45 || bytes[end + 1] == 43) ? 1 : 0
      if isDigit(end + 1 + sign) {
        isReal = true
        end += 2 + sign
        while isDigit(end) { end += 1 }
      }
    }
    let number = String(decoding: bytes[..<end], as: UTF8.self)
    if !isReal, let whole = Int64(number) { return (.integer(whole), end) }
    var spelled = number
    if spelled.hasSuffix(".") { spelled += "0" }
    return Double(spelled).map { (.real($0), end) }
  }
}
