internal import Seedbed

/// A month of the calendar, counted on.
struct Month: Hashable, Comparable, Sendable {
  /// Months since January of the year 0.
  var index: Int

  /// The month that holds a day.
  init(of date: CalendarDate) {
    let (year, month, _) = date.civil
    index = year * 12 + month - 1
  }

  private init(index: Int) { self.index = index }

  static func < (a: Self, b: Self) -> Bool { a.index < b.index }
  static func + (month: Self, count: Int) -> Self { Self(index: month.index + count) }
  static func - (month: Self, count: Int) -> Self { Self(index: month.index - count) }

  /// The year.
  var year: Int { index / 12 }
  /// The number in the year, from 1 to 12.
  var number: Int { index % 12 + 1 }
  /// Its first day.
  var firstDay: CalendarDate { CalendarDate(year: year, month: number, day: 1) }
  /// Its last day.
  var lastDay: CalendarDate { (self + 1).firstDay.adding(days: -1) }
}
