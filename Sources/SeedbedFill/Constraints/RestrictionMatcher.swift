public import Seedbed

/// Tries single values by a restriction: for the lists and small spaces that a generator filters
/// before it begins, not for rows.
public struct RestrictionMatcher: Sendable {
  private let restriction: ColumnRestriction
  private let ignoresAllowed: Bool
  private let patterns: [(CompiledPattern, isNegated: Bool)]
  /// Whether every pattern is understood; `accepts` accepts nothing otherwise.
  public let isComplete: Bool

  /// Compiles the patterns of a restriction.
  public init(_ restriction: ColumnRestriction) { self.init(restriction, butAllowed: false) }

  init(_ restriction: ColumnRestriction, butAllowed ignoresAllowed: Bool) {
    self.restriction = restriction
    self.ignoresAllowed = ignoresAllowed
    patterns = restriction.patterns.compactMap { pattern in
      CompiledPattern(pattern).map { ($0, pattern.isNegated) }
    }
    isComplete = patterns.count == restriction.patterns.count
  }

  /// Whether a value obeys everything that the restriction says.
  public func accepts(_ value: DatabaseValue) -> Bool {
    guard isComplete else { return false }
    if value == .null { return !restriction.isNotNull }
    if restriction.isAlwaysNull { return false }
    if let allowed = restriction.allowed, !ignoresAllowed, !allowed.contains(value) { return false }
    if restriction.excluded.contains(value) { return false }
    if let lower = restriction.lower, let order = DatabaseValue.order(value, lower.value),
      order < 0 || order == 0 && !lower.isInclusive
    {
      return false
    }
    if let upper = restriction.upper, let order = DatabaseValue.order(value, upper.value),
      order > 0 || order == 0 && !upper.isInclusive
    {
      return false
    }
    switch value {
    case .text(let text): return accepts(text)
    case .blob(let bytes): return hasLength(bytes.count)
    default: return true
    }
  }

  private func hasLength(_ length: Int) -> Bool {
    length >= restriction.minimumLength ?? 0 && length <= restriction.maximumLength ?? .max
  }

  private func accepts(_ text: String) -> Bool {
    guard hasLength(text.unicodeScalars.count) else { return false }
    for format in restriction.formats {
      let hasFormat =
        switch format {
        case .json: JSONSyntax.isValid(text)
        case .date: CalendarDate(text) != nil
        case .timestamp: text.utf8.count == 19 && Timestamp(text)?.databaseText == text
        case .time: text.utf8.count == 8 && Timestamp("1970-01-01T" + text) != nil
        }
      if !hasFormat { return false }
    }
    return patterns.allSatisfy { pattern, isNegated in pattern.matches(text) != isNegated }
  }
}
