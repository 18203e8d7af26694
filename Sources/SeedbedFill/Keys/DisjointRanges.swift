internal import Seedbed

/// Ranges that do not overlap, one a row: for exclusion constraints, whose `&&` no two rows may meet.
struct DisjointRangeGenerator: ColumnGenerator {
  /// What a range is over.
  enum Unit: Sendable { case number, day, instant }
  /// What is written: a range as text, one of its ends, or how long it lasts, as an interval or in some
  /// unit of so many seconds.
  enum Part: Sendable {
    case range, lower, upper, interval
    case length(unit: Int64)
  }

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
    case (.range, _), (.interval, _): .text
    case (.length, _): .integer
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
      case .range: output.storeBytes(Array("[\(text(lower)),\(text(upper)))".utf8), at: row)
      case .interval:
        output.storeBytes(Array("\(seconds(frame.rows[row]) / 60) minutes".utf8), at: row)
      case .length(let unit): output.words[row] = max(1, seconds(frame.rows[row]) / unit)
      }
    }
  }

  /// From half an hour to the two hours that a range of instants has.
  private func seconds(_ row: Int) -> Int64 { 1800 * (Int64(row) &* 7 % 4 + 1) }

  private func text(_ value: Int64) -> String {
    switch unit {
    case .number: String(value)
    case .day: CalendarDate(dayNumber: Int(value)).description
    case .instant: "\"\(Timestamp(microseconds: value))\""
    }
  }
}

extension DisjointRangeGenerator.Part {
  /// The part that the second column of an expression is, as in `tsrange(starts, ends)`,
  /// `tsrange(starts, starts + duration)` and `starts + minutes * interval '1 minute'`; nil for one that
  /// is not understood.
  init?(end: RelationalType, of unit: DisjointRangeGenerator.Unit, in expression: String) {
    if DisjointRangeGenerator.Unit(end) == unit {
      self = .upper
      return
    }
    guard unit == .instant else { return nil }
    switch end.underlying {
    case .interval: self = .interval
    case .integer:
      let units: [(String, Int64)] = [("minute", 60), ("second", 1), ("sec", 1), ("hour", 3600)]
      guard let known = units.first(where: { expression.contains($0.0) }) else { return nil }
      self = .length(unit: known.1)
    default: return nil
    }
  }
}
