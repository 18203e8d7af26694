import Seedbed

/// Turns comparisons of columns into relations between them.
struct RelationBuilder {
  let scope: ExpressionScope

  /// The relation that makes a condition on several columns TRUE, unless one is NULL; nil when it is
  /// not of a form that is known.
  func relation(_ condition: SQLExpression) -> ColumnRelation? {
    let (comparison, a, b): (SQLExpression.Comparison, SQLExpression, SQLExpression)
    switch condition {
    case .comparison(let given, let x, let y): (comparison, a, b) = (given, x, y)
    case .isDistinct(let x, let y, isNegated: true): (comparison, a, b) = (.equal, x, y)
    default: return nil
    }
    if let left = column(a), let right = column(b), left != right {
      switch comparison {
      case .equal: return .equal(left, right)
      case .notEqual: return .different(left, right)
      case .less, .lessOrEqual:
        return ordered(left, right, .none, isStrict: comparison == .less)
      case .greater, .greaterOrEqual:
        return ordered(right, left, .none, isStrict: comparison == .greater)
      }
    }
    if comparison == .equal {
      if case .function("round", let x) = a, case .function("round", let y) = b,
        x.dropFirst() == y.dropFirst(), let x = x.first, let y = y.first
      {
        return equality(x, y, isExact: false)
      }
      return equality(a, b, isExact: true)
    }
    guard comparison != .notEqual else { return nil }
    if let equal = equalWithin(comparison, a, b) { return equal }
    let isUpward = comparison == .less || comparison == .lessOrEqual
    return shifted(
      lesser: isUpward ? a : b, greater: isUpward ? b : a,
      isStrict: comparison == .less || comparison == .greater)
  }

  private func equality(
    _ a: SQLExpression, _ b: SQLExpression, isExact: Bool
  ) -> ColumnRelation? {
    definition(a, b) ?? definition(b, a) ?? solved(a, b, isExact: isExact)
      ?? solved(b, a, isExact: isExact)
  }

  /// `abs(total - net - tax) < 0.01` as `total = net + tax`.
  private func equalWithin(
    _ comparison: SQLExpression.Comparison, _ a: SQLExpression, _ b: SQLExpression
  ) -> ColumnRelation? {
    let isUpward = comparison == .less || comparison == .lessOrEqual
    let (difference, tolerance) = isUpward ? (a, b) : (b, a)
    guard case .function("abs", let arguments) = difference, arguments.count == 1,
      let value = RestrictionBuilder(scope: scope).constant(tolerance)?.asDouble, value > 0
    else { return nil }
    return solved(arguments[0], .literal(.integer(0)), isExact: false)
  }

  /// The column under casts that keep the order.
  private func column(_ expression: SQLExpression) -> String? {
    switch expression {
    case .column(let name): name
    case .cast(let inner, let type, _):
      scope.dialect == .postgres && keepsOrder(inner, type) ? column(inner) : nil
    default: nil
    }
  }

  private func keepsOrder(_ inner: SQLExpression, _ target: RelationalType) -> Bool {
    guard let name = column(inner), let type = scope.table[name]?.type.underlying else {
      return false
    }
    switch (type, target.underlying) {
    case (.text, .text(maximumLength: nil, _)), (.integer, .decimal(_, scale: nil)),
      (.integer, .integer(bitCount: 64)), (.integer, .real(bitCount: 64)),
      (.decimal, .decimal(_, scale: nil)), (.real, .real(bitCount: 64)), (.date, .timestamp),
      (.timestamp, .timestamp):
      return true
    default: return false
    }
  }

  private func ordered(
    _ lesser: String, _ greater: String, _ distance: ColumnRelation.Distance, isStrict: Bool
  ) -> ColumnRelation? {
    .order(lesser: lesser, greater: greater, distance: distance, isStrict: isStrict)
  }

  /// `a + k < b`, `a < b - k`, `b - a > k`.
  private func shifted(
    lesser: SQLExpression, greater: SQLExpression, isStrict: Bool
  ) -> ColumnRelation? {
    // k < b - a, and b - a < k, which is b - k < a.
    if case .arithmetic(.subtract, let b, let a) = greater, let low = column(a),
      let high = column(b), let distance = distance(lesser, from: low, isAdded: true)
    {
      return ordered(low, high, distance, isStrict: isStrict)
    }
    if case .arithmetic(.subtract, let b, let a) = lesser, let low = column(b),
      let high = column(a), let distance = distance(greater, from: low, isAdded: false)
    {
      return ordered(low, high, distance, isStrict: isStrict)
    }
    guard let left = shiftedColumn(lesser), let right = shiftedColumn(greater),
      left.name != right.name
    else { return nil }
    switch (left.shift, right.shift) {
    case (let shift?, nil):
      return distance(shift.amount, from: left.name, isAdded: shift.isAdded).flatMap {
        ordered(left.name, right.name, $0, isStrict: isStrict)
      }
    case (nil, let shift?):
      return distance(shift.amount, from: left.name, isAdded: !shift.isAdded).flatMap {
        ordered(left.name, right.name, $0, isStrict: isStrict)
      }
    default: return nil
    }
  }

  private func shiftedColumn(
    _ expression: SQLExpression
  ) -> (name: String, shift: (amount: SQLExpression, isAdded: Bool)?)? {
    if let name = column(expression) { return (name, nil) }
    switch expression {
    case .arithmetic(.add, let a, let b):
      if let name = column(a), b.columns.isEmpty { return (name, (b, true)) }
      if let name = column(b), a.columns.isEmpty { return (name, (a, true)) }
    case .arithmetic(.subtract, let a, let b):
      if let name = column(a), b.columns.isEmpty { return (name, (b, false)) }
    default: break
    }
    return nil
  }

  /// A constant as a distance from a column, rounded to the safe side.
  private func distance(
    _ amount: SQLExpression, from name: String, isAdded: Bool
  ) -> ColumnRelation.Distance? {
    guard let value = RestrictionBuilder(scope: scope).constant(amount),
      let type = scope.table[name]?.type.underlying
    else { return nil }
    switch (type, value) {
    case (.integer, _), (.real, _), (.decimal, _), (.date, .integer):
      return value.asDouble.map { .number(isAdded ? $0 : -$0) }
    case (.date, .interval(let given)), (.timestamp, .interval(let given)):
      let span = isAdded ? given : -given
      // A month has at most 31 days and a year 366, or at least 28 and 365 to come back by.
      let (years, months) = (span.months / 12, span.months % 12)
      let days =
        span.days + (span.months > 0 ? years * 366 + months * 31 : years * 365 + months * 28)
      let total = Int64(days) * Timestamp.microsecondsPerDay + span.microseconds
      if case .timestamp = type { return .microseconds(total) }
      let perDay = Timestamp.microsecondsPerDay
      let whole = total >= 0 ? (total + perDay - 1) / perDay : total / perDay
      return .number(Double(whole))
    default: return nil
    }
  }

  /// `c = f(a, b)`.
  private func definition(_ side: SQLExpression, _ other: SQLExpression) -> ColumnRelation? {
    guard let name = column(side), !other.columns.isEmpty, !other.columns.contains(name),
      let formula = try? RowFormula(other, text: other.sketch, scope: scope)
    else { return nil }
    return .definition(column: name, formula: formula)
  }

  /// `a + b + c = k` as `c = k - a - b`.
  private func solved(
    _ side: SQLExpression, _ other: SQLExpression, isExact: Bool
  ) -> ColumnRelation? {
    let terms = terms(of: side, isAdded: true)
    guard terms.count > 1,
      let last = terms.lastIndex(where: { $0.isAdded && isNumber($0.expression, isExact: isExact) })
    else { return nil }
    var rest = other
    for (index, term) in terms.enumerated() where index != last {
      rest = .arithmetic(term.isAdded ? .subtract : .add, rest, term.expression)
    }
    return definition(terms[last].expression, rest)
  }

  private func terms(
    of expression: SQLExpression, isAdded: Bool
  ) -> [(expression: SQLExpression, isAdded: Bool)] {
    switch expression {
    case .arithmetic(.add, let a, let b):
      terms(of: a, isAdded: isAdded) + terms(of: b, isAdded: isAdded)
    case .arithmetic(.subtract, let a, let b):
      terms(of: a, isAdded: isAdded) + terms(of: b, isAdded: !isAdded)
    default: [(expression, isAdded)]
    }
  }

  /// Whether an expression is a column of numbers, of exact ones where that matters.
  private func isNumber(_ expression: SQLExpression, isExact: Bool) -> Bool {
    guard let name = column(expression), let type = scope.table[name]?.type.underlying else {
      return false
    }
    switch type {
    case .integer, .decimal: return true
    case .real: return !isExact
    default: return false
    }
  }
}

extension SQLExpression {
  /// The expression in words, for messages.
  var sketch: String {
    switch self {
    case .column(let name): name
    case .literal(.integer(let number)): String(number)
    case .literal(.decimal(let number)): number.description
    case .literal(.text(let text)): "'\(text)'"
    case .arithmetic(let operation, let a, let b):
      "(\(a.sketch) \(operation.rawValue) \(b.sketch))"
    case .cast(let a, _, _): a.sketch
    case .function(let name, let all): "\(name)(\(all.map(\.sketch).joined(separator: ", ")))"
    default: "…"
    }
  }
}
