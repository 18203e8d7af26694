import Seedbed

/// Finds values that satisfy a condition on one column by trying: for conditions such as
/// `x % 15 = 0` or `upper(x) = ANY (…)`, which no range or list says.
struct CandidateProbe {
  let scope: ExpressionScope

  /// The most values that are tried.
  private static let greatestCount: Int64 = 4096
  /// The share of ordinary values from which on a condition is left to trying again: rows of which
  /// every fourth is good take four attempts each.
  private static let usualShare = 0.25

  /// The values of a column that satisfy a condition, among those that its restriction leaves; nil
  /// when enough ordinary values satisfy it anyway, or none that is known does.
  func allowed(
    by condition: SQLExpression, column: String, within restriction: ColumnRestriction
  ) -> [DatabaseValue]? {
    guard let declared = scope.table[column],
      let compiled = try? ExpressionCompiler(columns: [column], scope: scope).compile(condition)
    else { return nil }
    let type = declared.type.underlying
    let cell = CellType(declared, dialect: scope.dialect)
    let reader = RowReader(values: [.null])
    func holds(_ value: DatabaseValue) -> Bool {
      let plain = SQLValue(value)
      reader.values = [
        scope.dialect == .sqlite
          ? cell.affinity.applied(to: plain.storedBySQLite) : cell.postgresValue(plain)
      ]
      guard let result = try? compiled(reader) else { return false }
      return (try? ExpressionCompiler.isTrue(result)) == true
    }
    var tightened = restriction
    tightened.isNotNull = false
    let matcher = RestrictionMatcher(tightened)
    if let complete = everyValue(type, restriction) {
      return complete.filter { matcher.accepts($0) && holds($0) }
    }
    let ordinary = ordinaryValues(type, restriction).filter { matcher.accepts($0) }
    let goodCount = ordinary.count(where: holds)
    if !ordinary.isEmpty, Double(goodCount) >= Self.usualShare * Double(ordinary.count) {
      return nil
    }
    // Constants as they are spelled come first; other cases are for when none of them will do. Where
    // a word of the ordinary ones will, some generator makes more like it.
    let isText = RestrictionBuilder(scope: scope).isText(type)
    let spelled = literals(of: condition, type) { [$0] }
    let recased = literals(of: condition, type) { [$0.lowercased(), $0.uppercased()] }
    for candidates in [ordinary + spelled, recased] {
      var found: [DatabaseValue] = []
      for value in candidates
      where matcher.accepts(value) && holds(value) && !found.contains(value) {
        found.append(value)
      }
      if isText, found.allSatisfy(ordinary.contains) { continue }
      if !found.isEmpty { return found }
    }
    return nil
  }

  /// All values that there are, when they are few.
  private func everyValue(
    _ type: RelationalType, _ restriction: ColumnRestriction
  ) -> [DatabaseValue]? {
    if let allowed = restriction.allowed { return allowed }
    switch type {
    case .boolean: return [.bool(false), .bool(true)]
    case .enumeration(_, let labels): return labels.map { .text($0) }
    case .integer:
      guard case .integer(let low)? = restriction.lower?.value,
        case .integer(let high)? = restriction.upper?.value, low <= high,
        high.subtractingReportingOverflow(low).overflow == false,
        high - low < Self.greatestCount
      else { return nil }
      return (low...high).map { .integer($0) }
    default: return nil
    }
  }

  /// Some values such as a column of the type often has.
  private func ordinaryValues(
    _ type: RelationalType, _ restriction: ColumnRestriction
  ) -> [DatabaseValue] {
    func start() -> Int64? {
      if case .integer(let low)? = restriction.lower?.value { return low }
      if case .integer(let high)? = restriction.upper?.value {
        return high.subtractingReportingOverflow(Self.greatestCount).partialValue
      }
      return 0
    }
    switch type {
    case .integer, .decimal, .real, .any:
      let first = start() ?? 0
      guard first < .max - Self.greatestCount else { return [] }
      return (0..<Self.greatestCount).map { .integer(first + $0) }
    case .date:
      // Four years, so that a leap day is among them.
      return (0..<1461).map { .date(scope.asOf.date.adding(days: -$0)) }
    case .timestamp:
      // The same midnights, and an odd second of each day.
      return (0..<1461).flatMap { index -> [DatabaseValue] in
        let day = Timestamp(scope.asOf.date.adding(days: -index))
        return [.timestamp(day), .timestamp(day.adding(seconds: Int64(index * 7919 % 86_399 + 1)))]
      }
    case .text, .caseInsensitiveText:
      let words = "Alder Beech a1 cedar-7 x@example.org 12345 Oak Tree ELM 2024-05-17 fig_9 AB-12"
      return words.split(separator: " ").map { .text(String($0)) } + [.text("Oak Tree")]
    default: return []
    }
  }

  /// The constants of a condition, texts in some spellings.
  private func literals(
    of condition: SQLExpression, _ type: RelationalType, spellings: (String) -> [String]
  ) -> [DatabaseValue] {
    var values: [DatabaseValue] = []
    func collect(_ expression: SQLExpression) {
      if case .literal(let value) = expression {
        if case .text(let text) = value {
          for spelling in spellings(text) {
            if let value = RestrictionBuilder(scope: scope).databaseValue(.text(spelling), type) {
              values.append(value)
            }
          }
        } else if let value = RestrictionBuilder(scope: scope).databaseValue(value, type) {
          values.append(value)
        }
      }
      for child in expression.children { collect(child) }
    }
    collect(condition)
    return values
  }
}
