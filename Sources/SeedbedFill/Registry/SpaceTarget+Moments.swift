internal import Seedbed

extension SpaceTarget {
  /// How the column keeps a moment; nil when it cannot.
  var usedMomentForm: MomentForm? {
    switch type {
    case .date: return .date
    case .timestamp: return .timestamp
    case .time(let hasZone): return .time(hasZone: hasZone)
    case .integer(let bitCount):
      return momentForm ?? (bitCount >= 32 ? .epochSeconds : nil)
    case .decimal(let precision, let scale) where (scale ?? 0) <= 0 && (precision ?? 18) >= 10:
      return .epochSeconds
    case .any: return momentForm ?? .timestampText
    case .bytes: return .timestampBytes
    case .text, .caseInsensitiveText:
      if let momentForm, let length = momentForm.length, length <= maximumLength ?? length {
        return momentForm
      }
      switch maximumLength ?? 19 {
      case 19...: return .timestampText
      case 14...: return .timestampDigits
      case 10...: return .dateText
      case 8...: return .dateDigits
      default: return nil
      }
    default: return nil
    }
  }

  /// The moments of a window that the column takes; where a constraint allows none of them, others
  /// within the constraint.
  func momentSpace(
    _ first: Int64, _ last: Int64, _ shape: MomentSpace.Shape
  ) -> (any ValueSpace)? {
    guard let form = usedMomentForm, restriction.patterns.isEmpty else { return nil }
    if let length = form.length, family == .text {
      guard length >= restriction.minimumLength ?? 0, length <= maximumLength ?? length else {
        return nil
      }
    }
    if case .time = form { return MomentSpace(from: 0, through: 86_399, form: form, shape: .even) }
    guard let window = window(first, last, step: form.step) else { return nil }
    return MomentSpace(
      from: window.lowerBound, through: window.upperBound, form: form, shape: shape)
  }

  /// The part of a window that constraints allow.
  func window(_ first: Int64, _ last: Int64, step: Int64) -> ClosedRange<Int64>? {
    // PostgreSQL and ISO 8601 agree on years 1 to 9999.
    var low: Int64 = -62_135_596_800
    var high: Int64 = 253_402_214_400
    if let bound = restriction.lower {
      guard let seconds = seconds(bound.value) else { return nil }
      low = max(low, bound.isInclusive ? seconds : seconds + step)
    }
    if let bound = restriction.upper {
      guard let seconds = seconds(bound.value) else { return nil }
      high = min(high, bound.isInclusive ? seconds : seconds - step)
    }
    guard low <= high else { return nil }
    var start = max(first, low)
    var end = min(last, high)
    if start > end {
      (start, end) =
        first > high
        ? (max(low, high - (last - first)), high) : (low, min(high, low + (last - first)))
    }
    for value in restriction.excluded.compactMap({ seconds($0) }).sorted()
    where start <= value && value <= end {
      // One side of what is left out is enough.
      if end - value >= value - start { start = value + step } else { end = value - step }
    }
    return start <= end ? start...end : nil
  }

  /// A moment that a constraint names, in the form that the column keeps.
  private func seconds(_ value: DatabaseValue) -> Int64? {
    switch (usedMomentForm, value) {
    case (.epochSeconds, _): value.number.map { Int64($0) }
    case (.epochMilliseconds, _): value.number.map { Int64($0 / 1000) }
    default: value.seconds
    }
  }
}
