/// An instant in UTC, in whole microseconds since 1970-01-01 00:00:00.
///
/// Leap seconds are not counted, as in POSIX time. Range: years 0001 to 9999 when parsed or printed.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since the epoch; negative before 1970.
  public var microseconds: Int64

  /// Creates an instant from microseconds since the epoch.
  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Creates an instant from whole seconds since the epoch.
  public init(seconds: Int64) { self.microseconds = seconds * 1_000_000 }

  /// The midnight (UTC) at which a day begins.
  public init(_ date: CalendarDate) { self.init(seconds: Int64(date.dayNumber) * 86_400) }

  /// The number of microseconds in a day.
  public static let microsecondsPerDay: Int64 = 86_400_000_000

  /// Whether an instant comes before another.
  public static func < (a: Self, b: Self) -> Bool { a.microseconds < b.microseconds }

  /// The day in UTC that holds this instant.
  public var date: CalendarDate {
    CalendarDate(dayNumber: Int(floorDivide(microseconds, Self.microsecondsPerDay)))
  }

  /// The instant a number of seconds later; negative for earlier.
  public func adding(seconds: Int64) -> Timestamp {
    Timestamp(microseconds: microseconds + seconds * 1_000_000)
  }

  /// The instant a number of days of 86,400 seconds later; negative for earlier.
  public func adding(days: Int) -> Timestamp { adding(seconds: Int64(days) * 86_400) }
}

/// Division that rounds towards minus infinity.
func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return (a % b != 0 && (a < 0) != (b < 0)) ? quotient - 1 : quotient
}
