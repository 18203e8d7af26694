internal import Seedbed

/// A step whose work is the statements of an SQL file.
struct SQLStep: SeedStep {
  let id: StepID
  let title: String
  let requires: ContextKeys
  let provides: ContextKeys
  let flag: Flag<Bool>?
  /// The file, for messages.
  let file: String
  let dialect: RelationalSchema.Dialect
  let statements: [SQLStatement]
  let provisions: StepProvisions
  let values: StepValues
  /// Why it is fine that nothing is written; nil where that is a failure.
  let writesNothing: String?

  /// The tables that rows are added to, with the rows that are counted in the file: those of a query
  /// are not.
  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    var estimates: [TableEstimate] = []
    for target in statements.compactMap(\.target) where target.inserts {
      if let index = estimates.firstIndex(where: { $0.table == target.name.description }) {
        estimates[index].rowCount += target.rowCount ?? 0
      } else {
        estimates.append(TableEstimate(target.name.description, target.rowCount ?? 0))
      }
    }
    return estimates
  }

  func run(_ context: SeedContext) async throws {
    let database = context.database
    var written = WrittenRows(
      try TableNames(database.catalog, dialect: dialect, on: database.session))
    for statement in statements {
      try context.interruption.check()
      let parameters = try statement.parameters.map { try values.value(of: $0.name, in: context) }
      let count = try StatementFailure.locating(file, line: statement.line) {
        let count = try database.session.execute(statement.text, parameters)
        if let target = statement.target { written.add(count, to: target) }
        return count
      }
      guard database.session.isInTransaction else {
        throw StepFileProblem(
          "the statement has ended the step's transaction after \(count) rows; take it out",
          at: file, line: statement.line)
      }
    }
    written.report(to: database)
    if let writesNothing { database.writesNothing(because: writesNothing) }
    if database.counts.total == 0, writesNothing == nil {
      throw StepFileProblem(
        "the step wrote nothing; if that is fine, say why: -- writes-nothing: REASON", at: file)
    }
    try provisions.handOn(context)
  }

  /// Hands on what the step provides; its statements are not repeated.
  func replay(_ context: SeedContext) async throws {
    context.database.writesNothing(because: "its rows are there")
    try provisions.handOn(context)
  }
}

/// What statements have written, by table.
private struct WrittenRows {
  private let names: TableNames
  private var tables: [(name: String, inserted: Int, changed: Int, isOwn: Bool)] = []

  init(_ names: TableNames) { self.names = names }

  /// Adds the rows that a statement changed.
  mutating func add(_ count: Int, to target: SQLTarget) {
    let name = names.name(of: target.name)
    if !tables.contains(where: { $0.name == name }) { tables.append((name, 0, 0, false)) }
    for index in tables.indices where tables[index].name == name {
      if target.inserts {
        tables[index].inserted += count
        tables[index].isOwn = true
      } else {
        tables[index].changed += count
      }
    }
  }

  /// Tells the database's view of them.
  ///
  /// SQL does not say whether ON CONFLICT found a row. So as many as the step had written before
  /// count as found: as brought up to date, or as they should be. What is changed in a table that rows
  /// are added to as well are those rows.
  func report(to database: SeedDatabase) {
    func add(_ table: String, _ count: Int, _ change: UpsertResult.Change) {
      if count > 0 { database.addBulkRows(table, count: count, change: change) }
    }
    for table in tables {
      let before = database.rowsBefore[table.name, default: 0]
      let count = table.isOwn ? table.inserted : table.changed
      let found = table.isOwn ? min(before, count) : count
      add(table.name, count - found, .inserted)
      add(table.name, found, .updated)
      add(table.name, max(0, before - found), .unchanged)
    }
  }
}
