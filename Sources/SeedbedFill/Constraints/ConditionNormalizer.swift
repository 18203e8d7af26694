import Seedbed

/// Rewrites a condition as a disjunction of conjunctions of literals.
///
/// Two questions are asked of three-valued conditions: whether they are TRUE (or FALSE), which is
/// the strict one, and whether they are not FALSE (or not TRUE), which is a CHECK's own.
struct ConditionNormalizer {
  let scope: ExpressionScope

  /// The most conjunctions; a condition that needs more stays as it is.
  static let greatestTermCount = 64

  /// The conjunctions that a row may obey to make the condition not FALSE: none when nothing does.
  func terms(_ condition: SQLExpression) -> [[ConstraintLiteral]] {
    normalized(condition, isNegated: false, isStrict: false) ?? [[.opaque(condition)]]
  }

  /// Nil when there are too many conjunctions.
  func normalized(
    _ condition: SQLExpression, isNegated: Bool, isStrict: Bool
  ) -> [[ConstraintLiteral]]? {
    func again(_ part: SQLExpression, _ flips: Bool = false) -> [[ConstraintLiteral]]? {
      normalized(part, isNegated: isNegated != flips, isStrict: isStrict)
    }
    switch condition {
    case .not(let a): return again(a, true)
    case .and(let all):
      return isNegated ? union(all.map { again($0) }) : product(all.map { again($0) })
    case .or(let all):
      if let list = Self.equalities(all) ?? Self.factored(all) { return again(list) }
      return isNegated ? product(all.map { again($0) }) : union(all.map { again($0) })
    case .isTruth(let a, let truth, let isOther):
      guard let truth else { break }
      // "Is TRUE" is strict; its opposite, "is not TRUE", is what a FALSE or NULL fulfils.
      let isWanted = isOther == isNegated
      return normalized(a, isNegated: truth != isWanted, isStrict: isWanted)
    case .isNull(.row(let all), let isOther):
      // Of a row, IS NULL and IS NOT NULL both ask all fields, so neither is the other's opposite.
      guard !isNegated else { break }
      return product(all.map { nullTest($0, isNull: !isOther) })
    case .isNull(let a, let isOther): return nullTest(a, isNull: isOther == isNegated)
    case .isDistinct(let a, let b, let isOther):
      return distinction(a, b, isDistinct: isOther == isNegated, condition, isNegated)
    case .caseWhen(let operand, let clauses, let otherwise):
      return caseTerms(operand, clauses, otherwise, isNegated: isNegated, isStrict: isStrict)
    case .function("coalesce", let arguments) where arguments.count == 2:
      // coalesce(a, TRUE) asks whether a is not FALSE, coalesce(a, FALSE) whether it is TRUE.
      guard let truth = constantTruth(arguments[1]) else { break }
      return normalized(arguments[0], isNegated: isNegated, isStrict: truth == isNegated)
    case .inList(let a, let list, let isOther):
      return membership(a, list, isNegated: isOther != isNegated, isStrict: isStrict)
    case .comparison(let comparison, let a, let b):
      if let special = specialComparison(
        isNegated ? comparison.negated : comparison, a, b, isStrict: isStrict)
      {
        return special
      }
    default: break
    }
    return atom(condition, isNegated: isNegated, isStrict: isStrict)
  }

  // MARK: Connectives

  /// `a = 1 OR a IN (2, 3) OR …` as a list; nil for anything else.
  private static func equalities(_ all: [SQLExpression]) -> SQLExpression? {
    var values: [SQLExpression] = []
    var operand: SQLExpression?
    for each in all {
      let (a, list): (SQLExpression, [SQLExpression])
      switch each {
      case .comparison(.equal, let x, let y): (a, list) = (x, [y])
      case .inList(let x, let all, isNegated: false): (a, list) = (x, all)
      case .quantified(.equal, let x, isAll: false, .array(let all)): (a, list) = (x, all)
      default: return nil
      }
      guard list.allSatisfy(\.columns.isEmpty), !a.columns.isEmpty, operand == nil || operand == a
      else { return nil }
      operand = a
      values += list
    }
    guard let operand, values.count > 1 else { return nil }
    if case .row = operand { return nil }
    return .inList(operand, values, isNegated: false)
  }

  /// `(a AND b) OR (a AND c)` as `a AND (b OR c)`, which is the same of NULL as well; nil where the
  /// alternatives have nothing in common.
  private static func factored(_ all: [SQLExpression]) -> SQLExpression? {
    func conjuncts(_ condition: SQLExpression) -> [SQLExpression] {
      if case .and(let parts) = condition { parts.flatMap(conjuncts) } else { [condition] }
    }
    func joined(_ parts: [SQLExpression]) -> SQLExpression {
      parts.count == 1 ? parts[0] : .and(parts)
    }
    let alternatives = all.map(conjuncts)
    guard alternatives.count > 1 else { return nil }
    let common = alternatives[0].filter { part in alternatives.allSatisfy { $0.contains(part) } }
    guard !common.isEmpty else { return nil }
    let rests = alternatives.map { $0.filter { !common.contains($0) } }
    if rests.contains(where: \.isEmpty) { return joined(common) }
    return .and(common + [.or(rests.map(joined))])
  }

  func union(_ parts: [[[ConstraintLiteral]]?]) -> [[ConstraintLiteral]]? {
    var all: [[ConstraintLiteral]] = []
    for part in parts {
      guard let part else { return nil }
      all += part
    }
    return all.count <= Self.greatestTermCount ? all : nil
  }

  func product(_ parts: [[[ConstraintLiteral]]?]) -> [[ConstraintLiteral]]? {
    var all: [[ConstraintLiteral]] = [[]]
    for part in parts {
      guard let part else { return nil }
      all = all.flatMap { left in part.map { left + $0 } }
      guard all.count <= Self.greatestTermCount else { return nil }
    }
    return all
  }

  private func caseTerms(
    _ operand: SQLExpression?, _ clauses: [SQLExpression.WhenClause], _ otherwise: SQLExpression?,
    isNegated: Bool, isStrict: Bool
  ) -> [[ConstraintLiteral]]? {
    var before: [[[ConstraintLiteral]]?] = []
    var ways: [[[ConstraintLiteral]]?] = []
    for clause in clauses {
      let condition =
        operand.map { .comparison(.equal, $0, clause.condition) } ?? clause.condition
      let isMet = normalized(condition, isNegated: false, isStrict: true)
      let result = normalized(clause.result, isNegated: isNegated, isStrict: isStrict)
      ways.append(product(before + [isMet, result]))
      before.append(normalized(condition, isNegated: true, isStrict: false))
    }
    let rest = normalized(
      otherwise ?? .literal(.null), isNegated: isNegated, isStrict: isStrict)
    return union(ways + [product(before + [rest])])
  }

  // MARK: NULL

  private func nullTest(_ a: SQLExpression, isNull: Bool) -> [[ConstraintLiteral]]? {
    switch a {
    case .column(let name): return [[nullLiteral(name, isNull: isNull)]]
    case .cast(let inner, _, _):
      let documents = DocumentReader(scope: scope)
      if !isNull, documents.isAboutDocuments(a), inner.columns.count == 1,
        let literals = documents.literals(.isNull(a, isNegated: true), column: inner.columns[0])
      {
        return [literals]
      }
      return nullTest(inner, isNull: isNull)
    case .function("coalesce", let all):
      let each = all.map { nullTest($0, isNull: isNull) }
      return isNull ? product(each) : union(each)
    case .literal(let value): return value.isNull == isNull ? [[]] : []
    default:
      let test = SQLExpression.isNull(a, isNegated: !isNull)
      guard let column = a.columns.first, a.columns.count == 1,
        let literals = RestrictionBuilder(scope: scope).literals(test, column: column)
          ?? DocumentReader(scope: scope).literals(test, column: column)
      else { return [[.opaque(test)]] }
      return [literals]
    }
  }

  func nullLiteral(_ column: String, isNull: Bool) -> ConstraintLiteral {
    var restriction = ColumnRestriction()
    if isNull { restriction.isAlwaysNull = true } else { restriction.isNotNull = true }
    return .restriction(column, restriction, isExact: true)
  }

  private func distinction(
    _ a: SQLExpression, _ b: SQLExpression, isDistinct: Bool, _ condition: SQLExpression,
    _ isNegated: Bool
  ) -> [[ConstraintLiteral]]? {
    let opaque: [[ConstraintLiteral]] = [[.opaque(isNegated ? .not(condition) : condition)]]
    if let truth = constantTruth(b), isPredicate(a) {
      return normalized(a, isNegated: truth == isDistinct, isStrict: !isDistinct)
    }
    if case .literal(.null) = b { return nullTest(a, isNull: !isDistinct) }
    if case .column(let x) = a, case .column(let y) = b {
      if isDistinct { return opaque }
      return [
        [nullLiteral(x, isNull: true), nullLiteral(y, isNull: true)],
        [.relation(.equal(x, y)), nullLiteral(x, isNull: false), nullLiteral(y, isNull: false)],
      ]
    }
    guard b.columns.isEmpty || a.columns.isEmpty else {
      guard !isDistinct else { return opaque }
      return DocumentReader(scope: scope).sharedLiterals(.comparison(.equal, a, b)).map { [$0] }
        ?? opaque
    }
    // With a constant, "not distinct" is a TRUE equality, and "distinct" an inequality or NULL.
    return atom(
      .comparison(isDistinct ? .notEqual : .equal, a, b), isNegated: false, isStrict: !isDistinct)
  }

  // MARK: Atoms

  /// What cannot be taken apart further.
  func atom(
    _ condition: SQLExpression, isNegated: Bool, isStrict: Bool
  ) -> [[ConstraintLiteral]]? {
    let columns = condition.columns
    if columns.isEmpty { return constant(condition, isNegated: isNegated, isStrict: isStrict) }
    let notNull = isStrict ? columns.map { nullLiteral($0, isNull: false) } : []
    let positive = isNegated ? condition.negated : condition
    let documents = DocumentReader(scope: scope)
    if columns.count == 1,
      let literals = RestrictionBuilder(scope: scope).literals(positive, column: columns[0])
        ?? documents.literals(positive, column: columns[0])
    {
      return [literals + notNull]
    }
    if let literals = documents.sharedLiterals(positive) { return [literals + notNull] }
    if let relation = RelationBuilder(scope: scope).relation(positive) {
      return [[.relation(relation)] + notNull]
    }
    return [[.opaque(positive)] + notNull]
  }

  private func constant(
    _ condition: SQLExpression, isNegated: Bool, isStrict: Bool
  ) -> [[ConstraintLiteral]]? {
    let compiler = ExpressionCompiler(columns: [], scope: scope)
    guard let value = try? compiler.compile(condition)(RowReader(values: [])),
      let truth = try? ExpressionCompiler.isTrue(value).map({ $0 != isNegated })
    else {
      if (try? compiler.compile(condition)(RowReader(values: []))) == .null {
        return isStrict ? [] : [[]]
      }
      return [[.opaque(condition)]]
    }
    return truth ? [[]] : []
  }
}

extension SQLExpression {
  /// The condition that is TRUE where this is FALSE, and FALSE where it is TRUE.
  var negated: SQLExpression {
    switch self {
    case .not(let a): a
    case .comparison(let comparison, let a, let b): .comparison(comparison.negated, a, b)
    case .inList(let a, let list, let isNegated): .inList(a, list, isNegated: !isNegated)
    case .match(let a, let pattern, let comparison, let isNegated):
      .match(a, pattern: pattern, comparison, isNegated: !isNegated)
    default: .not(self)
    }
  }
}
