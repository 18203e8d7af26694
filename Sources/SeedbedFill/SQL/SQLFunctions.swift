import Seedbed

/// The functions that are evaluated as the databases do.
enum SQLFunctions {
  /// One function.
  struct Definition: Sendable {
    /// How many arguments it takes.
    var arity: ClosedRange<Int>
    /// Whether it is NULL when an argument is.
    var isStrict = true
    var body: @Sendable ([SQLValue]) throws(EvaluationError) -> SQLValue
  }

  /// Functions that read the clock, whose values are those of `asOf`.
  static let clocks: Set<String> = [
    "now", "current_date", "current_timestamp", "localtimestamp", "transaction_timestamp",
    "statement_timestamp", "clock_timestamp", "current_time", "localtime",
  ]
  /// SQLite's functions of dates and times.
  static let sqliteTimes: Set<String> = [
    "date", "time", "datetime", "julianday", "strftime", "unixepoch",
  ]

  /// A function of a dialect; nil when it is not known.
  static func definition(
    _ name: String, dialect: RelationalSchema.Dialect, asOf: Timestamp
  ) -> Definition? {
    if dialect == .postgres, clocks.contains(name) { return clock(name, asOf: asOf) }
    if dialect == .sqlite, clocks.contains(name) { return sqliteClock(name, asOf: asOf) }
    return common(name, dialect)
      ?? (dialect == .postgres ? postgres(name) : sqlite(name, asOf: asOf))
  }

  private static func clock(_ name: String, asOf: Timestamp) -> Definition? {
    switch name {
    case "current_date":
      Definition(arity: 0...0) { (_) throws(EvaluationError) in .date(asOf.date.dayNumber) }
    case "current_time", "localtime": nil
    default:
      Definition(arity: 0...0) { (_) throws(EvaluationError) in .timestamp(asOf.microseconds) }
    }
  }

  private static func sqliteClock(_ name: String, asOf: Timestamp) -> Definition? {
    let whole = Timestamp(seconds: asOf.microseconds / 1_000_000).databaseText
    let text: String? =
      switch name {
      case "current_date": asOf.date.description
      case "current_timestamp": whole
      case "current_time": String(whole.suffix(8))
      default: nil
      }
    return text.map { text in
      Definition(arity: 0...0) { (_) throws(EvaluationError) in .text(text) }
    }
  }

  /// What both dialects have.
  private static func common(
    _ name: String, _ dialect: RelationalSchema.Dialect
  ) -> Definition? {
    switch name {
    case "coalesce":
      Definition(arity: 1...100, isStrict: false) { (values) throws(EvaluationError) in
        values.first { !$0.isNull } ?? .null
      }
    case "nullif":
      Definition(arity: 2...2, isStrict: false) { (values) throws(EvaluationError) in
        let isEqual = try SQLComparator(dialect: dialect).holds(.equal, values[0], values[1])
        return isEqual == true ? .null : values[0]
      }
    case "lower", "upper":
      letters(isLower: name == "lower", dialect)
    case "length": length(dialect)
    case "octet_length":
      Definition(arity: 1...1) { (values) throws(EvaluationError) in
        switch values[0] {
        case .text(let text): return .integer(Int64(text.utf8.count))
        case .bytes(let bytes): return .integer(Int64(bytes.count))
        default: throw .unsupported("the bytes of what is no text")
        }
      }
    case "ltrim", "rtrim", "btrim", "trim": trim(name, dialect)
    case "substr", "substring": substring(dialect)
    case "replace":
      textual(3...3, dialect) { texts, _ in
        .text(texts[1].isEmpty ? texts[0] : replaced(texts[0], texts[1], with: texts[2]))
      }
    case "abs": absolute(dialect)
    case "sign": sign(dialect)
    case "round": rounding(dialect)
    case "ceil", "ceiling", "floor": whole(isUp: name != "floor", dialect)
    default: nil
    }
  }

  /// `lower` and `upper`. SQLite knows ASCII alone; beyond it, PostgreSQL goes by the locale.
  private static func letters(isLower: Bool, _ dialect: RelationalSchema.Dialect) -> Definition {
    Definition(arity: 1...1) { (values) throws(EvaluationError) in
      guard
        let text = values[0].asText ?? (dialect == .sqlite ? SQLiteText.text(of: values[0]) : nil)
      else { throw .unsupported("the letters of what is no text") }
      let letters: ClosedRange<UInt8> = isLower ? 65...90 : 97...122
      let converted = String(
        decoding: text.utf8.map { letters.contains($0) ? $0 ^ 32 : $0 }, as: UTF8.self)
      if dialect == .postgres, text.utf8.contains(where: { $0 > 127 }),
        (isLower ? text.lowercased() : text.uppercased()) != converted
      {
        throw .unsupported("letters beyond ASCII in the server's locale")
      }
      return .text(converted)
    }
  }

  private static func replaced(_ text: String, _ part: String, with other: String) -> String {
    var result: [UInt8] = []
    let (bytes, wanted) = (Array(text.utf8), Array(part.utf8))
    var position = 0
    while position < bytes.count {
      if bytes[position...].starts(with: wanted) {
        result += Array(other.utf8)
        position += wanted.count
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A function of texts; other arguments are handed over as they are.
  static func textual(
    _ arity: ClosedRange<Int>, _ dialect: RelationalSchema.Dialect,
    _ body: @escaping @Sendable (_ texts: [String], _ values: [SQLValue]) -> SQLValue
  ) -> Definition {
    Definition(arity: arity) { (values) throws(EvaluationError) in
      var texts: [String] = []
      for value in values {
        switch value {
        case .text(let text): texts.append(text)
        case .integer, .real:
          guard dialect == .sqlite, let text = SQLiteText.text(of: value) else {
            throw .unsupported("a function of texts for what is no text")
          }
          texts.append(text)
        default: throw .unsupported("a function of texts for what is no text")
        }
      }
      return body(texts, values)
    }
  }
}

extension ExpressionCompiler {
  /// A call of a function that is known; its arguments are evaluated first.
  func compileCall(_ name: String, _ arguments: [SQLExpression]) throws -> CompiledExpression {
    let dialect = dialect
    if dialect == .sqlite, name == "iif" || name == "if", (2...3).contains(arguments.count) {
      return try compile(
        .caseWhen(
          operand: nil, [.init(condition: arguments[0], result: arguments[1])],
          otherwise: arguments.count == 3 ? arguments[2] : nil))
    }
    if dialect == .sqlite, name == "like" || name == "glob", arguments.count == 2 {
      return try compileMatch(
        arguments[1], arguments[0], .init(language: name == "like" ? .like : .glob),
        isNegated: false)
    }
    if dialect == .postgres, ["greatest", "least"].contains(name) {
      return try compileExtreme(arguments, isGreatest: name == "greatest", skipsNull: true)
    }
    if dialect == .sqlite, ["max", "min"].contains(name), arguments.count >= 2 {
      return try compileExtreme(arguments, isGreatest: name == "max", skipsNull: false)
    }
    guard
      let definition = SQLFunctions.definition(name, dialect: dialect, asOf: scope.asOf),
      definition.arity.contains(arguments.count)
    else {
      throw UndecidableExpression(
        "the function \(name) of \(arguments.count) arguments is not known")
    }
    let values = try compileList(arguments)
    let body = definition.body
    let isStrict = definition.isStrict
    return { (reader) throws(EvaluationError) in
      let values = try values(reader)
      if isStrict, values.contains(where: \.isNull) { return .null }
      return try body(values)
    }
  }

  private func compileExtreme(
    _ arguments: [SQLExpression], isGreatest: Bool, skipsNull: Bool
  ) throws -> CompiledExpression {
    guard let first = arguments.first else { throw UndecidableExpression("GREATEST of nothing") }
    let comparator = try comparator(first, arguments.last ?? first)
    let values = try compileList(arguments)
    return { (reader) throws(EvaluationError) in
      var best: SQLValue = .null
      for value in try values(reader) {
        if value.isNull {
          if skipsNull { continue }
          return .null
        }
        let isBetter = try comparator.holds(isGreatest ? .greater : .less, value, best)
        if isBetter ?? true { best = value }
      }
      return best
    }
  }
}
