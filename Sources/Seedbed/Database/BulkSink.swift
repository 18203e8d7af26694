/// A table that a bulk load writes, and the columns that the plan fills, in order.
public struct BulkTable: Hashable, Sendable {
  /// The table.
  public var relation: RelationName
  /// The names of the filled columns.
  public var columns: [String]
  /// What the generators make, one kind a column.
  public var kinds: [ColumnVector.Kind]
  /// About how many rows the load is going to write; 0 where that is not known.
  public var rowCount: Int

  /// Creates a table that is found by its name alone.
  public init(
    name: String, columns: [String], kinds: [ColumnVector.Kind], rowCount: Int = 0
  ) {
    self.init(
      relation: RelationName(name), columns: columns, kinds: kinds, rowCount: rowCount)
  }

  /// Creates a table.
  public init(
    relation: RelationName, columns: [String], kinds: [ColumnVector.Kind], rowCount: Int = 0
  ) {
    precondition(columns.count == kinds.count, "one kind a column")
    self.relation = relation
    self.columns = columns
    self.kinds = kinds
    self.rowCount = rowCount
  }

  /// The table's name for messages, its schema included where it has one.
  public var name: String { relation.description }
}

/// What takes batches and writes them in chunks, each chunk in one transaction: of its own, or in the
/// one that is open on the session, which the caller then ends.
///
/// One thread at a time calls it, but for `encoder`, which generating threads use side by side.
public protocol BulkSink: AnyObject {
  /// Prepares batches for `write` on the generating threads.
  var encoder: any BatchEncoder { get }
  /// What the user should know about how the rows are going to be written, one line each.
  var notes: [String] { get }

  /// Opens the transaction of one chunk, where none is open.
  func beginChunk() throws
  /// Writes one encoded batch into the table at a position of the list the sink was made for.
  ///
  /// A sink may keep rows back: an error of theirs then comes with a later batch, or with
  /// `commitChunk`, and names their table and row all the same.
  func write(_ batch: TableBatch, table: Int) throws
  /// Verifies every foreign key of the chunk's rows, lets `record` write to the ledger on the
  /// chunk's transaction, and commits where that is the chunk's own. After an error the chunk is still
  /// open.
  func commitChunk(record: (any DatabaseSession) throws -> Void) throws
  /// Undoes the open chunk, or leaves that to whoever opened its transaction; does nothing when none
  /// is open.
  func rollbackChunk() throws
  /// Leaves the database as an ordinary session expects it and updates the planner's statistics.
  func finish() throws
}

extension BulkSink {
  /// Nothing in particular.
  public var notes: [String] { [] }
}

/// Turns a generated batch into the form that a sink writes, as far as that can be done without
/// the database: pure, and called on several threads at once.
public protocol BatchEncoder: Sendable {
  /// Encodes one batch of the table at a position, in place.
  ///
  /// Throws `GenerationError` for a value that its column cannot hold.
  func encode(_ batch: TableBatch, table: Int) throws
}
