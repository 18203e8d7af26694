/// Some consecutive rows of one table, held column by column.
public final class TableBatch: @unchecked Sendable {
  /// How many rows there are.
  public package(set) var rowCount = 0
  /// The 0-based row index, within the table's plan, of the batch's first row.
  public package(set) var firstRow = 0
  /// The columns that are written, in the order of `BulkTable.columns`.
  public internal(set) var columns: [ColumnVector]
  /// Bytes that an encoder makes of the whole batch, for sinks that take a byte stream.
  public let wire = ByteBuffer()

  /// Creates a batch over columns.
  public init(columns: [ColumnVector]) { self.columns = columns }
}
