public import Seedbed

extension SQLiteSession {
  /// Reads the catalog of the application's tables: virtual tables, SQLite's own (`sqlite_…`) and
  /// the ledger's (`seedbed_…`) are left out.
  ///
  /// A column of the primary key counts as not nullable, though SQLite lets NULL into some of them.
  /// An INTEGER PRIMARY KEY and a generated column have a default.
  public func catalog() throws -> SchemaCatalog { try catalog(of: nil) }

  /// Reads the catalog of some of the application's tables, or of all: names as in SQL, in any case.
  func catalog(of names: [String]?) throws -> SchemaCatalog {
    let wanted = names.map { Set($0.map { $0.lowercased() }) }
    var tables: [SchemaCatalog.Table] = []
    try query(
      """
      SELECT l.name, s.sql FROM pragma_table_list l
      JOIN sqlite_schema s ON s.type = 'table' AND s.name = l.name
      WHERE l.schema = 'main' AND l.type = 'table'
        AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND l.name NOT LIKE 'seedbed\\_%' ESCAPE '\\'
      ORDER BY l.name
      """, []
    ) { row in
      guard let name = row[0].asString, let sql = row[1].asString else { return }
      if let wanted, !wanted.contains(name.lowercased()) { return }
      tables.append(try table(name, sql: sql))
    }
    for index in tables.indices { tables[index].foreignKeys = try foreignKeys(of: tables[index]) }
    return SchemaCatalog(tables: tables)
  }

  /// Reads the catalog that a schema script makes in an empty database, without touching this one.
  public func catalog(ofScript sql: String) throws -> SchemaCatalog {
    let empty = try SQLiteEngine.open(path: ":memory:")
    defer { empty.close() }
    try empty.executeScript(sql)
    return try empty.catalog()
  }

  private func table(_ name: String, sql: String) throws -> SchemaCatalog.Table {
    var table = SchemaCatalog.Table(name: name, columns: [])
    var keyColumns: [(order: Int64, name: String)] = []
    try query(
      """
      SELECT name, type, "notnull", dflt_value IS NOT NULL, pk, hidden
      FROM pragma_table_xinfo($1) WHERE hidden <> 1 ORDER BY cid
      """, [.text(name)]
    ) { row in
      guard let column = row[0].asString, let declared = row[1].asString,
        let keyOrder = row[4].asInt64
      else { return }
      if keyOrder > 0 { keyColumns.append((keyOrder, column)) }
      // 2 and 3 mark generated columns.
      let isGenerated = row[5].asInt64 != 0
      table.columns.append(
        SchemaCatalog.Column(
          name: column, type: ColumnType(sqliteDeclaration: declared), declaredType: declared,
          isNullable: row[2].asInt64 == 0 && keyOrder == 0,
          hasDefault: row[3].asInt64 == 1 || isGenerated))
    }
    table.primaryKey = keyColumns.sorted { $0.order < $1.order }.map(\.name)
    if let alias = try rowIDAlias(of: table),
      let index = table.columns.firstIndex(where: { $0.name == alias })
    {
      table.columns[index].hasDefault = true
    }
    table.checks = SQLiteTableDefinition(sql).checks.map(\.expression)
    try readIndexes(of: &table)
    return table
  }

  /// The column that is another name of the rowid, as an INTEGER PRIMARY KEY is.
  ///
  /// Such a key has no index of its own, unlike every other primary key.
  func rowIDAlias(of table: SchemaCatalog.Table) throws -> String? {
    guard table.primaryKey.count == 1, let key = table.primaryKey.first else { return nil }
    let hasIndex = try integer(
      "SELECT count(*) FROM pragma_index_list($1) WHERE origin = 'pk'", [.text(table.name)])
    return hasIndex == 0 ? key : nil
  }

  private func readIndexes(of table: inout SchemaCatalog.Table) throws {
    var uniqueKeys: [[String]] = []
    var indexes: [SchemaCatalog.Index] = []
    try query(
      """
      SELECT l.name, l."unique", l.origin, l.partial, s.sql
      FROM pragma_index_list($1) l LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = l.name
      ORDER BY l.name
      """, [.text(table.name)]
    ) { row in
      guard let name = row[0].asString else { return }
      if row[1].asInt64 == 0 {
        indexes.append(SchemaCatalog.Index(name: name, definition: row[4].asString ?? ""))
      } else if row[2].asString != "pk" && row[3].asInt64 == 0 {
        let columns = try indexColumns(name)
        if let columns { uniqueKeys.append(columns) }
      }
    }
    table.uniqueKeys = uniqueKeys.sorted { $0.lexicographicallyPrecedes($1) }
    table.indexes = indexes
  }

  /// The columns of an index; nil when it is over expressions.
  private func indexColumns(_ index: String) throws -> [String]? {
    var columns: [String?] = []
    try query(
      "SELECT name FROM pragma_index_xinfo($1) WHERE key = 1 ORDER BY seqno", [.text(index)]
    ) { columns.append($0[0].asString) }
    let named = columns.compactMap { $0 }
    return named.count == columns.count ? named : nil
  }

  private func foreignKeys(of table: SchemaCatalog.Table) throws -> [SchemaCatalog.ForeignKey] {
    var keys: [Int64: SchemaCatalog.ForeignKey] = [:]
    try query(
      """
      SELECT id, "table", "from", coalesce("to", (
          SELECT name FROM pragma_table_info(f."table") WHERE pk = f.seq + 1))
      FROM pragma_foreign_key_list($1) f ORDER BY id, seq
      """, [.text(table.name)]
    ) { row in
      guard let id = row[0].asInt64, let parent = row[1].asString, let column = row[2].asString
      else { return }
      var key =
        keys[id] ?? SchemaCatalog.ForeignKey(columns: [], parentTable: parent, parentColumns: [])
      key.columns.append(column)
      key.parentColumns.append(row[3].asString ?? "")
      keys[id] = key
    }
    let positions = Dictionary(
      table.columns.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: min)
    return keys.sorted { first, second in
      let a = first.value.columns.map { positions[$0] ?? 0 }
      let b = second.value.columns.map { positions[$0] ?? 0 }
      // Two keys of the same columns stay in order of declaration, which SQLite counts downwards.
      return a == b ? first.key > second.key : a.lexicographicallyPrecedes(b)
    }.map(\.value)
  }
}

extension ColumnType {
  /// The kind of value that a column of a declared type is meant for, by the type's name; text when
  /// it is none that is known.
  init(sqliteDeclaration declaration: String) {
    let name = declaration.prefix { $0 != "(" }.lowercased()
    let words = name.split(separator: " ")
    self =
      switch words.first ?? "" {
      case "bool", "boolean": .boolean
      case "date": .date
      case "datetime", "timestamp", "timestamptz": .timestamp
      case "json", "jsonb": .json
      case "decimal", "numeric": .decimal
      case "real", "float", "double", "float4", "float8": .real
      case "blob", "binary", "varbinary", "bytea": .blob
      // As SQLite itself decides on the affinity INTEGER: https://sqlite.org/datatype3.html, 3.1.
      case _ where name.contains("int") || name.hasSuffix("serial"): .integer
      default: .text
      }
  }
}
