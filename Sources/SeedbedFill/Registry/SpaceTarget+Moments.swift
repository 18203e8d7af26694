internal import Seedbed

extension SpaceTarget {
  /// How the column keeps a moment; nil when it cannot.
  var usedMomentForm: MomentForm? {
    switch type {
    case .date: return .date
    case .timestamp: return .timestamp
    case .time(let hasZone): return .time(hasZone: hasZone)
    case .integer(let bitCount): return bitCount >= 32 ? momentForm ?? .epochSeconds : nil
    case .decimal(let precision, let scale) where (scale ?? 0) <= 0 && (precision ?? 18) >= 10:
      return .epochSeconds
    case .real: return momentForm == .epochReal ? momentForm : nil
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
    guard let form = usedMomentForm, takes(form) else { return nil }
    if case .time = form { return MomentSpace(from: 0, through: 86_399, form: form, shape: .even) }
    guard let window = window(first, last, step: form.step) else { return nil }
    if !restriction.patterns.isEmpty {
      // What the patterns accept was proved for these years.
      guard window.lowerBound >= Self.firstProved, window.upperBound < Self.firstUnproved else {
        return nil
      }
    }
    return MomentSpace(
      from: window.lowerBound, through: window.upperBound, form: form, shape: shape)
  }

  /// The first moments of 1900 and of 2101.
  private static let firstProved: Int64 = -2_208_988_800
  private static let firstUnproved: Int64 = 4_133_980_800

  /// Whether lengths and patterns allow all moments of a form.
  func takes(_ form: MomentForm) -> Bool {
    if let length = form.length, family == .text {
      guard length >= restriction.minimumLength ?? 0, length <= maximumLength ?? length else {
        return false
      }
    }
    return restriction.patterns.isEmpty || form.template.map(acceptsAll) ?? false
  }

  /// Whether the patterns accept every text of a template.
  func acceptsAll(_ template: TextTemplate) -> Bool {
    guard let automaton = support.automaton(restriction),
      let accepted = template.accepted(by: automaton)
    else { return false }
    return zip(accepted.parts, template.parts).allSatisfy { $0.count == $1.count }
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
    case (.epochSeconds, _), (.epochReal, _): value.number.map { Int64($0) }
    case (.epochMilliseconds, _): value.number.map { Int64($0 / 1000) }
    default: value.seconds
    }
  }
}
