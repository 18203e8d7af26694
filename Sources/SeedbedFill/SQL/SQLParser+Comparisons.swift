import Seedbed

extension SQLParser {
  /// A comparison to one value, or to `ANY` or `ALL` of an array's.
  mutating func compared(
    _ left: SQLExpression, _ comparison: SQLExpression.Comparison, power: Int
  ) throws(SQLSyntaxError) -> SQLExpression {
    guard let (isAll, array) = try quantifiedArray() else {
      return .comparison(comparison, left, try expression(power + 1))
    }
    guard let elements = Self.elements(of: array) else {
      return .quantified(comparison, left, isAll: isAll, array)
    }
    if comparison == .equal, !isAll { return .inList(left, elements, isNegated: false) }
    if comparison == .notEqual, isAll { return .inList(left, elements, isNegated: true) }
    let each = elements.map { SQLExpression.comparison(comparison, left, $0) }
    return isAll ? .and(each) : .or(each)
  }

  /// A comparison to one pattern, or to `ANY` or `ALL` of an array's.
  mutating func matched(
    _ left: SQLExpression, _ comparison: SQLExpression.PatternOperator, isNegated: Bool, power: Int
  ) throws(SQLSyntaxError) -> SQLExpression {
    if let (isAll, array) = try quantifiedArray() {
      guard let elements = Self.elements(of: array) else {
        throw failure("ANY or ALL of patterns that are no list")
      }
      let each = elements.map { Self.match(left, $0, comparison, isNegated: isNegated) }
      return isAll ? .and(each) : .or(each)
    }
    let pattern = try expression(power + 1)
    var comparison = comparison
    if skip(word: "escape") {
      guard case .text(let escape) = current.kind else { throw failure("no escape character") }
      advance()
      comparison.escape = escape
    }
    return Self.match(left, pattern, comparison, isNegated: isNegated)
  }

  /// A match, the functions undone by which PostgreSQL writes `SIMILAR TO` and `ESCAPE`.
  private static func match(
    _ left: SQLExpression, _ pattern: SQLExpression, _ comparison: SQLExpression.PatternOperator,
    isNegated: Bool
  ) -> SQLExpression {
    var comparison = comparison
    var pattern = pattern
    if case .function(let name, let arguments) = pattern,
      ["similar_to_escape", "similar_escape", "like_escape"].contains(name),
      let first = arguments.first, arguments.count <= 2
    {
      var escape: String?
      var isPlain = true
      if arguments.count == 2 {
        switch arguments[1].withoutTextCast {
        case .literal(.text(let text)): escape = text
        case .literal(.null): break
        default: isPlain = false
        }
      }
      if isPlain {
        pattern = first
        if name != "like_escape" { comparison.language = .similar }
        comparison.escape = escape
      }
    }
    return .match(left, pattern: pattern, comparison, isNegated: isNegated)
  }

  /// `ANY (…)`, `SOME (…)` or `ALL (…)`; nil when something else follows.
  private mutating func quantifiedArray() throws(SQLSyntaxError) -> (
    isAll: Bool, SQLExpression
  )? {
    guard let word = word(), ["any", "some", "all"].contains(word), isSign("(", 1) else {
      return nil
    }
    advance()
    advance()
    let array = try expressions()
    try expect(sign: ")")
    guard array.count == 1 else { throw failure("\(word.uppercased()) of several values") }
    return (word == "all", array[0])
  }

  /// The elements of an array that is written out; nil for one that is computed.
  static func elements(of array: SQLExpression) -> [SQLExpression]? {
    switch array {
    case .array(let elements): return elements
    case .cast(.literal(.text(let text)), .array(let element), let name):
      guard let texts = ArrayText.elements(text) else { return nil }
      return texts.map { .cast(.literal($0.map { .text($0) } ?? .null), element, typeName: name) }
    default: return nil
    }
  }
}

extension SQLExpression {
  /// The operand of casts to text types without a length, which change no text.
  var withoutTextCast: SQLExpression {
    if case .cast(let value, .text(maximumLength: nil, isPadded: false), _) = self {
      value.withoutTextCast
    } else {
      self
    }
  }
}
