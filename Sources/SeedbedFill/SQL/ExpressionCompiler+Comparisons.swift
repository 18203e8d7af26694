import Seedbed

extension ExpressionCompiler {
  /// The type that an expression has whatever the row; nil where that is not plain.
  func staticType(_ expression: SQLExpression) -> RelationalType? {
    switch expression {
    case .column(let name): scope.table[name]?.type.underlying
    case .cast(_, let type, _): type.underlying
    case .collate(let a, _), .negative(let a): staticType(a)
    default: nil
    }
  }

  /// What SQLite does to the other side of a comparison.
  private func affinity(_ expression: SQLExpression) -> SQLiteAffinity {
    switch expression {
    case .column(let name):
      scope.table[name].map { SQLiteAffinity(declaredType: $0.declaredType) } ?? .none
    case .cast(_, _, let name): SQLiteAffinity(declaredType: name)
    case .collate(let a, _): affinity(a)
    default: .none
    }
  }

  /// How two operands compare: by the collation given, else the first operand's column's.
  func comparator(_ a: SQLExpression, _ b: SQLExpression) throws -> SQLComparator {
    if staticType(a) == .caseInsensitiveText || staticType(b) == .caseInsensitiveText {
      return SQLComparator(dialect: dialect, collation: .caseInsensitive)
    }
    for side in [a, b] {
      if case .enumeration = staticType(side) {
        // Labels are ordered as they were declared, which their texts do not tell.
        return SQLComparator(dialect: dialect, collation: .unknownOrder)
      }
    }
    let name = explicitCollation(a) ?? explicitCollation(b) ?? collation(a) ?? collation(b)
    return SQLComparator(dialect: dialect, collation: try collation(named: name))
  }

  private func explicitCollation(_ expression: SQLExpression) -> String? {
    if case .collate(_, let name) = expression { name } else { nil }
  }

  private func collation(_ expression: SQLExpression) -> String? {
    switch expression {
    case .column(let name): scope.table[name]?.collation
    case .cast(let a, _, _): collation(a)
    default: nil
    }
  }

  private func collation(named name: String?) throws -> SQLComparator.Collation {
    guard dialect == .sqlite else {
      return name == "C" || name == "POSIX" ? .binary : .unknownOrder
    }
    switch name?.uppercased() {
    case nil, "BINARY": return .binary
    case "NOCASE": return .caseInsensitive
    case "RTRIM": return .trimmed
    default: throw UndecidableExpression("the collation \(name ?? "") is not known")
    }
  }

  /// Two operands, SQLite's affinities applied to each other.
  func compilePair(
    _ a: SQLExpression, _ b: SQLExpression
  ) throws -> (CompiledExpression, CompiledExpression) {
    let (left, right) = (try compile(a), try compile(b))
    guard dialect == .sqlite else { return (left, right) }
    let (x, y) = (affinity(a), affinity(b))
    if x.isNumeric, !y.isNumeric { return (left, applying(.numeric, to: right)) }
    if y.isNumeric, !x.isNumeric { return (applying(.numeric, to: left), right) }
    if x == .text, y == .none { return (left, applying(.text, to: right)) }
    if y == .text, x == .none { return (applying(.text, to: left), right) }
    return (left, right)
  }

  private func applying(
    _ affinity: SQLiteAffinity, to value: @escaping CompiledExpression
  ) -> CompiledExpression {
    { (reader) throws(EvaluationError) in affinity.applied(to: try value(reader)) }
  }

  func compileComparison(
    _ comparison: SQLExpression.Comparison, _ a: SQLExpression, _ b: SQLExpression
  ) throws -> CompiledExpression {
    let dialect = dialect
    let comparator = try comparator(a, b)
    let (left, right) = try compilePair(a, b)
    return { (reader) throws(EvaluationError) in
      Self.truth(try comparator.holds(comparison, try left(reader), try right(reader)), dialect)
    }
  }

  func compileMembership(
    _ a: SQLExpression, _ list: [SQLExpression], isNegated: Bool
  ) throws -> CompiledExpression {
    let dialect = dialect
    // In SQLite, the left side's affinity holds for the list, and the list's for nothing.
    let pairs = try list.map { each in
      (
        try comparator(a, dialect == .sqlite ? .literal(.null) : each),
        try compilePair(a, dialect == .sqlite ? .function("likely", [each]) : each)
      )
    }
    return { (reader) throws(EvaluationError) in
      var isIn: Bool? = false
      for (comparator, (left, right)) in pairs {
        let isEqual = try comparator.holds(.equal, try left(reader), try right(reader))
        if isEqual == true {
          isIn = true
          break
        }
        if isEqual == nil { isIn = nil }
      }
      return Self.truth(isIn.map { $0 != isNegated }, dialect)
    }
  }

  func compileQuantified(
    _ comparison: SQLExpression.Comparison, _ a: SQLExpression, isAll: Bool, _ b: SQLExpression
  ) throws -> CompiledExpression {
    let comparator = try comparator(a, b)
    let (left, right) = (try compile(a), try compile(b))
    return { (reader) throws(EvaluationError) in
      let value = try left(reader)
      switch try right(reader) {
      case .null: return .null
      case .array(let elements):
        var result: Bool? = isAll
        for element in elements {
          let holds = try comparator.holds(comparison, value, element)
          if holds == !isAll { return .bool(!isAll) }
          if holds == nil { result = nil }
        }
        return Self.truth(result, .postgres)
      default: throw .unsupported("ANY or ALL of what is no array")
      }
    }
  }

  func compileMatch(
    _ a: SQLExpression, _ pattern: SQLExpression, _ comparison: SQLExpression.PatternOperator,
    isNegated: Bool
  ) throws -> CompiledExpression {
    let dialect = dialect
    guard case .literal(let literal) = pattern.withoutTextCast else {
      throw UndecidableExpression("a pattern that is not a constant")
    }
    if literal.isNull { return { (_) throws(EvaluationError) in .null } }
    guard let text = literal.asText,
      let normalized = textPattern(text, comparison, ignoringCase: staticType(a))
    else { throw UndecidableExpression("a pattern's escape character") }
    guard let matcher = CompiledPattern(normalized) else {
      throw UndecidableExpression("the pattern \(text) is not understood")
    }
    let value = try compile(a)
    // PostgreSQL matches the spaces too that a column's shorter values are padded with.
    var paddedLength = 0
    if case .column = a, case .text(let length?, isPadded: true)? = staticType(a) {
      paddedLength = length
    }
    return { [paddedLength] (reader) throws(EvaluationError) in
      let subject = try value(reader)
      if subject.isNull { return .null }
      guard
        var text = subject.asText ?? (dialect == .sqlite ? SQLiteText.text(of: subject) : nil)
      else { throw .unsupported("a pattern for what is no text") }
      if paddedLength > 0 {
        let missing = max(0, paddedLength - text.unicodeScalars.count)
        text += String(repeating: " ", count: missing)
      }
      return Self.truth(matcher.matches(text) != isNegated, dialect)
    }
  }

  /// A pattern as the database takes it by the operator; nil for an escape of several characters.
  func textPattern(
    _ text: String, _ comparison: SQLExpression.PatternOperator,
    ignoringCase type: RelationalType? = nil
  ) -> ColumnRestriction.TextPattern? {
    var ignoresCase = comparison.ignoresCase || type == .caseInsensitiveText
    if dialect == .sqlite, comparison.language == .like { ignoresCase = true }
    var text = text
    let isEscapable = comparison.language == .like || comparison.language == .similar
    if isEscapable {
      // SQLite's LIKE has no escape character unless one is given, PostgreSQL's a backslash.
      let escape = comparison.escape ?? (dialect == .postgres ? "\\" : "")
      guard let spelled = PatternEscape.withBackslash(text, escape: escape) else { return nil }
      text = spelled
    }
    return .init(text, language: comparison.language, ignoresCase: ignoresCase)
  }
}

/// Escape characters of LIKE and SIMILAR TO.
enum PatternEscape {
  /// The pattern with a backslash in place of its escape character, and doubled where it was an
  /// ordinary character; nil when the escape has several characters.
  static func withBackslash(_ pattern: String, escape: String) -> String? {
    if escape == "\\" { return pattern }
    guard escape.unicodeScalars.count <= 1 else { return nil }
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in pattern.unicodeScalars {
      if !isEscaped, scalar == escape.unicodeScalars.first {
        isEscaped = true
        continue
      }
      if isEscaped || scalar == "\\" { result.append("\\") }
      isEscaped = false
      result.append(scalar)
    }
    return String(result)
  }
}
