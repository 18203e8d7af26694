import Seedbed

/// A span of time as PostgreSQL has it: months, days and microseconds, kept apart.
struct SQLInterval: Hashable, Sendable {
  var months = 0
  var days = 0
  var microseconds: Int64 = 0

  /// The length with 30 days to a month, by which intervals are compared.
  var estimatedMicroseconds: Int64 {
    Int64(months * 30 + days) * Timestamp.microsecondsPerDay + microseconds
  }

  /// The sum.
  static func + (a: Self, b: Self) -> Self {
    Self(
      months: a.months + b.months, days: a.days + b.days,
      microseconds: a.microseconds + b.microseconds)
  }

  /// The span in the other direction.
  static prefix func - (a: Self) -> Self {
    Self(months: -a.months, days: -a.days, microseconds: -a.microseconds)
  }

  /// A multiple; nil unless the factor is whole.
  func multiplied(by factor: Double) -> Self? {
    guard let whole = Int(exactly: factor), abs(whole) < 1 << 31 else { return nil }
    let (product, overflow) = microseconds.multipliedReportingOverflow(by: Int64(whole))
    let multiple = Self(months: months * whole, days: days * whole, microseconds: product)
    return overflow || !multiple.isInRange ? nil : multiple
  }

  /// The instant that is this much later: months first, the day of the month cut to what exists.
  func added(to instant: Int64) -> Int64 {
    var day = Timestamp(microseconds: instant).date
    let rest = instant - Int64(day.dayNumber) * Timestamp.microsecondsPerDay
    if months != 0 { day = day.adding(months: months) }
    return Int64(day.dayNumber + days) * Timestamp.microsecondsPerDay + rest + microseconds
  }

  /// Reads `1 year 2 mons -3 days 04:05:06`, `18 years` and `@ 2 hours ago`; nil for anything else.
  init?(_ text: String) {
    self.init()
    var words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    if words.first == "@" { words.removeFirst() }
    let isAgo = words.last == "ago"
    if isAgo { words.removeLast() }
    guard !words.isEmpty else { return nil }
    var position = 0
    while position < words.count {
      let word = words[position]
      position += 1
      if word.contains(":") {
        guard let time = Self.clock(word) else { return nil }
        microseconds += time
        continue
      }
      let digits = word.prefix { !$0.isLetter }
      var unit = String(word.dropFirst(digits.count))
      if unit.isEmpty {
        guard position < words.count else { return nil }
        unit = words[position]
        position += 1
      }
      guard let amount = Double(digits), add(amount, unit) else { return nil }
    }
    if isAgo { self = -self }
    guard isInRange else { return nil }
  }

  /// Whether it is within ten thousand years, so that nothing computed with it overflows.
  private var isInRange: Bool {
    abs(months) <= 120_000 && abs(days) <= 3_660_000
      && microseconds.magnitude <= 3_660_000 * Timestamp.microsecondsPerDay.magnitude
  }

  /// Creates a span.
  init(months: Int = 0, days: Int = 0, microseconds: Int64 = 0) {
    self.months = months
    self.days = days
    self.microseconds = microseconds
  }

  private mutating func add(_ amount: Double, _ unit: String) -> Bool {
    // A million is beyond ten thousand years of any unit but the shortest, which fit too.
    guard
      amount.magnitude < 1e6 || unit.hasPrefix("m") || unit.hasPrefix("s") || unit.hasPrefix("u"),
      amount.magnitude < 1e9
    else { return false }
    func whole(_ value: Double) -> Int? { Int(exactly: value) }
    switch unit {
    case "microsecond", "microseconds", "us": microseconds += Int64(amount)
    case "millisecond", "milliseconds", "ms": microseconds += Int64(amount * 1000)
    case "second", "seconds", "sec", "secs", "s": microseconds += Int64(amount * 1_000_000)
    case "minute", "minutes", "min", "mins", "m": microseconds += Int64(amount * 60_000_000)
    case "hour", "hours", "hr", "hrs", "h": microseconds += Int64(amount * 3_600_000_000)
    case "day", "days", "d":
      guard let count = whole(amount) else { return false }
      days += count
    case "week", "weeks", "w":
      guard let count = whole(amount * 7) else { return false }
      days += count
    case "mon", "mons", "month", "months":
      guard let count = whole(amount) else { return false }
      months += count
    case "year", "years", "yr", "yrs", "y":
      guard let count = whole(amount * 12) else { return false }
      months += count
    case "decade", "decades": months += Int(amount * 120)
    case "century", "centuries": months += Int(amount * 1200)
    default: return false
    }
    return true
  }

  /// `04:05:06.7`, with a sign.
  private static func clock(_ word: String) -> Int64? {
    let isNegative = word.hasPrefix("-")
    let parts = word.drop { $0 == "-" || $0 == "+" }.split(separator: ":")
    guard (2...3).contains(parts.count), let hours = Int64(parts[0]), let minutes = Int64(parts[1]),
      let seconds = parts.count == 3 ? Double(parts[2]) : 0
    else { return nil }
    let total =
      (hours * 60 + minutes) * 60_000_000 + Int64((seconds * 1_000_000).rounded())
    return isNegative ? -total : total
  }
}

extension CalendarDate {
  /// The day a number of months later, or the last one of that month where it has fewer days.
  func adding(months: Int) -> CalendarDate {
    let (year, month, day) = civil
    let total = year * 12 + month - 1 + months
    let newYear = total >= 0 ? total / 12 : -((11 - total) / 12)
    let newMonth = total - newYear * 12 + 1
    let next = newMonth == 12 ? (newYear + 1, 1) : (newYear, newMonth + 1)
    let last = CalendarDate(year: next.0, month: next.1, day: 1).adding(days: -1).civil.day
    return CalendarDate(year: newYear, month: newMonth, day: min(day, last))
  }
}
