internal import Seedbed

/// Instants and days as SQLite stores them, read and written without a `String`.
enum TimestampText {
  /// The bytes of `YYYY-MM-DD`.
  static let dateByteCount = 10
  /// The bytes of `YYYY-MM-DD HH:MM:SS`.
  static let secondsByteCount = 19
  /// The bytes of `YYYY-MM-DD HH:MM:SS.ffffff`.
  static let microsecondsByteCount = 26

  /// The instant that a text means: quickly for the form that this engine writes, by way of
  /// `Timestamp` for the other forms of ISO 8601; nil for anything else.
  @inline(__always)
  static func instant(_ text: UnsafeRawBufferPointer) -> Timestamp? {
    if text.count == secondsByteCount, let instant = wholeSeconds(text) { return instant }
    return Timestamp(String(decoding: text, as: UTF8.self))
  }

  /// The day in the first ten bytes of a text; nil when they are none that exists.
  @inline(__always)
  static func day(_ text: UnsafeRawBufferPointer) -> CalendarDate? {
    let year = number(text, 0) * 100 + number(text, 2)
    let month = number(text, 5)
    let day = number(text, 8)
    guard year >= 0, text[4] == hyphen, text[7] == hyphen, month >= 1, month <= 12, day >= 1,
      day <= 28 || day <= dayCount(year, month)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  @inline(__always)
  private static func wholeSeconds(_ text: UnsafeRawBufferPointer) -> Timestamp? {
    let hour = number(text, 11)
    let minute = number(text, 14)
    let second = number(text, 17)
    guard let day = day(text), text[10] == space, text[13] == colon, text[16] == colon,
      hour >= 0, hour < 24, minute >= 0, minute < 60, second >= 0, second < 60
    else { return nil }
    return Timestamp(
      seconds: Int64(day.dayNumber * 86_400 + hour * 3600 + minute * 60 + second))
  }

  /// Two digits as a number; a number far below zero when they are none.
  @inline(__always)
  private static func number(_ text: UnsafeRawBufferPointer, _ offset: Int) -> Int {
    let tens = Int(text[offset]) - 48
    let ones = Int(text[offset + 1]) - 48
    guard tens >= 0, tens <= 9, ones >= 0, ones <= 9 else { return -1_000_000 }
    return tens * 10 + ones
  }

  private static func dayCount(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static let hyphen = UInt8(ascii: "-")
  private static let space = UInt8(ascii: " ")
  private static let colon = UInt8(ascii: ":")
}
