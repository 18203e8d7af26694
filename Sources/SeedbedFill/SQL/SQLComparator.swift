import Seedbed

/// Compares values as the database does.
struct SQLComparator: Hashable, Sendable {
  let dialect: RelationalSchema.Dialect
  /// How texts compare, when it is not by their bytes.
  var collation: Collation = .binary

  /// The collations that are known.
  enum Collation: Hashable, Sendable {
    /// By bytes: SQLite's BINARY, PostgreSQL's C.
    case binary
    /// Without regard to the case of ASCII letters: SQLite's NOCASE, and citext.
    case caseInsensitive
    /// Without trailing spaces: SQLite's RTRIM.
    case trimmed
    /// Texts are equal when their bytes are, but their order is the server's.
    case unknownOrder
  }

  /// Whether a comparison holds; nil when an operand is NULL.
  func holds(
    _ comparison: SQLExpression.Comparison, _ a: SQLValue, _ b: SQLValue
  ) throws(EvaluationError) -> Bool? {
    if a.isNull || b.isNull { return nil }
    switch comparison {
    case .equal: return try areEqual(a, b)
    case .notEqual: return try areEqual(a, b).map { !$0 }
    case .less: return try order(a, b).map { $0 < 0 }
    case .lessOrEqual: return try order(a, b).map { $0 <= 0 }
    case .greater: return try order(a, b).map { $0 > 0 }
    case .greaterOrEqual: return try order(a, b).map { $0 >= 0 }
    }
  }

  /// Whether two values are equal, NULL being equal to NULL.
  func areIdentical(_ a: SQLValue, _ b: SQLValue) throws(EvaluationError) -> Bool {
    if a.isNull || b.isNull { return a.isNull && b.isNull }
    return try areEqual(a, b) ?? false
  }

  private func areEqual(_ a: SQLValue, _ b: SQLValue) throws(EvaluationError) -> Bool? {
    switch (a, b) {
    case (.text(let left), .text(let right)): return folded(left).elementsEqual(folded(right))
    case (.row(let left), .row(let right)), (.array(let left), .array(let right)):
      guard left.count == right.count else { return false }
      var result: Bool? = true
      for (x, y) in zip(left, right) {
        switch try x.isNull || y.isNull ? nil : areEqual(x, y) {
        case false?: return false
        case nil: result = nil
        default: break
        }
      }
      return result
    default: return try order(a, b).map { $0 == 0 }
    }
  }

  private func folded(_ text: String) -> String.UTF8View.SubSequence {
    switch collation {
    case .binary, .unknownOrder: text.utf8[...]
    case .caseInsensitive: text.lowercased().utf8[...]
    case .trimmed: text.utf8.dropLast { $0 == 32 }
    }
  }

  /// Negative, 0 or positive; nil when fields of a row decide that are NULL.
  private func order(_ a: SQLValue, _ b: SQLValue) throws(EvaluationError) -> Int? {
    switch (a, b) {
    case (.integer(let left), .integer(let right)): return left < right ? -1 : left == right ? 0 : 1
    case (.date(let left), .date(let right)): return left - right
    case (.timestamp(let left), .timestamp(let right)), (.time(let left), .time(let right)):
      return left < right ? -1 : left == right ? 0 : 1
    case (.date(let day), .timestamp):
      return try order(.timestamp(Int64(day) * Timestamp.microsecondsPerDay), b)
    case (.timestamp, .date(let day)):
      return try order(a, .timestamp(Int64(day) * Timestamp.microsecondsPerDay))
    case (.bool(let left), .bool(let right)): return (left ? 1 : 0) - (right ? 1 : 0)
    case (.interval(let left), .interval(let right)):
      let (x, y) = (left.estimatedMicroseconds, right.estimatedMicroseconds)
      return x < y ? -1 : x == y ? 0 : 1
    case (.bytes(let left), .bytes(let right)):
      return left.lexicographicallyPrecedes(right) ? -1 : left == right ? 0 : 1
    case (.text(let left), .text(let right)):
      let (x, y) = (folded(left), folded(right))
      if x.elementsEqual(y) { return 0 }
      if collation == .unknownOrder {
        throw .unsupported("the order of texts is the server's")
      }
      return x.lexicographicallyPrecedes(y) ? -1 : 1
    case (.row(let left), .row(let right)), (.array(let left), .array(let right)):
      return try order(left, right)
    default: break
    }
    if let order = try numericOrder(a, b) { return order }
    return dialect == .sqlite ? storageOrder(a) - storageOrder(b) : try coercedOrder(a, b)
  }

  private func order(_ left: [SQLValue], _ right: [SQLValue]) throws(EvaluationError) -> Int? {
    for (x, y) in zip(left, right) {
      if x.isNull || y.isNull { return nil }
      guard let order = try order(x, y) else { return nil }
      if order != 0 { return order }
    }
    return left.count - right.count
  }

  private func numericOrder(_ a: SQLValue, _ b: SQLValue) throws(EvaluationError) -> Int? {
    if let left = a.asDecimal, let right = b.asDecimal {
      guard let order = SQLDecimal.order(left, right) else {
        throw .unsupported("numbers of too many digits")
      }
      return order
    }
    guard let left = a.asDouble, let right = b.asDouble else { return nil }
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// SQLite: numbers before texts before bytes.
  private func storageOrder(_ value: SQLValue) -> Int {
    switch value {
    case .integer, .real: 0
    case .text: 1
    default: 2
    }
  }

  /// PostgreSQL: a text beside another type is a literal of that type.
  private func coercedOrder(_ a: SQLValue, _ b: SQLValue) throws(EvaluationError) -> Int? {
    if case .text(let text) = a, let value = SQLCaster.literal(text, like: b) {
      return try order(value, b)
    }
    if case .text(let text) = b, let value = SQLCaster.literal(text, like: a) {
      return try order(a, value)
    }
    throw .unsupported("values of types that are not compared")
  }
}
