import Seedbed

/// The operators that compute a value.
struct SQLArithmetic: Hashable, Sendable {
  let dialect: RelationalSchema.Dialect

  /// The result; NULL when an operand is.
  func result(
    _ operation: SQLExpression.Arithmetic, _ a: SQLValue, _ b: SQLValue
  ) throws(EvaluationError) -> SQLValue {
    if a.isNull || b.isNull { return .null }
    if operation == .concatenate { return .text(try text(a) + (try text(b))) }
    if dialect == .sqlite {
      return try numeric(operation, try sqliteNumber(a), try sqliteNumber(b))
    }
    if let moment = try momentary(operation, a, b) { return moment }
    if case .text(let text) = a, let number = SQLCaster.literal(text, like: b) {
      return try numeric(operation, number, b)
    }
    if case .text(let text) = b, let number = SQLCaster.literal(text, like: a) {
      return try numeric(operation, a, number)
    }
    return try numeric(operation, a, b)
  }

  private func text(_ value: SQLValue) throws(EvaluationError) -> String {
    if dialect == .sqlite {
      guard let text = SQLiteText.text(of: value) else {
        throw .unsupported("the text of a number that is not short")
      }
      return text
    }
    if case .array = value { throw .unsupported("arrays joined") }
    if case .bool(let truth) = value { return truth ? "t" : "f" }
    guard
      case .text(let text) = try SQLCaster.cast(
        value, to: .text(maximumLength: nil, isPadded: false), dialect: .postgres)
    else { throw .unsupported("a value joined that is no text") }
    return text
  }

  private func sqliteNumber(_ value: SQLValue) throws(EvaluationError) -> SQLValue {
    switch value {
    case .integer, .real: return value
    case .text(let text): return SQLiteText.leadingNumber(of: text)
    default: throw .unsupported("a calculation with bytes")
    }
  }

  // MARK: Numbers

  private func numeric(
    _ operation: SQLExpression.Arithmetic, _ a: SQLValue, _ b: SQLValue
  ) throws(EvaluationError) -> SQLValue {
    switch (a, b) {
    case (.integer(let left), .integer(let right)):
      return try integers(operation, left, right)
    case (.integer, .decimal), (.decimal, .integer), (.decimal, .decimal):
      guard let left = a.asDecimal, let right = b.asDecimal else { break }
      return try decimals(operation, left, right)
    default: break
    }
    guard let left = a.asDouble, let right = b.asDouble else {
      throw .unsupported("\(operation.rawValue) of values that are no numbers")
    }
    switch operation {
    case .add: return .real(left + right)
    case .subtract: return .real(left - right)
    case .multiply: return .real(left * right)
    case .divide:
      if right == 0 { return try divisionByZero() }
      return .real(left / right)
    case .modulo where dialect == .sqlite:
      // The operands are cut to whole numbers first.
      guard left.magnitude < 9e18, right.magnitude < 9e18 else { break }
      if Int64(right) == 0 { return .null }
      return .real(Double(Int64(left) % Int64(right)))
    case .bitAnd, .bitOr, .shiftLeft, .shiftRight:
      guard dialect == .sqlite, left.magnitude < 9e18, right.magnitude < 9e18 else { break }
      return try integers(operation, Int64(left), Int64(right))
    default: break
    }
    throw .unsupported("\(operation.rawValue) of these numbers")
  }

  private func divisionByZero() throws(EvaluationError) -> SQLValue {
    if dialect == .sqlite { return .null }
    throw .failure("a division by zero")
  }

  private func integers(
    _ operation: SQLExpression.Arithmetic, _ a: Int64, _ b: Int64
  ) throws(EvaluationError) -> SQLValue {
    func checked(_ result: (Int64, overflow: Bool)) throws(EvaluationError) -> SQLValue {
      if !result.overflow { return .integer(result.0) }
      if dialect == .postgres { throw .failure("an integer out of range") }
      return try numeric(operation, .real(Double(a)), .real(Double(b)))
    }
    switch operation {
    case .add: return try checked(a.addingReportingOverflow(b))
    case .subtract: return try checked(a.subtractingReportingOverflow(b))
    case .multiply: return try checked(a.multipliedReportingOverflow(by: b))
    case .divide:
      if b == 0 { return try divisionByZero() }
      return try checked(a.dividedReportingOverflow(by: b))
    case .modulo:
      if b == 0 { return try divisionByZero() }
      return .integer(b == -1 ? 0 : a % b)
    case .bitAnd: return .integer(a & b)
    case .bitOr: return .integer(a | b)
    case .bitXor: return .integer(a ^ b)
    case .shiftLeft, .shiftRight:
      // PostgreSQL takes shifts modulo the type's width, which is not known here.
      guard (0..<32).contains(b) || dialect == .sqlite && b < 64 && b >= 0 else {
        throw .unsupported("a shift by \(b)")
      }
      return .integer(operation == .shiftLeft ? a << b : a >> b)
    case .power, .concatenate: throw .unsupported("\(operation.rawValue) of integers")
    }
  }

  private func decimals(
    _ operation: SQLExpression.Arithmetic, _ a: SQLDecimal, _ b: SQLDecimal
  ) throws(EvaluationError) -> SQLValue {
    let result: SQLDecimal?
    switch operation {
    case .add: result = .sum(a, b)
    case .subtract: result = .sum(a, b.negated)
    case .multiply: result = .product(a, b)
    case .divide:
      if b.sign == 0 { return try divisionByZero() }
      result = .quotient(a, b)
    case .modulo:
      if b.sign == 0 { return try divisionByZero() }
      result = .remainder(a, b)
    default: throw .unsupported("\(operation.rawValue) of decimals")
    }
    guard let result else { throw .unsupported("numbers of more than 38 digits") }
    return .decimal(result)
  }

  // MARK: Moments and spans

  /// The result where a date, an instant, a time or an interval takes part; nil otherwise.
  private func momentary(
    _ operation: SQLExpression.Arithmetic, _ a: SQLValue, _ b: SQLValue
  ) throws(EvaluationError) -> SQLValue? {
    let day = Timestamp.microsecondsPerDay
    switch (a, operation, b) {
    case (.date(let left), .add, .integer(let right)): return try date(left, plus: right)
    case (.integer(let left), .add, .date(let right)): return try date(right, plus: left)
    case (.date(let left), .subtract, .integer(let right)):
      guard right != .min else { throw .failure("a date out of range") }
      return try date(left, plus: -right)
    case (.date(let left), .subtract, .date(let right)): return .integer(Int64(left - right))
    case (.date(let left), _, .interval):
      return try momentary(operation, .timestamp(Int64(left) * day), b)
    case (.interval, .add, .date), (.interval, .add, .timestamp), (.interval, .add, .time):
      return try momentary(.add, b, a)
    case (.timestamp(let left), .add, .interval(let right)):
      return .timestamp(right.added(to: left))
    case (.timestamp(let left), .subtract, .interval(let right)):
      return .timestamp((-right).added(to: left))
    case (.timestamp(let left), .subtract, .timestamp(let right)):
      let difference = left - right
      return .interval(
        SQLInterval(days: Int(difference / day), microseconds: difference % day))
    case (.timestamp, .subtract, .date(let right)):
      return try momentary(.subtract, a, .timestamp(Int64(right) * day))
    case (.date(let left), .subtract, .timestamp):
      return try momentary(.subtract, .timestamp(Int64(left) * day), b)
    case (.date(let left), .add, .time(let right)): return .timestamp(Int64(left) * day + right)
    case (.time(let left), .subtract, .time(let right)):
      return .interval(SQLInterval(microseconds: left - right))
    case (.interval(let left), .add, .interval(let right)): return .interval(left + right)
    case (.interval(let left), .subtract, .interval(let right)): return .interval(left + -right)
    case (.interval(let left), .multiply, _):
      return try multiple(left, b)
    case (_, .multiply, .interval(let right)): return try multiple(right, a)
    default: return nil
    }
  }

  private func date(_ day: Int, plus days: Int64) throws(EvaluationError) -> SQLValue {
    // Ten thousand years, beyond which no date is written.
    guard days.magnitude < 3_660_000, abs(day + Int(days)) < 3_660_000 else {
      throw .failure("a date out of range")
    }
    return .date(day + Int(days))
  }

  private func multiple(
    _ interval: SQLInterval, _ factor: SQLValue
  ) throws(EvaluationError) -> SQLValue {
    guard let number = factor.asDouble, let product = interval.multiplied(by: number) else {
      throw .unsupported("a fraction of an interval")
    }
    return .interval(product)
  }
}
