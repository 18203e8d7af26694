import Seedbed

/// A value while an expression is evaluated.
enum SQLValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case decimal(SQLDecimal)
  case real(Double)
  case text(String)
  case bytes([UInt8])
  /// Days since 1970-01-01.
  case date(Int)
  /// Microseconds since 1970 in UTC.
  case timestamp(Int64)
  /// Microseconds since midnight.
  case time(Int64)
  case interval(SQLInterval)
  case array([SQLValue])
  case row([SQLValue])
  /// A value of a type that is not evaluated, in the engine's text; nothing but its being not NULL
  /// is known of it.
  case other(String)

  /// The value of a database's.
  init(_ value: DatabaseValue) {
    switch value {
    case .null: self = .null
    case .integer(let number): self = .integer(number)
    case .real(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .blob(let bytes): self = .bytes(bytes)
    case .bool(let truth): self = .bool(truth)
    case .timestamp(let instant): self = .timestamp(instant.microseconds)
    case .date(let day): self = .date(day.dayNumber)
    }
  }

  /// Whether it is NULL.
  var isNull: Bool { self == .null }

  /// The text, when it is one.
  var asText: String? { if case .text(let text) = self { text } else { nil } }

  /// The number as a double, when it is one.
  var asDouble: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .decimal(let number): number.doubleValue
    case .real(let number): number
    default: nil
    }
  }

  /// The number as an exact decimal, when it is an integer or decimal.
  var asDecimal: SQLDecimal? {
    switch self {
    case .integer(let number): SQLDecimal(number)
    case .decimal(let number): number
    default: nil
    }
  }
}

/// Why an expression has no value.
enum EvaluationError: Error, Hashable {
  /// It is not known what the database would make of it.
  case unsupported(String)
  /// The database would fail: a division by zero, a text that is no number.
  case failure(String)
}
