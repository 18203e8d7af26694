internal import Seedbed

/// Temporary tables that take the rows of a chunk where COPY cannot: tables that refer to each other in a
/// circle, where the server checks every statement for itself, and tables whose row-level security
/// binds the role. One statement then writes all of them, and its foreign keys are checked when it ends.
struct PostgresStaging {
  private let tables: [PostgresBulkTable]

  /// The staging of a load; nil where it can do without.
  init?(_ plan: PostgresBulkPlan) {
    let isCircle = plan.hasCircle && plan.tables.contains { $0.enforcement != .bySet }
    guard isCircle || plan.tables.contains(where: { $0.enforcement == .byRow(.rowSecurity) }) else {
      return nil
    }
    tables = plan.tables
  }

  /// The name of a table's stand-in.
  private func name(_ index: Int) -> String { "pg_temp.seedbed_stage_\(index)" }

  /// Creates the tables for a chunk; they go when their rows are written, or with its transaction.
  func create(on connection: PostgresConnection) throws(PostgresError) {
    for (index, table) in tables.enumerated() {
      // A query's columns have the types of the table's and none of its constraints.
      try connection.execute(
        "CREATE TEMPORARY TABLE seedbed_stage_\(index) AS SELECT "
          + "\(SQLIdentifier.list(table.definition.columns)) FROM \(table.quotedName) WITH NO DATA")
    }
  }

  /// The statement that takes a table's rows into its stand-in.
  func copyStatement(_ index: Int) -> String {
    let columns = SQLIdentifier.list(tables[index].definition.columns)
    return "COPY \(name(index)) (\(columns)) FROM STDIN (FORMAT \(tables[index].format))"
  }

  /// Writes all rows with one statement, and drops the tables.
  func write(on connection: PostgresConnection) throws(PostgresError) {
    let parts = tables.enumerated().map { index, table in
      let columns = SQLIdentifier.list(table.definition.columns)
      return "w\(index) AS (INSERT INTO \(table.quotedName) (\(columns)) OVERRIDING SYSTEM VALUE "
        + "SELECT \(columns) FROM \(name(index)))"
    }
    try connection.execute("WITH \(parts.joined(separator: ", ")) SELECT")
    let names = tables.indices.map { name($0) }.joined(separator: ", ")
    try connection.execute("DROP TABLE \(names)")
  }
}
