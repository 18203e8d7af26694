/// The rows of one batch as a column's generator sees them.
public struct GenerationFrame: ~Copyable {
  /// How many rows there are.
  public let rowCount: Int
  /// The 0-based row index of each row within the table's plan.
  public let rows: UnsafePointer<Int>
  /// The parent's row index of each row; the row's own for a root table.
  public let parentRows: UnsafePointer<Int>
  /// The 0-based position of each row among its parent's children; 0 for a root table.
  public let ordinals: UnsafePointer<Int>
  /// How many children each row's parent has in this table; 1 for a root table.
  public let siblingCounts: UnsafePointer<Int>
  /// The columns that the generator reads, in the order of its `inputs`.
  public let inputs: [ColumnVector]
  /// The column's random stream.
  public let stream: StreamKey
  /// The column's stream in the first attempt, for what stays the same in all of them.
  public let originalStream: StreamKey
  /// How often these rows were drawn before and did not meet the table's filters; 0 as a rule.
  public let attempt: Int
  /// Whether the rows follow each other without a gap.
  let isContiguous: Bool
  let scratch: UnsafeMutablePointer<UInt64>

  /// 64 random bits for each row. Valid until the next call.
  ///
  /// - Parameter draw: which of a row's independent draws, from 0.
  public func bits(draw: UInt32 = 0) -> UnsafePointer<UInt64> { bits(of: stream, draw: draw) }

  /// 64 random bits for each row, of another stream. Valid until the next call.
  public func bits(of stream: StreamKey, draw: UInt32 = 0) -> UnsafePointer<UInt64> {
    if isContiguous, rowCount > 0 {
      stream.fillBits(
        rows: rows[0]..<rows[0] + rowCount, draw: draw,
        into: UnsafeMutableBufferPointer(start: scratch, count: rowCount))
    } else {
      for index in 0..<rowCount { scratch[index] = stream.bits(row: rows[index], draw: draw) }
    }
    return UnsafePointer(scratch)
  }

  /// The same rows for the generator of the same column that reads no more than some of its inputs.
  package func reading(_ inputs: [ColumnVector]) -> GenerationFrame {
    copy(stream: stream, originalStream: originalStream, inputs: inputs)
  }

  /// The same rows for a generator inside another one, with a stream and inputs of its own.
  package func nested(stream: StreamKey, inputs: [ColumnVector]) -> GenerationFrame {
    copy(stream: stream, originalStream: stream, inputs: inputs)
  }

  private func copy(
    stream: StreamKey, originalStream: StreamKey, inputs: [ColumnVector]
  ) -> GenerationFrame {
    GenerationFrame(
      rowCount: rowCount, rows: rows, parentRows: parentRows, ordinals: ordinals,
      siblingCounts: siblingCounts, inputs: inputs, stream: stream,
      originalStream: originalStream, attempt: attempt, isContiguous: isContiguous,
      scratch: scratch)
  }
}
