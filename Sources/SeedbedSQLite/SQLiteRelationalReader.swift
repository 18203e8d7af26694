internal import Seedbed

/// Puts a relational schema together from the rows of pragmas and the statements of the file.
struct SQLiteRelationalReader {
  /// One row a table or view: name, kind, whether it is STRICT, its statement.
  static let relations = #"""
    SELECT l.name, l.type, l.strict, s.sql
    FROM pragma_table_list l JOIN sqlite_schema s ON s.name = l.name AND s.type IN ('table', 'view')
    WHERE l.schema = 'main'
      AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND l.name NOT LIKE 'seedbed\_%' ESCAPE '\'
    ORDER BY l.name
    """#

  /// The tables that the others read, as `t`.
  private static let tables = #"""
    (SELECT l.name FROM pragma_table_list l WHERE l.schema = 'main' AND l.type = 'table'
      AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND l.name NOT LIKE 'seedbed\_%' ESCAPE '\') t
    """#

  /// One row a column: table, name, declared type, whether NULL is forbidden, default, place in the
  /// primary key, whether it is generated.
  static let columns = """
    SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
    FROM \(tables) CROSS JOIN pragma_table_xinfo(t.name) c WHERE c.hidden <> 1
    ORDER BY t.name, c.cid
    """

  /// One row a part of a unique index: table, index, origin, whether it is partial, statement,
  /// column, place of the column, collation.
  static let indexes = """
    SELECT t.name, i.name, i.origin, i.partial, s.sql, p.name, p.cid, p.coll
    FROM \(tables) CROSS JOIN pragma_index_list(t.name) i
    CROSS JOIN pragma_index_xinfo(i.name) p
    LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = i.name
    WHERE i."unique" AND p.key
    ORDER BY t.name, i.seq DESC, p.seqno
    """

  /// One row an index over an expression: table, statement.
  static let indexExpressions = """
    SELECT s.tbl_name, s.sql FROM sqlite_schema s
    WHERE s.type = 'index' AND s.sql IS NOT NULL
      AND EXISTS (SELECT 1 FROM pragma_index_xinfo(s.name) p WHERE p.cid = -2)
    ORDER BY s.tbl_name, s.rowid
    """

  /// One row a column of a foreign key: table, number of the key, parent, column, its parent column.
  ///
  /// SQLite counts the keys downwards from the last one declared.
  static let foreignKeys = """
    SELECT t.name, f.id, f."table", f."from", f."to", f.seq
    FROM \(tables) CROSS JOIN pragma_foreign_key_list(t.name) f
    ORDER BY t.name, f.id DESC, f.seq
    """

  /// One row a trigger: table, name, statement.
  static let triggers = """
    SELECT tbl_name, name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY tbl_name, name
    """

  /// One row a table that ANALYZE has seen: name, rows.
  static let estimates = """
    SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl ORDER BY tbl
    """

  /// What is known of a table beyond its description.
  private struct Working {
    var table: RelationalTable
    let definition: SQLiteTableDefinition
    /// The columns of the primary key with their places in it.
    var primaryKey: [(place: Int64, name: String)] = []
    var lastIndex: String?
    var lastForeignKey: Int64?
  }

  private var tables: [Working] = []
  /// By the name in lower case: names are compared without regard to case.
  private var positions: [String: Int] = [:]

  /// Takes a row of `relations`.
  mutating func addRelation(_ row: DatabaseRow) {
    guard let name = row[0].asString, let type = row[1].asString else { return }
    let kind: RelationalTable.Kind =
      switch type {
      case "table": .ordinary
      case "view": .other("a view")
      case "virtual": .other("a virtual table")
      default: .other("a table that a virtual table keeps its data in")
      }
    let definition = SQLiteTableDefinition(kind == .ordinary ? row[3].asString ?? "" : "")
    positions[name.lowercased()] = tables.count
    tables.append(
      Working(
        table: RelationalTable(
          name: RelationName(name), kind: kind, columns: [], checks: definition.checks,
          isStrict: row[2].asInt64 == 1),
        definition: definition))
  }

  /// Takes a row of `columns`.
  mutating func addColumn(_ row: DatabaseRow) {
    guard let index = position(row[0]), let name = row[1].asString else { return }
    let declared = row[2].asString ?? ""
    let definition = tables[index].definition[name]
    let place = row[5].asInt64 ?? 0
    if place > 0 { tables[index].primaryKey.append((place, name)) }
    let isGenerated = row[6].asInt64 == 2 || row[6].asInt64 == 3
    tables[index].table.columns.append(
      RelationalColumn(
        name: name, type: RelationalType(sqliteDeclaration: declared), declaredType: declared,
        isNullable: row[3].asInt64 == 0 && place == 0, defaultExpression: row[4].asString,
        source: isGenerated ? .generated(definition.generation ?? "") : .writer,
        collation: definition.collation, comment: definition.comment))
  }

  /// Takes a row of `indexes`.
  mutating func addIndexPart(_ row: DatabaseRow) {
    guard let index = position(row[0]), let name = row[1].asString else { return }
    let sql = row[4].asString.map { SQLiteIndexDefinition($0) }
    if tables[index].lastIndex != name {
      tables[index].lastIndex = name
      let isPrimary = row[2].asString == "pk"
      tables[index].table.uniqueKeys.append(
        UniqueKey(
          name: isPrimary ? Self.primaryKeyName : name, elements: [], isPrimary: isPrimary,
          predicate: row[3].asInt64 == 1 ? sql?.predicate : nil))
    }
    let last = tables[index].table.uniqueKeys.count - 1
    let element: UniqueKey.Element
    if let column = row[5].asString {
      let own = tables[index].definition[column].collation ?? "BINARY"
      let collation = row[7].asString ?? own
      element = .column(
        column, collation: collation.uppercased() == own.uppercased() ? nil : collation)
    } else {
      let place = tables[index].table.uniqueKeys[last].elements.count
      let elements = sql?.elements ?? []
      element = .expression(place < elements.count ? elements[place] : "")
    }
    tables[index].table.uniqueKeys[last].elements.append(element)
  }

  /// Takes a row of `indexExpressions`.
  mutating func addIndexExpression(_ row: DatabaseRow) {
    guard let index = position(row[0]), let sql = row[1].asString else { return }
    let columns = Set(tables[index].table.columns.map { $0.name.lowercased() })
    tables[index].table.indexExpressions += SQLiteIndexDefinition(sql).elements
      .filter { !columns.contains($0.lowercased()) }
  }

  /// Takes a row of `foreignKeys`.
  mutating func addForeignKeyPart(_ row: DatabaseRow) {
    guard let index = position(row[0]), let number = row[1].asInt64, let parent = row[2].asString,
      let column = row[3].asString
    else { return }
    let found = positions[parent.lowercased()].map { tables[$0] }
    if tables[index].lastForeignKey != number {
      tables[index].lastForeignKey = number
      let place = tables[index].table.foreignKeys.count
      let references = tables[index].definition.references
      let reference = place < references.count ? references[place] : nil
      tables[index].table.foreignKeys.append(
        RelationalForeignKey(
          name: reference?.name ?? "", columns: [],
          parent: found?.table.name ?? RelationName(parent),
          parentColumns: [], isDeferrable: true,
          isInitiallyDeferred: reference?.isInitiallyDeferred ?? false))
    }
    let last = tables[index].table.foreignKeys.count - 1
    tables[index].table.foreignKeys[last].columns.append(column)
    // Without a name it is the parent's primary key, column by column.
    let parentColumn =
      row[4].asString.map { name in
        found?.table.columns.first { $0.name.lowercased() == name.lowercased() }?.name ?? name
      } ?? found?.primaryKey.first { $0.place == (row[5].asInt64 ?? 0) + 1 }?.name
    tables[index].table.foreignKeys[last].parentColumns.append(parentColumn ?? "")
  }

  /// Takes a row of `triggers`.
  mutating func addTrigger(_ row: DatabaseRow) {
    guard let index = position(row[0]), let name = row[1].asString, let sql = row[2].asString
    else { return }
    let trigger = SQLiteTriggerDefinition(sql)
    guard trigger.isForInsert else { return }
    tables[index].table.triggers.append(
      TriggerDescription(
        name: name, isBefore: trigger.isBefore, isForEachRow: true, action: trigger.action))
  }

  /// Takes a row of `estimates`.
  mutating func addEstimate(_ row: DatabaseRow) {
    guard let index = position(row[0]) else { return }
    tables[index].table.rowEstimate = row[1].asInt64.map { Int($0) }
  }

  /// The schema of all that was taken.
  consuming func finish() -> RelationalSchema {
    for index in tables.indices { nameRowIDKey(at: index) }
    for index in tables.indices {
      tables[index].table.uniqueKeys =
        tables[index].table.uniqueKeys.filter(\.isPrimary)
        + tables[index].table.uniqueKeys.filter { !$0.isPrimary }
    }
    return RelationalSchema(dialect: .sqlite, tables: tables.map(\.table))
  }

  /// An INTEGER PRIMARY KEY is another name of the rowid: the only primary key without an index.
  private mutating func nameRowIDKey(at index: Int) {
    guard tables[index].table.primaryKey == nil, tables[index].primaryKey.count == 1,
      let key = tables[index].primaryKey.first?.name,
      let column = tables[index].table.columns.firstIndex(where: { $0.name == key })
    else { return }
    tables[index].table.columns[column].source = .sequence
    tables[index].table.uniqueKeys.append(
      UniqueKey(
        name: Self.primaryKeyName, elements: [.column(key, collation: nil)], isPrimary: true))
  }

  private static let primaryKeyName = "PRIMARY KEY"

  private func position(_ name: DatabaseValue) -> Int? {
    name.asString.flatMap { positions[$0.lowercased()] }
  }
}
