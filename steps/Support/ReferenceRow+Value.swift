internal import Seedbed

extension ReferenceRow {
  /// The case of an enumeration that a column names. Throws for any other text.
  func value<Value: RawRepresentable>(
    _ column: String, as type: Value.Type = Value.self
  ) throws -> Value where Value.RawValue == String {
    let text = try text(column)
    guard let value = Value(rawValue: text) else {
      throw error("'\(text)' in \(column) is not one of the values allowed")
    }
    return value
  }
}
