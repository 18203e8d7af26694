/// A generator that failed while values were made, such as an author's closure that threw.
public struct GenerationError: Error, CustomStringConvertible {
  /// The table and the 0-based row; no row when the generator did not say at which it failed.
  public let location: ErrorLocation
  /// The column.
  public let column: String
  /// What the generator threw.
  public let reason: String

  /// Creates an error; engines do for values that a column cannot hold.
  package init(location: ErrorLocation, column: String, reason: String) {
    self.location = location
    self.column = column
    self.reason = reason
  }

  /// Where it happened, what was thrown, and how to look at it.
  public var description: String {
    let table = location.table ?? "?"
    guard let row = location.row else {
      return "the generator of \(table).\(column) failed: \(reason)"
    }
    return """
      the generator of \(table).\(column) failed at row \(row): \(reason); \
      look at that row with: seedbed show \(table) --row \(row)
      """
  }
}

/// What a generator throws when it fails at one row; the plan adds table and column.
public struct RowFailure: Error {
  /// The 0-based row index within the table's plan.
  public let row: Int
  /// What went wrong.
  public let reason: String

  /// Creates a failure.
  public init(row: Int, reason: String) {
    self.row = row
    self.reason = reason
  }
}
