/// A Swift type that a closure may return as a column's value; nil is NULL.
public protocol GeneratedValue: DatabaseValueConvertible {
  /// The kind of column that holds it.
  static var columnKind: ColumnVector.Kind { get }
}

extension Int: GeneratedValue {
  /// The kind `integer`.
  public static var columnKind: ColumnVector.Kind { .integer }
}

extension Int64: GeneratedValue {
  /// The kind `integer`.
  public static var columnKind: ColumnVector.Kind { .integer }
}

extension Double: GeneratedValue {
  /// The kind `real`.
  public static var columnKind: ColumnVector.Kind { .real }
}

extension Bool: GeneratedValue {
  /// The kind `boolean`.
  public static var columnKind: ColumnVector.Kind { .boolean }
}

extension String: GeneratedValue {
  /// The kind `text`.
  public static var columnKind: ColumnVector.Kind { .text }
}

extension Timestamp: GeneratedValue {
  /// The kind `timestamp`.
  public static var columnKind: ColumnVector.Kind { .timestamp }
}

extension CalendarDate: GeneratedValue {
  /// The kind `date`.
  public static var columnKind: ColumnVector.Kind { .date }
}

extension Optional: GeneratedValue where Wrapped: GeneratedValue {
  /// The kind of what is wrapped.
  public static var columnKind: ColumnVector.Kind { Wrapped.columnKind }
}
