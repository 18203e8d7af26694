/// A condition that every row of a table has to meet: rows that do not are drawn again, with streams
/// derived from the number of the attempt, so that a row depends on its coordinates all the same.
public struct RowFilter: Sendable {
  /// What messages call it, such as a constraint's name.
  public let name: String
  /// The columns that it reads, hidden ones included.
  public let inputs: [String]
  /// The columns that are drawn again for a row that does not meet it; what reads them follows.
  public let redrawn: [String]
  /// What decides.
  public let criterion: any RowCriterion

  /// How often a row is drawn before the plan is given up.
  public static let attemptLimit = 400

  /// Creates a filter.
  public init(name: String, inputs: [String], redrawn: [String], criterion: any RowCriterion) {
    self.name = name
    self.inputs = inputs
    self.redrawn = redrawn
    self.criterion = criterion
  }
}

/// Decides which rows of a batch may not be written: a pure function of the columns that it reads.
public protocol RowCriterion: Sendable {
  /// Writes 1 for each row that may not be written, and leaves the others as they are.
  ///
  /// - Parameters:
  ///   - columns: the columns, in the order of the filter's `inputs`.
  ///   - rowCount: how many rows there are.
  ///   - rejected: a byte for each row.
  func reject(
    _ columns: [ColumnVector], rowCount: Int, into rejected: UnsafeMutablePointer<UInt8>) throws
}

extension RowCriterion {
  /// A byte for each row, 1 for those that are rejected.
  package func rejected(_ columns: [ColumnVector], rowCount: Int) throws -> [UInt8] {
    var rejected = [UInt8](repeating: 0, count: rowCount)
    try rejected.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      try reject(columns, rowCount: rowCount, into: base)
    }
    return rejected
  }
}

/// A row that met its table's filters in no attempt.
public struct UnmetFilter: Error, CustomStringConvertible {
  /// The table and the row.
  public let location: ErrorLocation
  /// The filters that the last attempt did not meet.
  public let filters: [String]

  /// The row and the conditions.
  package var finding: String {
    "row \(location.row ?? 0) of \(location.table ?? "?") met \(filters.joined(separator: ", ")) in "
      + "none of \(RowFilter.attemptLimit) attempts"
  }

  /// The row, the conditions, and what to do.
  public var description: String {
    "\(finding); give the columns that it names values that do, or leave the table out"
  }
}
