extension BulkProgress {
  /// Whether all parents are written.
  var isDone: Bool { parentsDone >= parentCount }

  /// The share of parents written, from 0 to 1.
  var share: Double {
    parentCount > 0 ? min(Double(parentsDone) / Double(parentCount), 1) : 1
  }

  /// The whole percents written, rounded down so that 100 means all.
  var percent: Int { Int(share * 100) }

  /// The whole tenths written.
  var tenth: Int { Int(share * 10) }

  /// The rows written in a second of this load; nil before the clock has moved.
  var rowsPerSecond: Int? {
    let seconds = elapsed.seconds
    return seconds > 0 ? Int((Double(rowsDone) / seconds).rounded()) : nil
  }

  /// The time that the remaining chunks take at the speed so far; nil before the first is done.
  ///
  /// Chunks of this run alone are counted: those of an earlier one took no time of this.
  var timeLeft: Duration? {
    guard chunksDone > 0 else { return nil }
    return .seconds(elapsed.seconds / Double(chunksDone) * Double(max(chunkCount - chunksDone, 0)))
  }

  /// All that there is to say, in parts: ` 40 %`, `2 s left`, `chunk 8/20`,
  /// `40,000/100,000 profiles`, `1,120,000 rows`, `950,000 rows/s`.
  var parts: [String] {
    let percentText = String(percent)
    var parts = [String(repeating: " ", count: max(3 - percentText.count, 0)) + percentText + " %"]
    if let timeLeft, !isDone { parts.append("\(timeLeft.roughText) left") }
    parts += [
      "chunk \(grouped(chunksDone))/\(grouped(chunkCount))",
      "\(grouped(parentsDone))/\(grouped(parentCount)) \(noun)",
      counted(rowsDone, "row"),
    ]
    if let rowsPerSecond { parts.append("\(grouped(rowsPerSecond)) rows/s") }
    return parts
  }

  /// Whether this belongs to another load than what was said last.
  func beginsLoad(after last: BulkProgress?) -> Bool {
    guard let last else { return true }
    return last.noun != noun || last.parentCount != parentCount || elapsed < last.elapsed
      || parentsDone < last.parentsDone
  }
}
