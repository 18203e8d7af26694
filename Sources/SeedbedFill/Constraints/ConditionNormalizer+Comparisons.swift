import Seedbed

extension ConditionNormalizer {
  // MARK: Lists and comparisons

  func membership(
    _ a: SQLExpression, _ list: [SQLExpression], isNegated: Bool, isStrict: Bool
  ) -> [[ConstraintLiteral]]? {
    let isPlain = list.allSatisfy { $0.columns.isEmpty }
    if case .row = a {
    } else if isPlain {
      return atom(.inList(a, list, isNegated: isNegated), isNegated: false, isStrict: isStrict)
    }
    let each = list.map { element in
      normalized(.comparison(.equal, a, element), isNegated: isNegated, isStrict: isStrict)
    }
    return isNegated ? product(each) : union(each)
  }

  /// Comparisons that are not of values alone: of rows, of truths, of numbers of NULLs, of a value
  /// in place of NULL. Nil for all others.
  func specialComparison(
    _ comparison: SQLExpression.Comparison, _ a: SQLExpression, _ b: SQLExpression, isStrict: Bool
  ) -> [[ConstraintLiteral]]? {
    if case .row(let left) = a, case .row(let right) = b, left.count == right.count {
      guard comparison == .equal || comparison == .notEqual else { return nil }
      let each = zip(left, right).map {
        normalized(.comparison(comparison, $0, $1), isNegated: false, isStrict: isStrict)
      }
      return comparison == .equal ? product(each) : union(each)
    }
    if let predicates = countedPredicates(a), let wanted = constantInteger(b) {
      return counted(predicates, comparison, wanted)
    }
    if let predicates = countedPredicates(b), let wanted = constantInteger(a) {
      return counted(predicates, comparison.flipped, wanted)
    }
    if comparison == .equal || comparison == .notEqual, isPredicate(b),
      isBooleanColumn(a) || isPredicate(a)
    {
      // Both sides decided is a way to be sure of either comparison.
      func way(_ x: Bool, _ y: Bool) -> [[ConstraintLiteral]]? {
        product([
          normalized(a, isNegated: !x, isStrict: true),
          normalized(b, isNegated: !y, isStrict: true),
        ])
      }
      return comparison == .equal
        ? union([way(true, true), way(false, false)])
        : union([way(true, false), way(false, true)])
    }
    if comparison == .equal || comparison == .notEqual, isPredicate(a) {
      if isBooleanColumn(b) {
        return specialComparison(comparison, b, a, isStrict: isStrict)
      }
      if let truth = constantTruth(b) {
        return normalized(a, isNegated: truth != (comparison == .equal), isStrict: isStrict)
      }
    }
    if isZero(b), let found = signs(comparison, a, isStrict: isStrict) { return found }
    if isZero(a), let found = signs(comparison.flipped, b, isStrict: isStrict) { return found }
    if case .function(let name, let arguments) = a, name == "coalesce" || name == "ifnull",
      arguments.count == 2, case .column(let column) = arguments[0],
      arguments[1].columns.isEmpty, b.columns.isEmpty
    {
      let isMet = normalized(
        .comparison(comparison, arguments[1], b), isNegated: false, isStrict: isStrict)
      return union([
        normalized(.comparison(comparison, arguments[0], b), isNegated: false, isStrict: true),
        product([isMet, [[nullLiteral(column, isNull: true)]]]),
      ])
    }
    return nil
  }

  private func isZero(_ expression: SQLExpression) -> Bool {
    switch RestrictionBuilder(scope: scope).constant(expression) {
    case .integer(0), .real(0): true
    case .decimal(let number): number.wholeValue == 0
    default: false
    }
  }

  /// A product or a difference of columns compared to 0, by the signs of what it is made of; nil for
  /// anything else.
  private func signs(
    _ comparison: SQLExpression.Comparison, _ expression: SQLExpression, isStrict: Bool
  ) -> [[ConstraintLiteral]]? {
    guard case .arithmetic(let operation, let x, let y) = expression, !x.columns.isEmpty,
      !y.columns.isEmpty
    else { return nil }
    func compared(
      _ operand: SQLExpression, _ comparison: SQLExpression.Comparison
    ) -> [[ConstraintLiteral]]? {
      normalized(
        .comparison(comparison, operand, .literal(.integer(0))), isNegated: false,
        isStrict: isStrict)
    }
    switch (operation, comparison) {
    case (.subtract, _):
      return normalized(.comparison(comparison, x, y), isNegated: false, isStrict: isStrict)
    case (.multiply, .equal): return union([compared(x, .equal), compared(y, .equal)])
    case (.multiply, .notEqual): return product([compared(x, .notEqual), compared(y, .notEqual)])
    case (.multiply, _):
      // Of one sign where the product is to be positive, else of two.
      let isPositive = comparison == .greater || comparison == .greaterOrEqual
      let isInclusive = comparison == .greaterOrEqual || comparison == .lessOrEqual
      let (above, below): (SQLExpression.Comparison, SQLExpression.Comparison) =
        isInclusive ? (.greaterOrEqual, .lessOrEqual) : (.greater, .less)
      return union([
        product([compared(x, above), compared(y, isPositive ? above : below)]),
        product([compared(x, below), compared(y, isPositive ? below : above)]),
      ])
    default: return nil
    }
  }

  /// Whether an expression is a condition rather than a value.
  func isPredicate(_ expression: SQLExpression) -> Bool {
    switch expression {
    case .not, .and, .or, .comparison, .isNull, .isTruth, .isDistinct, .inList, .match: true
    default: false
    }
  }

  func isBooleanColumn(_ expression: SQLExpression) -> Bool {
    guard scope.dialect == .postgres, case .column(let name) = expression else { return false }
    return scope.table[name]?.type.underlying == .boolean
  }

  func constantTruth(_ expression: SQLExpression) -> Bool? {
    switch expression {
    case .literal(.bool(let truth)): truth
    case .literal(.integer(let number)) where scope.dialect == .sqlite && (0...1).contains(number):
      number == 1
    default: nil
    }
  }

  func constantInteger(_ expression: SQLExpression) -> Int64? {
    if case .literal(.integer(let number)) = expression { number } else { nil }
  }

  // MARK: Counts of conditions

  /// The conditions that an expression counts: `num_nonnulls(a, b)`, `(a IS NULL)::int + …`,
  /// `CASE WHEN a IS NULL THEN 0 ELSE 1 END + …`; nil for anything else.
  private func countedPredicates(_ expression: SQLExpression) -> [SQLExpression]? {
    switch expression {
    case .function("num_nonnulls", let all):
      return all.map { .isNull($0, isNegated: true) }
    case .function("num_nulls", let all): return all.map { .isNull($0, isNegated: false) }
    case .arithmetic(.add, let a, let b):
      guard let left = countedPredicates(a), let right = countedPredicates(b) else { return nil }
      return left + right
    case .cast(let a, .integer, _): return countedPredicates(a)
    case .isNull: return [expression]
    case .caseWhen(nil, let clauses, let otherwise):
      guard clauses.count == 1, let then = constantInteger(clauses[0].result),
        let other = otherwise.map({ constantInteger($0) }) ?? 0,
        case .isNull(let tested, let isNegated) = clauses[0].condition
      else { return nil }
      if then == 1, other == 0 { return [clauses[0].condition] }
      if then == 0, other == 1 { return [.isNull(tested, isNegated: !isNegated)] }
      return nil
    default: return nil
    }
  }

  /// The ways in which so many of some conditions hold.
  private func counted(
    _ predicates: [SQLExpression], _ comparison: SQLExpression.Comparison, _ wanted: Int64
  ) -> [[ConstraintLiteral]]? {
    // 2^6 subsets are as many as there may be terms.
    guard predicates.count <= 6 else { return nil }
    var ways: [[[ConstraintLiteral]]?] = []
    for subset in 0..<(1 << predicates.count) {
      let count = Int64(subset.nonzeroBitCount)
      let holds =
        (try? SQLComparator(dialect: scope.dialect)
          .holds(comparison, .integer(count), .integer(wanted))) == true
      guard holds else { continue }
      ways.append(
        product(
          predicates.enumerated().map { index, predicate in
            normalized(predicate, isNegated: subset >> index & 1 == 0, isStrict: true)
          }))
    }
    return union(ways)
  }
}
