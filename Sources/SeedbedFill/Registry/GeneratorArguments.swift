public import Seedbed

/// The values that a generator's parameters are given.
public struct GeneratorArguments: Hashable, Sendable {
  /// By the parameter's name.
  public var values: [String: Argument]

  /// One value.
  public enum Argument: Hashable, Sendable {
    /// One value.
    case value(DatabaseValue)
    /// Several.
    case list([DatabaseValue])
  }

  /// Creates arguments.
  public init(_ values: [String: Argument] = [:]) { self.values = values }

  /// A number, when it was given.
  func number(_ name: String) -> Double? {
    guard case .value(let value) = values[name] else { return nil }
    switch value {
    case .integer(let number): return Double(number)
    case .real(let number): return number
    case .text(let text): return Double(text)
    default: return nil
    }
  }

  /// A whole number, when it was given.
  func integer(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0) } }

  /// A text, when it was given.
  func text(_ name: String) -> String? {
    guard case .value(.text(let text)) = values[name] else { return nil }
    return text
  }

  /// A moment in seconds since 1970, when it was given.
  func seconds(_ name: String) -> Int64? {
    guard case .value(let value) = values[name] else { return nil }
    return value.seconds
  }

  /// Some values, when they were given.
  func list(_ name: String) -> [DatabaseValue]? {
    switch values[name] {
    case .list(let list): list
    case .value(let value): [value]
    case nil: nil
    }
  }
}

extension DatabaseValue {
  /// A moment in seconds since 1970; nil for what is none.
  var seconds: Int64? {
    switch self {
    case .timestamp(let instant): instant.microseconds / 1_000_000
    case .date(let day): Int64(day.dayNumber) * 86_400
    case .text(let text): Timestamp(text).map { $0.microseconds / 1_000_000 }
    default: nil
    }
  }

  /// A number; nil for what is none.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    case .text(let text): Double(text)
    case .bool(let truth): truth ? 1 : 0
    default: nil
    }
  }
}
