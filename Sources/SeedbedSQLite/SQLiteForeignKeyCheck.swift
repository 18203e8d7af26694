internal import Seedbed

/// Verifies one foreign key for the rows of a chunk, all at once.
struct SQLiteForeignKeyCheck {
  private let key: SchemaCatalog.ForeignKey
  private let table: String
  private let hasRowID: Bool
  private let sql: String

  /// The most offending rows that an error names.
  private static let namedRowCount = 5

  /// Creates the check; without a rowid it goes over the whole table, and without the parent's table
  /// every key that is not NULL refers to nothing.
  init(
    _ key: SchemaCatalog.ForeignKey, of table: String, rowIDName: String?, hasParent: Bool
  ) {
    self.key = key
    self.table = table
    hasRowID = rowIDName != nil
    let pairs = zip(key.columns, key.parentColumns).map { column, parent in
      (child: "c." + SQLIdentifier(column).quoted, parent: "p." + SQLIdentifier(parent).quoted)
    }
    // A join, not NOT EXISTS, keeps the parent's cursor open: children of one parent lie together,
    // so that most of its moves go nowhere or one row on.
    let isParent = pairs.map { "\($0.parent) = \($0.child)" }.joined(separator: " AND ")
    let isSet = pairs.map { "\($0.child) IS NOT NULL" }.joined(separator: " AND ")
    let isMissing = hasParent ? pairs.first.map { "\($0.parent) IS NULL" } ?? "0" : "1"
    let rowID = rowIDName.map { "c." + $0 }
    let range = rowID.map { "\($0) BETWEEN $1 AND $2 AND " } ?? ""
    sql = """
      SELECT \(rowID ?? "NULL") FROM \(SQLIdentifier(table).quoted) c \
      \(hasParent ? "LEFT JOIN \(SQLIdentifier(key.parentTable).quoted) p ON \(isParent) " : "")\
      WHERE \(range)\(isSet) AND \(isMissing) LIMIT \(Self.namedRowCount + 1)
      """
  }

  /// Throws `SQLiteError` of kind `constraint` when rows in a range of rowids refer to nothing.
  func verify(_ rowIDs: ClosedRange<Int64>, _ session: SQLiteSession) throws {
    let bounds: [DatabaseValue] =
      hasRowID ? [.integer(rowIDs.lowerBound), .integer(rowIDs.upperBound)] : []
    var found: [Int64?] = []
    try session.withStatement(sql, bounds) { statement in
      while try statement.step() { found.append(statement.value(0).asInt64) }
    }
    if !found.isEmpty { throw violation(found) }
  }

  private func violation(_ found: [Int64?]) -> SQLiteError {
    let named = found.compactMap { $0 }.prefix(Self.namedRowCount).map(String.init)
    var rows = named.isEmpty ? "" : ": rowid \(named.joined(separator: ", "))"
    if found.count > Self.namedRowCount { rows += named.isEmpty ? "" : " and more" }
    let columns = key.columns.joined(separator: ", ")
    let parentColumns = key.parentColumns.joined(separator: ", ")
    return SQLiteError(
      code: .SQLITE_CONSTRAINT_FOREIGNKEY,
      message: """
        FOREIGN KEY constraint failed: \(table) (\(columns)) refers to rows of \(key.parentTable) \
        (\(parentColumns)) that are not there\(rows)
        """,
      location: ErrorLocation(table: table),
      advice: "Make the plan pick \(columns) from the rows that \(key.parentTable) gets.")
  }
}
