import Seedbed

extension SQLParser {
  /// An operand: a literal, a name, a call, something in parentheses, or a prefix operator.
  mutating func operand() throws(SQLSyntaxError) -> SQLExpression {
    let token = current
    switch token.kind {
    case .number(let digits):
      advance()
      return .literal(try number(digits))
    case .text(let text):
      advance()
      return .literal(.text(text))
    case .bytes(let bytes):
      advance()
      return .literal(.bytes(bytes))
    case .bits: throw failure("a bit string is not evaluated")
    case .sign(let sign): return try signOperand(sign)
    case .quotedName, .word: return try named()
    case .end: throw failure("the expression ends early")
    }
  }

  private func number(_ digits: String) throws(SQLSyntaxError) -> SQLValue {
    if digits.hasPrefix("0x") || digits.hasPrefix("0X") {
      guard let bits = UInt64(digits.dropFirst(2), radix: 16) else {
        throw failure("a number of more than 64 bits")
      }
      return .integer(Int64(bitPattern: bits))
    }
    if let whole = Int64(digits) { return .integer(whole) }
    if dialect == .postgres {
      guard let decimal = SQLDecimal(digits) else { throw failure("a number of too many digits") }
      return .decimal(decimal)
    }
    guard let real = Double(digits) else { throw failure("\(digits) is no number") }
    return .real(real)
  }

  private mutating func signOperand(_ sign: String) throws(SQLSyntaxError) -> SQLExpression {
    advance()
    switch sign {
    case "(":
      let list = try expressions()
      try expect(sign: ")")
      if isSign(".") { throw failure("a field of a composite value is not evaluated") }
      return list.count == 1 ? list[0] : .row(list)
    case "-":
      let value = try expression(Power.sign)
      switch value {
      case .literal(.integer(let number)) where number != .min: return .literal(.integer(-number))
      case .literal(.decimal(let number)): return .literal(.decimal(number.negated))
      case .literal(.real(let number)): return .literal(.real(-number))
      default: return .negative(value)
      }
    case "+": return try expression(Power.sign)
    case "~": return .complement(try expression(dialect == .sqlite ? Power.sign : Power.other))
    default: throw failure("\(sign) where a value was expected")
    }
  }

  /// Names with dots between them; unquoted ones in lower case on PostgreSQL.
  mutating func qualifiedName() throws(SQLSyntaxError) -> [String] {
    var parts: [String] = []
    repeat {
      switch current.kind {
      case .word(let word): parts.append(dialect == .postgres ? word.lowercased() : word)
      case .quotedName(let name): parts.append(name)
      default: throw failure("\(currentText) where a name was expected")
      }
      advance()
    } while skip(sign: ".")
    return parts
  }

  private mutating func named() throws(SQLSyntaxError) -> SQLExpression {
    if let word = word(), !isSign(".", 1), let special = try keyword(word) { return special }
    let isQuoted = if case .quotedName = current.kind { true } else { false }
    let start = current
    let parts = try qualifiedName()
    let last = parts[parts.count - 1]
    if isSign("(") {
      let isBuiltIn = parts.count == 1 || parts[0].lowercased() == "pg_catalog"
      return try call(isBuiltIn ? last.lowercased() : parts.joined(separator: "."))
    }
    if let column = names.column(last, isQuoted: isQuoted) { return .column(column) }
    // SQLite takes a quoted name that is no column's for a text.
    if dialect == .sqlite, isQuoted, parts.count == 1 { return .literal(.text(last)) }
    throw SQLSyntaxError(
      message: "\(parts.joined(separator: ".")) is no column", offset: start.offset)
  }

  /// What a word means that is no name; nil when it is one.
  private mutating func keyword(_ word: String) throws(SQLSyntaxError) -> SQLExpression? {
    switch word {
    case "null":
      advance()
      return .literal(.null)
    case "true", "false":
      advance()
      let truth = word == "true"
      return .literal(dialect == .postgres ? .bool(truth) : .integer(truth ? 1 : 0))
    case "not":
      advance()
      return .not(try expression(Power.not))
    case "value" where names.isDomain:
      advance()
      return .domainValue
    case "case":
      advance()
      return try caseExpression()
    case "cast" where isSign("(", 1):
      advance()
      advance()
      let value = try expression()
      try expect(word: "as")
      let (type, name) = try typeName()
      try expect(sign: ")")
      return cast(value, to: type, name: name)
    case "array" where isSign("[", 1):
      advance()
      advance()
      let list = isSign("]") ? [] : try expressions()
      try expect(sign: "]")
      return .array(list)
    case "row" where isSign("(", 1):
      advance()
      advance()
      let list = try expressions()
      try expect(sign: ")")
      return .row(list)
    case "exists", "select": throw failure("a query in an expression")
    case "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp",
      "current_user", "session_user", "user", "current_role":
      if isSign("(", 1) || names.column(word, isQuoted: false) != nil { return nil }
      advance()
      return .function(word, [])
    case "interval", "date", "timestamp", "timestamptz", "time":
      guard dialect == .postgres, position(ofTextAfter: 1) else { return nil }
      let (type, name) = try typeName()
      guard case .text(let text) = current.kind else { throw failure("no text after \(name)") }
      advance()
      return .cast(.literal(.text(text)), type, typeName: name)
    default: return nil
    }
  }

  private func position(ofTextAfter distance: Int) -> Bool {
    var ahead = self
    for _ in 0..<distance { ahead.advance() }
    if case .text = ahead.current.kind { return true }
    return false
  }

  private mutating func caseExpression() throws(SQLSyntaxError) -> SQLExpression {
    let operand = word() == "when" ? nil : try expression()
    var clauses: [SQLExpression.WhenClause] = []
    while skip(word: "when") {
      let condition = try expression()
      try expect(word: "then")
      clauses.append(.init(condition: condition, result: try expression()))
    }
    guard !clauses.isEmpty else { throw failure("CASE without WHEN") }
    let otherwise = skip(word: "else") ? try expression() : nil
    try expect(word: "end")
    return .caseWhen(operand: operand, clauses, otherwise: otherwise)
  }

  /// The arguments of a function, in the functions' own notations too.
  private mutating func call(_ name: String) throws(SQLSyntaxError) -> SQLExpression {
    try expect(sign: "(")
    if skip(sign: ")") { return .function(name, []) }
    switch name {
    case "extract":
      let field: String
      switch current.kind {
      case .word(let word): field = word.lowercased()
      case .text(let text): field = text.lowercased()
      default: throw failure("\(currentText) where a field was expected")
      }
      advance()
      try expect(word: "from")
      let value = try expression()
      try expect(sign: ")")
      return .function("extract", [.literal(.text(field)), value])
    case "position":
      let needle = try expression(Power.other)
      try expect(word: "in")
      let text = try expression()
      try expect(sign: ")")
      return .function("strpos", [text, needle])
    case "trim" where dialect == .postgres: return try trim()
    default: break
    }
    _ = skip(word: "variadic")
    var arguments = try expressions()
    if name == "substring" || name == "substr" {
      if skip(word: "from") { arguments.append(try expression()) }
      if skip(word: "for") {
        if arguments.count == 1 { arguments.append(.literal(.integer(1))) }
        arguments.append(try expression())
      }
    }
    try expect(sign: ")")
    return .function(name, arguments)
  }

  /// `TRIM([BOTH|LEADING|TRAILING] [characters] FROM text)`.
  private mutating func trim() throws(SQLSyntaxError) -> SQLExpression {
    var name = "btrim"
    if skip(word: "leading") {
      name = "ltrim"
    } else if skip(word: "trailing") {
      name = "rtrim"
    } else {
      _ = skip(word: "both")
    }
    var arguments: [SQLExpression] = []
    if !skip(word: "from") {
      arguments = try expressions()
      if skip(word: "from") { arguments.insert(try expression(), at: 0) }
    } else {
      arguments = try expressions()
    }
    try expect(sign: ")")
    return .function(name, arguments)
  }

  // MARK: Types

  /// A type's name, with its arguments and brackets.
  mutating func typeName() throws(SQLSyntaxError) -> (RelationalType, String) {
    var parts = try qualifiedName()
    let isQualified = parts.count > 1
    var name = parts.removeLast()
    if parts.last?.lowercased() == "pg_catalog" || parts.isEmpty { name = name.lowercased() }
    let followers: Set<String> = ["varying", "precision", "without", "with", "time", "zone"]
    var arguments: [Int] = []
    while true {
      if let word = word(), dialect == .sqlite ? word != "as" : followers.contains(word) {
        name += " " + word
        advance()
      } else if isSign("("), arguments.isEmpty {
        advance()
        while case .number(let digits) = current.kind, let number = Int(digits) {
          arguments.append(number)
          advance()
          guard skip(sign: ",") else { break }
        }
        try expect(sign: ")")
      } else {
        break
      }
    }
    var type =
      (isQualified && parts.last != "pg_catalog" ? names.userType(name) : nil)
      ?? SQLTypeName.type(name, arguments: arguments, dialect: dialect)
      ?? names.userType(name) ?? .other(name)
    while dialect == .postgres, isSign("["), isSign("]", 1) {
      advance()
      advance()
      type = .array(type)
    }
    return (type, name)
  }

  /// A cast; of an array constructor, the array of its casted elements.
  func cast(_ value: SQLExpression, to type: RelationalType, name: String) -> SQLExpression {
    if case .array(let elements) = value, case .array(let element) = type {
      return .array(elements.map { cast($0, to: element, name: name) })
    }
    return .cast(value, type, typeName: name)
  }
}
