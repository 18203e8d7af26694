/// How many rows one table gets, and how each of its columns is made.
///
/// Columns are computed in their order, and a generator reads only columns before its own. Each has
/// a random stream of its own, so adding, removing or moving one changes no other.
public struct TablePlan: Sendable {
  /// The table.
  public let relation: RelationName
  /// Where the number of rows comes from.
  public let rows: RowSource
  /// The columns, in the order in which they are computed.
  public let columns: [Column]
  /// What every row has to meet; rows that do not are drawn again.
  public let filters: [RowFilter]

  /// Where the number of rows of a table comes from.
  public enum RowSource: Sendable {
    /// A fixed number.
    case count(Int)
    /// A number for each row of another table of the plan.
    case children(parent: String, Cardinality)
  }

  /// A table of a number of rows.
  public init(_ table: String, rows: Int, @ColumnBuilder columns: () throws -> [Column]) rethrows {
    self.init(table: table, rows: .count(rows), columns: try columns())
  }

  /// A table of exactly one row for each row of another.
  public init(
    _ table: String, onePer parent: TablePlan, @ColumnBuilder columns: () throws -> [Column]
  ) rethrows {
    self.init(
      table: table, rows: .children(parent: parent.table, .exactly(1)), columns: try columns())
  }

  /// A table of a number of rows for each row of another.
  public init(
    _ table: String, per parent: TablePlan, _ cardinality: Cardinality,
    @ColumnBuilder columns: () throws -> [Column]
  ) rethrows {
    self.init(
      table: table, rows: .children(parent: parent.table, cardinality), columns: try columns())
  }

  /// A table of a number of rows of a range, all equally likely, for each row of another.
  public init(
    _ table: String, per parent: TablePlan, _ range: ClosedRange<Int>,
    @ColumnBuilder columns: () throws -> [Column]
  ) rethrows {
    try self.init(table, per: parent, .range(range), columns: columns)
  }

  /// A table from its parts, as a plan made by a program has them.
  public init(table: String, rows: RowSource, columns: [Column]) {
    self.init(relation: RelationName(table), rows: rows, columns: columns)
  }

  /// A table from its parts, in a schema of its own where it has one.
  public init(
    relation: RelationName, rows: RowSource, columns: [Column], filters: [RowFilter] = []
  ) {
    self.relation = relation
    self.rows = rows
    self.columns = columns
    self.filters = filters
  }

  /// The table's name, its schema included where it has one.
  public var table: String { relation.description }
}
