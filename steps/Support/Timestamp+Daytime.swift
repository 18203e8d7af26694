internal import Seedbed

extension Timestamp {
  /// This instant if it lies between 8 and 20 o'clock UTC, otherwise one in the next hour after
  /// 8 o'clock: when people write to each other. Never earlier, and at most 13 hours later.
  var atDaytime: Timestamp {
    let midnight = Timestamp(date)
    let seconds = (microseconds - midnight.microseconds) / 1_000_000
    if (8 * 3600..<20 * 3600).contains(seconds) { return self }
    let morning = (seconds < 8 * 3600 ? midnight : midnight.adding(days: 1))
      .adding(seconds: 8 * 3600)
    return morning.adding(seconds: seconds % 3600)
  }
}
