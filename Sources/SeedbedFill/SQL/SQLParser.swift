import Seedbed

/// Reads one SQL expression by operator precedence (Pratt's method), in either dialect.
struct SQLParser {
  private var tokens: [SQLToken]
  private var position = 0
  private var depth = 0
  let dialect: RelationalSchema.Dialect
  let names: any SQLNameResolver

  /// Parses a whole text.
  static func parse(
    _ text: String, dialect: RelationalSchema.Dialect, names: any SQLNameResolver
  ) throws(SQLSyntaxError) -> SQLExpression {
    var parser = SQLParser(
      tokens: try SQLTokenizer.tokens(of: text, dialect: dialect), dialect: dialect, names: names)
    let expression = try parser.expression()
    guard parser.current.kind == .end else {
      throw parser.failure("\(parser.currentText) after the end of the expression")
    }
    return expression
  }

  private init(
    tokens: [SQLToken], dialect: RelationalSchema.Dialect, names: any SQLNameResolver
  ) {
    self.tokens = tokens
    self.dialect = dialect
    self.names = names
  }

  // MARK: Tokens

  var current: SQLToken { tokens[position] }

  var currentText: String {
    switch current.kind {
    case .word(let word): word
    case .quotedName(let name): "\"\(name)\""
    case .text: "a text"
    case .bytes, .bits: "a bit or byte literal"
    case .number(let digits): digits
    case .sign(let sign): sign
    case .end: "the end"
    }
  }

  func failure(_ message: String) -> SQLSyntaxError {
    SQLSyntaxError(message: message, offset: current.offset)
  }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  /// The unquoted word at hand, or some words on, in lower case.
  func word(_ distance: Int = 0) -> String? {
    guard position + distance < tokens.count,
      case .word(let word) = tokens[position + distance].kind
    else { return nil }
    return word.lowercased()
  }

  func isSign(_ sign: String, _ distance: Int = 0) -> Bool {
    position + distance < tokens.count && tokens[position + distance].kind == .sign(sign)
  }

  mutating func skip(word wanted: String) -> Bool {
    guard word() == wanted else { return false }
    advance()
    return true
  }

  mutating func skip(sign: String) -> Bool {
    guard isSign(sign) else { return false }
    advance()
    return true
  }

  mutating func expect(sign: String) throws(SQLSyntaxError) {
    guard skip(sign: sign) else { throw failure("\(currentText) where \(sign) was expected") }
  }

  mutating func expect(word: String) throws(SQLSyntaxError) {
    guard skip(word: word) else {
      throw failure("\(currentText) where \(word.uppercased()) was expected")
    }
  }

  // MARK: Precedence

  /// How tightly operators bind; more is tighter.
  enum Power {
    static let or = 1
    static let and = 2
    static let not = 3
    static let identity = 4
    static let comparison = 5
    static let membership = 6
    static let other = 7
    static let sum = 8
    static let product = 9
    static let power = 10
    static let zone = 11
    static let collate = 12
    static let sign = 13
    static let cast = 14
  }

  /// How deep expressions nest; no stack is at risk below that.
  private static let greatestDepth = 200

  /// An expression whose operators all bind at least as tightly as `minimum`.
  mutating func expression(_ minimum: Int = Power.or) throws(SQLSyntaxError) -> SQLExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.greatestDepth else { throw failure("an expression nested too deep") }
    var left = try operand()
    while let power = infixPower, power >= minimum {
      left = try infix(left, power: power)
    }
    return left
  }

  /// The power of the operator at hand; nil when there is none.
  private var infixPower: Int? {
    let isSQLite = dialect == .sqlite
    switch current.kind {
    case .word:
      guard let word = word() else { return nil }
      switch word {
      case "or": return Power.or
      case "and": return Power.and
      case "is", "isnull", "notnull": return Power.identity
      case "not" where self.word(1) == "null": return isSQLite ? Power.identity : nil
      case "not": return isSQLite ? Power.identity : Power.membership
      case "in", "between", "like", "ilike", "similar", "glob", "regexp", "match":
        return isSQLite ? Power.identity : Power.membership
      case "collate": return Power.collate
      case "at": return Power.zone
      case "operator": return Power.other
      default: return nil
      }
    case .sign(let sign):
      switch sign {
      case "=", "==", "<>", "!=": return isSQLite ? Power.identity : Power.comparison
      case "<", "<=", ">", ">=": return Power.comparison
      case "+", "-": return Power.sum
      case "*", "/", "%": return Power.product
      case "^": return Power.power
      case "||": return isSQLite ? Power.power : Power.other
      case "::": return Power.cast
      case "[": return isSQLite ? nil : Power.cast
      case "->", "->>": return isSQLite ? Power.power : Power.other
      case "?": return isSQLite ? nil : Power.other
      case ")", ",", "(", "]", ":", "!", "@": return nil
      case ".": return Power.cast
      default: return Power.other
      }
    default: return nil
    }
  }

  private mutating func infix(
    _ left: SQLExpression, power: Int
  ) throws(SQLSyntaxError) -> SQLExpression {
    if let word = word() { return try wordInfix(left, word, power: power) }
    guard case .sign(let sign) = current.kind else { throw failure("no operator") }
    advance()
    return try signInfix(left, sign, power: power)
  }

  private mutating func signInfix(
    _ left: SQLExpression, _ sign: String, power: Int
  ) throws(SQLSyntaxError) -> SQLExpression {
    let comparison: SQLExpression.Comparison? =
      switch sign {
      case "==": .equal
      case "!=": .notEqual
      default: SQLExpression.Comparison(rawValue: sign)
      }
    if let comparison {
      return try compared(left, comparison, power: power)
    }
    if let (pattern, isNegated) = Self.patternOperators[sign] {
      return try matched(left, pattern, isNegated: isNegated, power: power)
    }
    switch sign {
    case "::":
      let (type, name) = try typeName()
      return cast(left, to: type, name: name)
    case "[":
      let index = try expression()
      try expect(sign: "]")
      return .element(left, index)
    case "^@":
      return .function("starts_with", [left, try expression(power + 1)])
    case "->", "->>", "#>", "#>>", "?", "?&", "?|", "@>":
      return .function(sign, [left, try expression(power + 1)])
    default: break
    }
    guard let operation = SQLExpression.Arithmetic(rawValue: sign) else {
      throw failure("the operator \(sign) is not known")
    }
    return .arithmetic(operation, left, try expression(power + 1))
  }

  private static let patternOperators: [String: (SQLExpression.PatternOperator, isNegated: Bool)] =
    [
      "~~": (.init(language: .like), false), "!~~": (.init(language: .like), true),
      "~~*": (.init(language: .like, ignoresCase: true), false),
      "!~~*": (.init(language: .like, ignoresCase: true), true),
      "~": (.init(language: .regex), false), "!~": (.init(language: .regex), true),
      "~*": (.init(language: .regex, ignoresCase: true), false),
      "!~*": (.init(language: .regex, ignoresCase: true), true),
    ]

  private mutating func wordInfix(
    _ left: SQLExpression, _ word: String, power: Int
  ) throws(SQLSyntaxError) -> SQLExpression {
    advance()
    switch word {
    case "and": return .and(Self.operands(left, try expression(Power.and + 1)) { $0.conjuncts })
    case "or": return .or(Self.operands(left, try expression(Power.or + 1)) { $0.disjuncts })
    case "isnull": return .isNull(left, isNegated: false)
    case "notnull": return .isNull(left, isNegated: true)
    case "is": return try identity(left)
    case "not":
      if skip(word: "null") { return .isNull(left, isNegated: true) }
      guard let next = self.word() else { throw failure("NOT before \(currentText)") }
      advance()
      return try membership(left, next, isNegated: true, power: power)
    case "collate":
      guard let name = try qualifiedName().last else { throw failure("no collation") }
      return .collate(left, name)
    case "at": throw failure("AT TIME ZONE is not evaluated")
    case "operator":
      try expect(sign: "(")
      while case .word = current.kind {
        advance()
        try expect(sign: ".")
      }
      guard case .sign(let sign) = current.kind else { throw failure("no operator") }
      advance()
      try expect(sign: ")")
      return try signInfix(left, sign, power: power)
    default: return try membership(left, word, isNegated: false, power: power)
    }
  }

  private static func operands(
    _ left: SQLExpression, _ right: SQLExpression, of flat: (SQLExpression) -> [SQLExpression]
  ) -> [SQLExpression] { flat(left) + flat(right) }

  /// What follows `IS`.
  private mutating func identity(_ left: SQLExpression) throws(SQLSyntaxError) -> SQLExpression {
    let isNegated = skip(word: "not")
    switch word() {
    case "null":
      advance()
      return .isNull(left, isNegated: isNegated)
    case "true", "false":
      let truth = word() == "true"
      advance()
      return .isTruth(left, truth, isNegated: isNegated)
    case "unknown":
      advance()
      return .isTruth(left, nil, isNegated: isNegated)
    case "json" where dialect == .postgres:
      advance()
      return try documentTest(left, isNegated: isNegated)
    case "distinct":
      advance()
      try expect(word: "from")
      return .isDistinct(left, try expression(Power.identity + 1), isNegated: isNegated)
    default:
      guard dialect == .sqlite else { throw failure("IS \(currentText) is not known") }
      return .isDistinct(left, try expression(Power.identity + 1), isNegated: !isNegated)
    }
  }

  /// What follows `IS JSON`.
  private mutating func documentTest(
    _ left: SQLExpression, isNegated: Bool
  ) throws(SQLSyntaxError) -> SQLExpression {
    var kind = "value"
    if let word = word(), ["value", "object", "array", "scalar"].contains(word) {
      kind = word
      advance()
    }
    if word() == "with" || word() == "without" {
      advance()
      try expect(word: "unique")
      _ = skip(word: "keys")
    }
    let test = SQLExpression.function("is_json", [left, .literal(.text(kind))])
    return isNegated ? .not(test) : test
  }

  /// What follows `IN`, `BETWEEN`, `LIKE` and their like.
  private mutating func membership(
    _ left: SQLExpression, _ word: String, isNegated: Bool, power: Int
  ) throws(SQLSyntaxError) -> SQLExpression {
    switch word {
    case "in":
      try expect(sign: "(")
      let list = isSign(")") ? [] : try expressions()
      try expect(sign: ")")
      return .inList(left, list, isNegated: isNegated)
    case "between":
      let isSymmetric = skip(word: "symmetric")
      let lower = try expression(Power.membership + 1)
      try expect(word: "and")
      let upper = try expression(Power.membership + 1)
      func between(_ lower: SQLExpression, _ upper: SQLExpression) -> SQLExpression {
        .and([
          .comparison(.greaterOrEqual, left, lower), .comparison(.lessOrEqual, left, upper),
        ])
      }
      let inside =
        isSymmetric ? .or([between(lower, upper), between(upper, lower)]) : between(lower, upper)
      return isNegated ? .not(inside) : inside
    case "like", "ilike":
      return try matched(
        left, .init(language: .like, ignoresCase: word == "ilike"), isNegated: isNegated,
        power: power)
    case "similar":
      try expect(word: "to")
      return try matched(left, .init(language: .similar), isNegated: isNegated, power: power)
    case "glob":
      return try matched(left, .init(language: .glob), isNegated: isNegated, power: power)
    case "regexp":
      return try matched(left, .init(language: .regex), isNegated: isNegated, power: power)
    default: throw failure("\(word.uppercased()) is not known here")
    }
  }

  /// Expressions with commas between them.
  mutating func expressions() throws(SQLSyntaxError) -> [SQLExpression] {
    if word() == "select" || word() == "values" || word() == "with" {
      throw failure("a query in an expression")
    }
    var list = [try expression()]
    while skip(sign: ",") {
      if dialect == .postgres { _ = skip(word: "variadic") }
      list.append(try expression())
    }
    return list
  }
}

extension SQLExpression {
  /// The operands of an AND, or the expression itself.
  var conjuncts: [SQLExpression] { if case .and(let all) = self { all } else { [self] } }

  /// The operands of an OR, or the expression itself.
  var disjuncts: [SQLExpression] { if case .or(let all) = self { all } else { [self] } }
}
