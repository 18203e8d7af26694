import Seedbed

extension ColumnRestriction {
  /// What obeys both, for values of a type.
  func intersection(_ other: ColumnRestriction, type: RelationalType) -> ColumnRestriction {
    var both = self
    if let otherAllowed = other.allowed {
      both.allowed =
        allowed.map { mine in mine.filter { otherAllowed.contains($0) } } ?? otherAllowed
    }
    both.excluded += other.excluded.filter { !excluded.contains($0) }
    both.lower = Self.tighter(lower, other.lower, wanted: 1)
    both.upper = Self.tighter(upper, other.upper, wanted: -1)
    both.minimumLength = [minimumLength, other.minimumLength].compactMap(\.self).max()
    both.maximumLength = [maximumLength, other.maximumLength].compactMap(\.self).min()
    both.patterns += other.patterns.filter { !patterns.contains($0) }
    both.formats += other.formats.filter { !formats.contains($0) }
    if let document, let otherDocument = other.document {
      both.document = document.joined(otherDocument)
      if both.document == nil { both.isAlwaysNull = true }
    } else {
      both.document = document ?? other.document
    }
    both.isNotNull = isNotNull || other.isNotNull
    both.isAlwaysNull = isAlwaysNull || other.isAlwaysNull
    both.sources += other.sources.filter { !sources.contains($0) }
    if let allowed = both.allowed {
      let matcher = RestrictionMatcher(both, butAllowed: true)
      both.allowed = allowed.filter { matcher.accepts($0) }
    }
    if both.emptiness(type: type) != nil { both.isAlwaysNull = true }
    return both
  }

  /// Leaves the values that a column which refers to this one takes: no longer texts than it has room
  /// for, and where it takes some texts alone, those.
  mutating func makeFit(_ referring: ColumnRestriction, of type: RelationalType) {
    guard case .text = type else { return }
    maximumLength = [maximumLength, referring.maximumLength].compactMap(\.self).min()
    guard referring.isNotNull, let wanted = referring.allowed else { return }
    if let known = allowed {
      // Several that refer to it take what is theirs of all that there is.
      guard sources.isEmpty else { return }
      allowed = known + wanted.filter { !known.contains($0) }
    } else {
      allowed = wanted
    }
  }

  private static func tighter(_ a: Bound?, _ b: Bound?, wanted: Int) -> Bound? {
    guard let a, let b else { return a ?? b }
    guard let order = DatabaseValue.order(a.value, b.value) else { return a }
    if order == 0 { return a.isInclusive ? b : a }
    return order == wanted ? a : b
  }

  /// Why no value but NULL obeys it; nil when there may be one.
  func emptiness(type: RelationalType) -> String? {
    if let allowed, allowed.isEmpty { return "no value is in all lists" }
    if let lower, let upper, let order = DatabaseValue.order(lower.value, upper.value) {
      let isOpen = !lower.isInclusive || !upper.isInclusive
      if order > 0 || order == 0 && isOpen {
        return "nothing is \(lower.words("at least", "greater than")) and "
          + upper.words("at most", "less than")
      }
      if case .integer = type.underlying, case .integer(let low) = lower.value,
        case .integer(let high) = upper.value, isOpen,
        !high.subtractingReportingOverflow(low).overflow,
        (high - low) - (lower.isInclusive ? 0 : 1) - (upper.isInclusive ? 0 : 1) < 0
      {
        return "no whole number is \(lower.words("at least", "greater than")) and "
          + upper.words("at most", "less than")
      }
      if order == 0, excluded.contains(lower.value) {
        return "the only value in range is excluded"
      }
    }
    if let minimumLength, let maximumLength, minimumLength > maximumLength {
      return "nothing is at least \(minimumLength) and at most \(maximumLength) long"
    }
    return nil
  }

  /// Why not even NULL is left; nil when something is, as far as can be told.
  func contradiction(type: RelationalType) -> String? {
    guard isNotNull else { return nil }
    return emptiness(type: type) ?? (isAlwaysNull ? "it must be NULL and must not be" : nil)
  }
}

extension ColumnRestriction.Bound {
  fileprivate func words(_ inclusive: String, _ exclusive: String) -> String {
    let text: String =
      switch value {
      case .integer(let number): String(number)
      case .real(let number): "\(number)"
      case .text(let text): "'\(text)'"
      case .date(let day): day.description
      case .timestamp(let instant): instant.description
      default: "a value"
      }
    return (isInclusive ? inclusive : exclusive) + " " + text
  }
}

extension DatabaseValue {
  /// -1, 0 or 1; nil for values that have no common order.
  static func order(_ a: DatabaseValue, _ b: DatabaseValue) -> Int? {
    func sign<T: Comparable>(_ x: T, _ y: T) -> Int { x < y ? -1 : x == y ? 0 : 1 }
    switch (a, b) {
    case (.integer(let x), .integer(let y)): return sign(x, y)
    case (.date(let x), .date(let y)): return sign(x, y)
    case (.timestamp(let x), .timestamp(let y)): return sign(x, y)
    case (.text(let x), .text(let y)):
      if x.utf8.elementsEqual(y.utf8) { return 0 }
      return x.utf8.lexicographicallyPrecedes(y.utf8) ? -1 : 1
    default:
      guard let x = a.asDouble, let y = b.asDouble else { return nil }
      return sign(x, y)
    }
  }
}
