internal import Seedbed

/// Verifies one foreign key for the rows that a chunk wrote, all at once.
///
/// As the server's own check does, it holds on to rows that others could delete meanwhile
/// (`FOR KEY SHARE`); rows that this transaction wrote nobody else can delete. Both sides are
/// restricted to the chunk's range of keys, so that the work does not grow with the tables.
struct PostgresForeignKeyCheck {
  /// What is known of the rows to verify.
  struct Scope {
    /// The column that is the primary key, quoted, and the range of the chunk's keys; nil where
    /// rows are told by who wrote them.
    var key: (column: String, range: ClosedRange<Int64>)?
    /// The range of what the rows refer to; nil when it is not known.
    var references: ClosedRange<Int64>?
    /// `xid` of the transaction.
    var transaction: String
  }

  let table: PostgresBulkTable
  let key: PostgresForeignKey

  /// The most offending rows that an error names.
  private static let namedRowCount = 5

  /// Throws `PostgresError` of kind `constraint` when rows refer to nothing.
  func verify(_ scope: Scope, on connection: PostgresConnection) throws(PostgresError) {
    let result = try connection.execute(statement(scope))
    guard result.rowCount > 0 else { return }
    throw violation((0..<result.rowCount).compactMap { result.text($0, 0) })
  }

  /// The query for the keys of offending rows.
  func statement(_ scope: Scope) -> String {
    let pairs = zip(key.columns, key.parentColumns).map { column, parent in
      (child: "c." + SQLIdentifier(column).quoted, parent: SQLIdentifier(parent).quoted)
    }
    let children = pairs.map(\.child).joined(separator: ", ")
    let parents = pairs.map { "p." + $0.parent }.joined(separator: ", ")
    let isSet = pairs.map { "\($0.child) IS NOT NULL" }.joined(separator: " AND ")
    let isParent = pairs.map { "p.\($0.parent) = \($0.child)" }.joined(separator: " AND ")
    // As the server has it: rows of tables that inherit from this one are not referred to.
    let parentRows = (key.isParentPartitioned ? "" : "ONLY ") + key.parentTable
    let isOwn = "p.xmin = '\(scope.transaction)'::xid"
    let rows: String
    let named: String
    if let key = scope.key {
      rows = "c.\(key.column) BETWEEN \(key.range.lowerBound) AND \(key.range.upperBound)"
      named = "c.\(key.column)"
    } else {
      rows = "c.xmin = '\(scope.transaction)'::xid"
      named = "NULL"
    }
    var range = ""
    if let references = scope.references, let pair = pairs.first {
      range =
        " AND p.\(pair.parent) BETWEEN \(references.lowerBound) AND \(references.upperBound)"
    }
    let holding = """
      WITH held AS MATERIALIZED (SELECT \(parents) FROM \(parentRows) p \
      WHERE NOT (\(isOwn))\(range) AND (\(parents)) IN (SELECT \(children) \
      FROM ONLY \(table.quotedName) c WHERE \(rows) AND \(isSet)) FOR KEY SHARE OF p) 
      """
    let isMissing = """
      NOT EXISTS (SELECT FROM held p WHERE \(isParent)) AND NOT EXISTS (SELECT \
      FROM \(parentRows) p WHERE \(isParent)\(range) AND \(isOwn))
      """
    var isViolated = "\(isSet) AND \(isMissing)"
    if key.isFull && pairs.count > 1 {
      isViolated = "(\(isViolated)) OR num_nulls(\(children)) BETWEEN 1 AND \(pairs.count - 1)"
    }
    return """
      \(holding)SELECT \(named) FROM ONLY \(table.quotedName) c WHERE \(rows) AND (\(isViolated)) \
      LIMIT \(Self.namedRowCount + 1)
      """
  }

  private func violation(_ found: [String]) -> PostgresError {
    let named = found.prefix(Self.namedRowCount)
    var rows = ""
    if let column = table.keyColumn, !named.isEmpty {
      rows = ": \(table.definition.columns[column]) \(named.joined(separator: ", "))"
      if found.count > Self.namedRowCount { rows += " and more" }
    }
    let columns = key.columns.joined(separator: ", ")
    var error = PostgresError(
      code: .foreignKeyViolation,
      message: """
        foreign key constraint "\(key.constraint)" failed: \(table.definition.name) (\(columns)) \
        refers to rows of \(key.parentTable) (\(key.parentColumns.joined(separator: ", "))) that \
        are not there\(rows)
        """,
      location: ErrorLocation(table: table.definition.name),
      advice: "Make the plan pick \(columns) from the rows that \(key.parentTable) gets.")
    error.constraint = key.constraint
    return error
  }
}
