extension CalendarDate: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    var text = [UInt8](repeating: 0, count: 10)
    text.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { writeDate(to: base) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes `YYYY-MM-DD` (10 bytes) at an address. Years outside 0–9999 are not supported.
  @inline(__always)
  func writeDate(to target: UnsafeMutablePointer<UInt8>) {
    let (year, month, day) = civil
    writeTwoDigits(year / 100, to: target)
    writeTwoDigits(year % 100, to: target + 2)
    target[4] = UInt8(ascii: "-")
    writeTwoDigits(month, to: target + 5)
    target[7] = UInt8(ascii: "-")
    writeTwoDigits(day, to: target + 8)
  }

  /// Reads `YYYY-MM-DD`; nil for anything else, a day that does not exist included.
  public init?(_ text: String) {
    var parser = DigitParser(text)
    guard let year = parser.number(4), parser.skip("-"), let month = parser.number(2),
      parser.skip("-"), let day = parser.number(2), parser.isAtEnd
    else { return nil }
    self.init(existingYear: year, month: month, day: day)
  }

  fileprivate init?(existingYear year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    self.init(year: year, month: month, day: day)
    let back = civil
    guard back.month == month, back.day == day else { return nil }
  }
}

extension Timestamp: CustomStringConvertible {
  /// `YYYY-MM-DDTHH:MM:SSZ`, with a fraction of six digits when it is not a whole second.
  public var description: String {
    let text = databaseText
    return text.replacingSpace() + "Z"
  }

  /// `YYYY-MM-DD HH:MM:SS`, with a fraction of six digits when it is not a whole second:
  /// the form in which SQLite's own date functions and most applications keep an instant.
  public var databaseText: String {
    var text = [UInt8](repeating: 0, count: 26)
    let count = text.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { writeText(to: $0) } ?? 0
    }
    return String(decoding: text[..<count], as: UTF8.self)
  }

  /// The most bytes that `writeText` writes.
  public static let textCapacity = 26

  /// Writes `YYYY-MM-DD HH:MM:SS[.ffffff]` at an address and returns the bytes written, 19 or 26.
  public func writeText(to target: UnsafeMutablePointer<UInt8>) -> Int {
    let day = date
    day.writeDate(to: target)
    let rest = microseconds - Int64(day.dayNumber) * Self.microsecondsPerDay
    let seconds = Int(rest / 1_000_000)
    target[10] = UInt8(ascii: " ")
    writeTwoDigits(seconds / 3600, to: target + 11)
    target[13] = UInt8(ascii: ":")
    writeTwoDigits(seconds / 60 % 60, to: target + 14)
    target[16] = UInt8(ascii: ":")
    writeTwoDigits(seconds % 60, to: target + 17)
    let fraction = Int(rest % 1_000_000)
    guard fraction != 0 else { return 19 }
    target[19] = UInt8(ascii: ".")
    writeTwoDigits(fraction / 10_000, to: target + 20)
    writeTwoDigits(fraction / 100 % 100, to: target + 22)
    writeTwoDigits(fraction % 100, to: target + 24)
    return 26
  }

  /// Reads ISO 8601 (`2026-01-31`, `2026-01-31T09:30`, `2026-01-31 09:30:00.5Z`, `…+02:00`);
  /// without an offset the instant is UTC. Nil for anything else.
  public init?(_ text: String) {
    var parser = DigitParser(text)
    guard let year = parser.number(4), parser.skip("-"), let month = parser.number(2),
      parser.skip("-"), let day = parser.number(2),
      let date = CalendarDate(existingYear: year, month: month, day: day)
    else { return nil }
    self.init(date)
    if parser.isAtEnd { return }
    guard parser.skip("T") || parser.skip("t") || parser.skip(" "),
      let hour = parser.number(2), hour < 24, parser.skip(":"),
      let minute = parser.number(2), minute < 60
    else { return nil }
    var offset = Int64(hour * 3600 + minute * 60)
    if parser.skip(":") {
      guard let second = parser.number(2), second < 60 else { return nil }
      offset += Int64(second)
      if parser.skip(".") {
        guard let fraction = parser.fraction() else { return nil }
        microseconds += Int64(fraction)
      }
    }
    microseconds += offset * 1_000_000
    if parser.isAtEnd || (parser.skip("Z") || parser.skip("z")) && parser.isAtEnd { return }
    guard let sign = parser.skip("+") ? 1 : parser.skip("-") ? -1 : nil,
      let hours = parser.number(2), hours < 24
    else { return nil }
    var minutes = 0
    if !parser.isAtEnd {
      _ = parser.skip(":")
      guard let parsed = parser.number(2), parsed < 60, parser.isAtEnd else { return nil }
      minutes = parsed
    }
    microseconds -= Int64(sign * (hours * 3600 + minutes * 60)) * 1_000_000
  }
}

extension String {
  fileprivate func replacingSpace() -> String {
    String(map { $0 == " " ? "T" : $0 })
  }
}

@inline(__always)
private func writeTwoDigits(_ number: Int, to target: UnsafeMutablePointer<UInt8>) {
  target[0] = UInt8(truncatingIfNeeded: 48 + number / 10)
  target[1] = UInt8(truncatingIfNeeded: 48 + number % 10)
}

/// Reads fixed-width numbers and separators from the front of a text.
private struct DigitParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ separator: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == separator.value else { return false }
    position += 1
    return true
  }

  mutating func number(_ digits: Int) -> Int? {
    guard position + digits <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + digits] {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    position += digits
    return value
  }

  /// Digits after a decimal point, as microseconds; more than six are cut off.
  mutating func fraction() -> Int? {
    var value = 0
    var scale = 100_000
    let start = position
    while position < bytes.count, (48...57).contains(bytes[position]) {
      value += (Int(bytes[position]) - 48) * scale
      scale /= 10
      position += 1
    }
    return position > start ? value : nil
  }
}
