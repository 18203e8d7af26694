import Seedbed

/// An SQL expression as it was parsed, without a decision about what it means.
indirect enum SQLExpression: Hashable, Sendable {
  /// NULL, a number, a text …
  case literal(SQLValue)
  /// A column of the row, without its table.
  case column(String)
  /// The value that a domain's CHECK is about.
  case domainValue
  /// `NOT a`.
  case not(SQLExpression)
  /// `a AND b AND …`.
  case and([SQLExpression])
  /// `a OR b OR …`.
  case or([SQLExpression])
  /// `a < b` and its like.
  case comparison(Comparison, SQLExpression, SQLExpression)
  /// `a IS [NOT] NULL`; for a row value, whether all, or none, of its fields are NULL.
  case isNull(SQLExpression, isNegated: Bool)
  /// `a IS [NOT] TRUE`, `FALSE` or `UNKNOWN`; nil for the latter.
  case isTruth(SQLExpression, Bool?, isNegated: Bool)
  /// `a IS [NOT] DISTINCT FROM b`; `isNegated` for the one that means equality.
  case isDistinct(SQLExpression, SQLExpression, isNegated: Bool)
  /// `a [NOT] IN (b, c)`.
  case inList(SQLExpression, [SQLExpression], isNegated: Bool)
  /// `a = ANY (array)`, or `ALL`.
  case quantified(Comparison, SQLExpression, isAll: Bool, SQLExpression)
  /// `a LIKE b` and its like, also under `ANY` or `ALL` of an array of patterns.
  case match(SQLExpression, pattern: SQLExpression, PatternOperator, isNegated: Bool)
  /// `a || b`, `a + b` and its like.
  case arithmetic(Arithmetic, SQLExpression, SQLExpression)
  /// `-a`.
  case negative(SQLExpression)
  /// `~a`.
  case complement(SQLExpression)
  /// `CAST (a AS type)`.
  case cast(SQLExpression, RelationalType, typeName: String)
  /// `f(a, b)`, its name in lower case and without a schema `pg_catalog`.
  case function(String, [SQLExpression])
  /// `CASE [a] WHEN b THEN c … ELSE d END`.
  case caseWhen(operand: SQLExpression?, [WhenClause], otherwise: SQLExpression?)
  /// `ARRAY[a, b]`.
  case array([SQLExpression])
  /// `(a, b)`.
  case row([SQLExpression])
  /// `a[b]`.
  case element(SQLExpression, SQLExpression)
  /// `a COLLATE name`.
  case collate(SQLExpression, String)

  /// The six comparisons.
  enum Comparison: String, Hashable, Sendable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// What holds when this does not.
    var negated: Comparison {
      switch self {
      case .equal: .notEqual
      case .notEqual: .equal
      case .less: .greaterOrEqual
      case .lessOrEqual: .greater
      case .greater: .lessOrEqual
      case .greaterOrEqual: .less
      }
    }

    /// The same with its sides exchanged.
    var flipped: Comparison {
      switch self {
      case .equal, .notEqual: self
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      }
    }
  }

  /// Operators that compute a value.
  enum Arithmetic: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"
    case concatenate = "||"
    case bitAnd = "&"
    case bitOr = "|"
    case bitXor = "#"
    case shiftLeft = "<<"
    case shiftRight = ">>"
  }

  /// An operator that compares a text to a pattern.
  struct PatternOperator: Hashable, Sendable {
    /// The pattern's language.
    var language: ColumnRestriction.TextPattern.Language
    /// Whether case makes no difference, as far as the operator says.
    var ignoresCase = false
    /// The escape character, when one was given; empty for none.
    var escape: String?
  }

  /// One `WHEN … THEN …`.
  struct WhenClause: Hashable, Sendable {
    var condition: SQLExpression
    var result: SQLExpression
  }
}

extension SQLExpression {
  /// The operands, in order of the text.
  var children: [SQLExpression] {
    switch self {
    case .literal, .column, .domainValue: []
    case .not(let a), .negative(let a), .complement(let a), .isNull(let a, _),
      .isTruth(let a, _, _), .cast(let a, _, _), .collate(let a, _):
      [a]
    case .and(let all), .or(let all), .function(_, let all), .array(let all), .row(let all): all
    case .comparison(_, let a, let b), .isDistinct(let a, let b, _),
      .quantified(_, let a, _, let b),
      .match(let a, let b, _, _), .arithmetic(_, let a, let b), .element(let a, let b):
      [a, b]
    case .inList(let a, let list, _): [a] + list
    case .caseWhen(let operand, let clauses, let otherwise):
      [operand].compactMap(\.self) + clauses.flatMap { [$0.condition, $0.result] }
        + [otherwise].compactMap(\.self)
    }
  }

  /// The same with every operand, and then the whole, replaced.
  func mapped(_ transform: (SQLExpression) throws -> SQLExpression) rethrows -> SQLExpression {
    func each(_ list: [SQLExpression]) throws -> [SQLExpression] {
      try list.map { try $0.mapped(transform) }
    }
    let mapped: SQLExpression
    switch self {
    case .literal, .column, .domainValue: mapped = self
    case .not(let a): mapped = .not(try a.mapped(transform))
    case .negative(let a): mapped = .negative(try a.mapped(transform))
    case .complement(let a): mapped = .complement(try a.mapped(transform))
    case .isNull(let a, let isNegated):
      mapped = .isNull(try a.mapped(transform), isNegated: isNegated)
    case .isTruth(let a, let truth, let isNegated):
      mapped = .isTruth(try a.mapped(transform), truth, isNegated: isNegated)
    case .cast(let a, let type, let name):
      mapped = .cast(try a.mapped(transform), type, typeName: name)
    case .collate(let a, let name): mapped = .collate(try a.mapped(transform), name)
    case .and(let all): mapped = .and(try each(all))
    case .or(let all): mapped = .or(try each(all))
    case .function(let name, let all): mapped = .function(name, try each(all))
    case .array(let all): mapped = .array(try each(all))
    case .row(let all): mapped = .row(try each(all))
    case .comparison(let comparison, let a, let b):
      mapped = .comparison(comparison, try a.mapped(transform), try b.mapped(transform))
    case .isDistinct(let a, let b, let isNegated):
      mapped = .isDistinct(
        try a.mapped(transform), try b.mapped(transform), isNegated: isNegated)
    case .quantified(let comparison, let a, let isAll, let b):
      mapped = .quantified(
        comparison, try a.mapped(transform), isAll: isAll, try b.mapped(transform))
    case .match(let a, let b, let comparison, let isNegated):
      mapped = .match(
        try a.mapped(transform), pattern: try b.mapped(transform), comparison,
        isNegated: isNegated)
    case .arithmetic(let operation, let a, let b):
      mapped = .arithmetic(operation, try a.mapped(transform), try b.mapped(transform))
    case .element(let a, let b):
      mapped = .element(try a.mapped(transform), try b.mapped(transform))
    case .inList(let a, let list, let isNegated):
      mapped = .inList(try a.mapped(transform), try each(list), isNegated: isNegated)
    case .caseWhen(let operand, let clauses, let otherwise):
      mapped = .caseWhen(
        operand: try operand?.mapped(transform),
        try clauses.map {
          WhenClause(
            condition: try $0.condition.mapped(transform), result: try $0.result.mapped(transform))
        }, otherwise: try otherwise?.mapped(transform))
    }
    return try transform(mapped)
  }

  /// The columns that it reads, each once, in order of the text.
  var columns: [String] {
    var names: [String] = []
    collectColumns(&names)
    return names
  }

  private func collectColumns(_ names: inout [String]) {
    if case .column(let name) = self, !names.contains(name) { names.append(name) }
    for child in children { child.collectColumns(&names) }
  }

  /// Whether any part of it is such.
  func contains(_ predicate: (SQLExpression) -> Bool) -> Bool {
    predicate(self) || children.contains { $0.contains(predicate) }
  }
}
