internal import Seedbed

/// Ranges that do not overlap, one a row: for exclusion constraints, whose `&&` no two rows may meet.
struct DisjointRangeGenerator: ColumnGenerator {
  /// What a range is over.
  enum Unit: Sendable { case number, day, instant }
  /// What is written: a range as text, or one of its ends.
  enum Part: Sendable { case range, lower, upper }

  let unit: Unit
  let part: Part
  /// The lower end of the first range: a number, a day or microseconds.
  let origin: Int64

  /// A range takes two thirds of what lies between two lower ends.
  private var step: Int64 {
    switch unit {
    case .number: 30
    case .day: 3
    case .instant: 3 * 3_600_000_000
    }
  }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind {
    switch (part, unit) {
    case (.range, _): .text
    case (_, .number): .integer
    case (_, .day): .date
    case (_, .instant): .timestamp
    }
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    for row in 0..<frame.rowCount {
      let lower = origin &+ Int64(frame.rows[row]) &* step
      let upper = lower &+ step / 3 &* 2
      switch part {
      case .lower: output.words[row] = lower
      case .upper: output.words[row] = upper
      case .range:
        let text = Array("[\(text(lower)),\(text(upper)))".utf8)
        let start = output.arena.reserve(text.count)
        for (index, byte) in text.enumerated() { start[index] = byte }
        output.arena.commit(text.count)
        output.texts[row] = TextCell(start: start, count: text.count)
      }
    }
  }

  private func text(_ value: Int64) -> String {
    switch unit {
    case .number: String(value)
    case .day: CalendarDate(dayNumber: Int(value)).description
    case .instant: "\"\(Timestamp(microseconds: value))\""
    }
  }
}
