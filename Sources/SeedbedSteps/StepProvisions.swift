internal import Seedbed

/// The queries whose values a step hands on.
struct StepProvisions: Sendable {
  /// One of them.
  struct Query: Sendable {
    var name: String
    var statement: SQLStatement
  }

  var queries: [Query] = []
  let file: String
  let values: StepValues

  /// Asks for every value and hands it on.
  func handOn(_ context: SeedContext) throws {
    for query in queries {
      let line = query.statement.line
      let parameters = try query.statement.parameters.map {
        try values.value(of: $0.name, in: context)
      }
      var rows: [DatabaseRow] = []
      try StatementFailure.locating(file, line: line) {
        try context.database.session.query(query.statement.text, parameters) { row in
          if rows.count < 2 { rows.append(row) }
        }
      }
      guard rows.count == 1, rows[0].values.count == 1, rows[0][0] != .null else {
        let found =
          rows.isEmpty
          ? "no row"
          : rows.count > 1
            ? "several rows" : rows[0].values.count != 1 ? "several columns" : "NULL"
        throw StepFileProblem(
          "the query of '\(query.name)' finds \(found); it has to find one value", at: file,
          line: line)
      }
      context.provide(ContextKey<DatabaseValue>(query.name), rows[0][0])
    }
  }
}
