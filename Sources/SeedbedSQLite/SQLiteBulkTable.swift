internal import Seedbed

/// One table of a bulk load: how its rows are written, and which of them a chunk has to verify.
final class SQLiteBulkTable {
  /// The table as the catalog has it.
  let definition: SchemaCatalog.Table
  /// The virtual table that shows the batch at hand.
  let batch: SQLiteBatchTable
  /// Inserts all rows of the batch.
  private let insert: String
  /// Inserts all rows of a batch whose rowids are just those that SQLite gives to new rows; nil
  /// where that is not to be known.
  ///
  /// Without a rowid there is no search for its like and for its place, an eighth of the time.
  private let append: String?
  /// Whether the table has triggers, which make SQLite gather the batch before it inserts.
  let hasTriggers: Bool
  /// What verifies each foreign key.
  let foreignKeys: [SQLiteForeignKeyCheck]
  /// The smallest and the largest rowid that the open chunk may have written; nil before it writes.
  private(set) var newRowIDs: ClosedRange<Int64>?

  /// The rowids of the open chunk's rows, when the batches named them all and they follow each other
  /// without a gap; nil otherwise.
  private(set) var consecutiveIDs: ClosedRange<Int64>?
  /// For each column that is a whole foreign key and that batches fill with integers: its position,
  /// and the smallest and the largest value that the open chunk wrote into it.
  private var references: [(column: String, position: Int, range: ClosedRange<Int64>?)]
  private var isFirstBatch = true

  /// The column that is the rowid; nil where there is none.
  let rowIDAlias: String?
  /// The position in the batch of the column that is the rowid; nil when SQLite makes the rowids.
  private let rowIDColumn: Int?
  private let rowIDName: String?

  /// Checks a table against the catalog and makes its virtual table.
  ///
  /// Throws `SQLiteError` of kind `schema` for a table or column that is not there.
  init(_ table: BulkTable, batchName: String, in catalog: SchemaCatalog, _ session: SQLiteSession)
    throws
  {
    guard let definition = catalog[table.name] else {
      throw Self.missing("no such table: \(table.name)", table: table.name)
    }
    for column in table.columns where definition[column] == nil {
      throw Self.missing(
        "table \(table.name) has no column named \(column)", table: table.name)
    }
    self.definition = definition
    let alias = try session.rowIDAlias(of: definition)
    let idColumn = alias.flatMap { table.columns.firstIndex(of: $0) }
    rowIDAlias = alias
    rowIDColumn = idColumn
    references = definition.foreignKeys.compactMap { key in
      guard key.columns.count == 1, let column = key.columns.first,
        let position = table.columns.firstIndex(of: column), table.kinds[position] == .integer
      else { return nil }
      return (column, position, nil)
    }
    rowIDName = try session.rowIDName(of: definition)
    let rowID = rowIDName
    foreignKeys = try definition.foreignKeys.map { key in
      let hasParent =
        try session.integer(
          "SELECT EXISTS (SELECT 1 FROM pragma_table_info($1))", [.text(key.parentTable)]) == 1
      return SQLiteForeignKeyCheck(
        key, of: definition.name, rowIDName: rowID, hasParent: hasParent)
    }
    let hasTriggers =
      try session.integer(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = $1)",
        [.text(table.name)]) == 1
    self.hasTriggers = hasTriggers
    let remembersRowIDs =
      try session.integer(
        "SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_schema WHERE type = 'table' AND name = $1",
        [.text(definition.name)]) == 1
    // Columns in the table's own order spare SQLite a copy of every value (insert.c, bIdListInOrder).
    let order = definition.columns.compactMap { table.columns.firstIndex(of: $0.name) }
    // OR FAIL spares SQLite a journal for the statement: whoever sees an error undoes the chunk. But
    // the statement's way with conflicts would also be that of its triggers' statements.
    let verb = hasTriggers ? "INSERT" : "INSERT OR FAIL"
    batch = try .register(
      session.database, name: batchName, columnCount: table.columns.count)
    let insertion = Self.insertion(verb, table, from: batchName)
    insert = insertion(order)
    let rest = order.filter { $0 != idColumn }
    append =
      idColumn == nil || rest.isEmpty || hasTriggers || remembersRowIDs
      ? nil : insertion(rest)
  }

  /// The statements that this table keeps prepared.
  var statements: [String] { [insert] + (append.map { [$0] } ?? []) }

  private static func insertion(
    _ verb: String, _ table: BulkTable, from batchName: String
  ) -> ([Int]) -> String {
    { positions in
      """
      \(verb) INTO \(SQLIdentifier(table.name).quoted) \
      (\(SQLIdentifier.list(positions.map { table.columns[$0] }))) \
      SELECT \(positions.map { "c\($0)" }.joined(separator: ", ")) FROM \(batchName)
      """
    }
  }

  /// Forgets the rows of the chunk before.
  func beginChunk() {
    newRowIDs = nil
    consecutiveIDs = nil
    isFirstBatch = true
    for index in references.indices { references[index].range = nil }
  }

  /// Whether every value that the open chunk wrote into a foreign key's column is the rowid of a row
  /// that the chunk wrote into the parent's table, which needs no look at the database: the rows of
  /// both are in it, or their INSERT had failed.
  func refersWithin(_ parent: SQLiteBulkTable, by key: SchemaCatalog.ForeignKey) -> Bool {
    guard !hasTriggers, !parent.hasTriggers, let ids = parent.consecutiveIDs,
      key.parentColumns == [parent.rowIDAlias],
      let reference = references.first(where: { [$0.column] == key.columns })
    else { return false }
    guard let range = reference.range else { return true }
    return ids.contains(range.lowerBound) && ids.contains(range.upperBound)
  }

  /// Notes which rowids a batch is going to take, and writes it.
  func write(_ batch: TableBatch, _ session: SQLiteSession) throws {
    self.batch.show(batch)
    var statement = insert
    if let rowIDName {
      let last = try session.integer(
        "SELECT max(\(rowIDName)) FROM \(SQLIdentifier(definition.name).quoted)")
      let ids = rowIDs(of: batch)
      noteConsecutive(ids)
      if let ids {
        note(ids.range)
        if let append, ids.areConsecutive, ids.range.lowerBound == (last ?? 0) &+ 1 {
          statement = append
        }
      } else {
        // Once the largest rowid is taken, SQLite looks for free ones anywhere.
        note((last.map { $0 == .max ? .min : $0 + 1 } ?? .min)...(.max))
      }
    }
    noteReferences(of: batch)
    try session.withStatement(statement) { statement in
      _ = try statement.step()
    }
  }

  private func noteConsecutive(_ ids: (range: ClosedRange<Int64>, areConsecutive: Bool)?) {
    defer { isFirstBatch = false }
    guard let ids, ids.areConsecutive else {
      consecutiveIDs = nil
      return
    }
    if isFirstBatch {
      consecutiveIDs = ids.range
    } else if let known = consecutiveIDs, ids.range.lowerBound == known.upperBound &+ 1 {
      consecutiveIDs = known.lowerBound...ids.range.upperBound
    } else {
      consecutiveIDs = nil
    }
  }

  private func noteReferences(of batch: TableBatch) {
    for index in references.indices {
      let column = batch.columns[references[index].position]
      var range = references[index].range
      for row in 0..<batch.rowCount where !column.isNull(row) {
        range = Self.union(range, column.words[row]...column.words[row])
      }
      references[index].range = range
    }
  }

  private func note(_ range: ClosedRange<Int64>) { newRowIDs = Self.union(newRowIDs, range) }

  /// The smallest range that holds both.
  private static func union(
    _ known: ClosedRange<Int64>?, _ range: ClosedRange<Int64>
  ) -> ClosedRange<Int64> {
    guard let known else { return range }
    return min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
  }

  /// The rowids that a batch names; nil when it leaves any of them to SQLite.
  private func rowIDs(
    of batch: TableBatch
  ) -> (range: ClosedRange<Int64>, areConsecutive: Bool)? {
    guard let rowIDColumn, !batch.columns[rowIDColumn].hasNulls,
      batch.columns[rowIDColumn].kind == .integer, batch.rowCount > 0
    else { return nil }
    let words = batch.columns[rowIDColumn].words
    var smallest = words[0]
    var largest = words[0]
    var areConsecutive = true
    for row in 1..<max(batch.rowCount, 1) {
      smallest = min(smallest, words[row])
      largest = max(largest, words[row])
      areConsecutive = areConsecutive && words[row] == words[row - 1] &+ 1
    }
    return (smallest...largest, areConsecutive)
  }

  private static func missing(_ message: String, table: String) -> SQLiteError {
    SQLiteError(
      code: .SQLITE_ERROR, message: message, location: ErrorLocation(table: table), kind: .schema,
      advice: "Correct the plan, or create the tables that it is for.")
  }
}

extension SQLiteSession {
  /// A name by which queries reach a table's rowid; nil for a table without one.
  func rowIDName(of table: SchemaCatalog.Table) throws -> String? {
    let hasRowID = try integer(
      "SELECT NOT wr FROM pragma_table_list WHERE schema = 'main' AND name = $1",
      [.text(table.name)])
    guard hasRowID == 1 else { return nil }
    let taken = Set(table.columns.map { $0.name.lowercased() })
    if let alias = try rowIDAlias(of: table) { return SQLIdentifier(alias).quoted }
    return ["rowid", "_rowid_", "oid"].first { !taken.contains($0) }
  }
}
