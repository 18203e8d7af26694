/// One value of a column, in the types that every engine can hold.
public enum DatabaseValue: Hashable, Sendable {
  /// SQL NULL.
  case null
  /// A signed 64-bit integer.
  case integer(Int64)
  /// A double; NaN and infinities are values of their own where the engine has them.
  case real(Double)
  /// Text in UTF-8; NUL bytes survive where the engine can hold them.
  case text(String)
  /// Bytes.
  case blob([UInt8])
  /// True or false; SQLite stores 1 or 0.
  case bool(Bool)
  /// An instant in UTC; SQLite stores `YYYY-MM-DD HH:MM:SS[.ffffff]`.
  case timestamp(Timestamp)
  /// A day; SQLite stores `YYYY-MM-DD`.
  case date(CalendarDate)
}

/// A type that has a `DatabaseValue`.
public protocol DatabaseValueConvertible: Sendable {
  /// The value as the database takes it.
  var databaseValue: DatabaseValue { get }
}

extension DatabaseValue: DatabaseValueConvertible {
  /// The value as the database takes it.
  public var databaseValue: DatabaseValue { self }
}

extension Int: DatabaseValueConvertible {
  /// The value as the database takes it.
  public var databaseValue: DatabaseValue { .integer(Int64(self)) }
}

extension Int64: DatabaseValueConvertible {
  /// The value as the database takes it.
  public var databaseValue: DatabaseValue { .integer(self) }
}

extension Double: DatabaseValueConvertible {
  /// The value as the database takes it.
  public var databaseValue: DatabaseValue { .real(self) }
}

extension Bool: DatabaseValueConvertible {
  /// The value as the database takes it.
  public var databaseValue: DatabaseValue { .bool(self) }
}

extension String: DatabaseValueConvertible {
  /// The value as the database takes it.
  public var databaseValue: DatabaseValue { .text(self) }
}

extension Timestamp: DatabaseValueConvertible {
  /// The value as the database takes it.
  public var databaseValue: DatabaseValue { .timestamp(self) }
}

extension CalendarDate: DatabaseValueConvertible {
  /// The value as the database takes it.
  public var databaseValue: DatabaseValue { .date(self) }
}

extension Optional: DatabaseValueConvertible where Wrapped: DatabaseValueConvertible {
  /// NULL for nil.
  public var databaseValue: DatabaseValue { self?.databaseValue ?? .null }
}

extension DatabaseValueConvertible
where Self: RawRepresentable, RawValue: DatabaseValueConvertible {
  /// The raw value, so that `enum Role: String, DatabaseValueConvertible` needs no code.
  public var databaseValue: DatabaseValue { rawValue.databaseValue }
}

extension DatabaseValue {
  /// The integer, or the number that a bool stands for; nil for any other type.
  public var asInt64: Int64? {
    switch self {
    case .integer(let value): value
    case .bool(let value): value ? 1 : 0
    default: nil
    }
  }

  /// The number as a double; nil for what is no number.
  public var asDouble: Double? {
    switch self {
    case .real(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }

  /// The text; nil for any other type.
  public var asString: String? {
    if case .text(let value) = self { value } else { nil }
  }
}
