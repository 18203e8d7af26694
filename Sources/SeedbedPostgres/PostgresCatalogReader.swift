internal import Seedbed

/// Puts a catalog together from rows of the server's own catalogs.
struct PostgresCatalogReader {
  /// Which tables `c` count; `$1` is the schema.
  private static let condition = """
    c.relnamespace = $1::oid AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT LIKE 'seedbed\\_%'
    """

  /// One row a column, by table: table, column, declared type, the name of the type under all
  /// domains, whether NULL is forbidden, whether there is a default.
  static let columns = """
    SELECT c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), base.typname,
      a.attnotnull OR t.typnotnull,
      a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    CROSS JOIN LATERAL (
      WITH RECURSIVE chain(typname, typtype, typbasetype) AS (
        SELECT t.typname, t.typtype, t.typbasetype
        UNION ALL
        SELECT n.typname, n.typtype, n.typbasetype
        FROM chain JOIN pg_catalog.pg_type n ON n.oid = chain.typbasetype
        WHERE chain.typtype = 'd')
      SELECT typname FROM chain WHERE typtype <> 'd') base
    WHERE \(condition)
    ORDER BY c.relname COLLATE "C", a.attnum
    """

  /// One row for each column of each key, and one for each CHECK: table, constraint, kind, column,
  /// table referred to, column referred to, text of a CHECK.
  static let constraints = """
    SELECT c.relname, k.oid, k.contype::text, a.attname, p.relname, pa.attname,
      CASE WHEN k.contype = 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid, true) END
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'f', 'c')
    LEFT JOIN LATERAL unnest(
        CASE WHEN k.contype <> 'c' THEN k.conkey END, k.confkey)
      WITH ORDINALITY AS part(own, parent, position) ON true
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.own
    LEFT JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
    LEFT JOIN pg_catalog.pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = part.parent
    WHERE \(condition) AND k.conparentid = 0
    ORDER BY c.relname COLLATE "C", k.oid, part.position
    """

  /// One row for each column of each unique index over plain columns and all rows, and one for each
  /// index that is not unique: table, index, whether it is unique, column, definition.
  static let indexes = """
    SELECT c.relname, n.relname, i.indisunique, a.attname,
      CASE WHEN NOT i.indisunique THEN pg_catalog.pg_get_indexdef(n.oid) END
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
    JOIN pg_catalog.pg_class n ON n.oid = i.indexrelid
    LEFT JOIN LATERAL unnest(i.indkey::smallint[]) WITH ORDINALITY AS part(number, position)
      ON i.indisunique AND part.position <= i.indnkeyatts
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = part.number
    WHERE \(condition) AND NOT i.indisprimary
      AND (NOT i.indisunique OR i.indpred IS NULL AND i.indexprs IS NULL)
    ORDER BY c.relname COLLATE "C", n.relname COLLATE "C", part.position
    """

  private var tables: [SchemaCatalog.Table] = []
  private var lastConstraint: Int64?
  private var lastUniqueIndex: (table: String, name: String)?

  /// Takes a row of `columns`.
  mutating func addColumn(_ row: DatabaseRow) {
    guard let table = row[0].asString, let column = row[1].asString,
      let declared = row[2].asString, let base = row[3].asString
    else { return }
    if tables.last?.name != table { tables.append(SchemaCatalog.Table(name: table, columns: [])) }
    tables[tables.count - 1].columns.append(
      SchemaCatalog.Column(
        name: column, type: ColumnType(postgresType: base), declaredType: declared,
        isNullable: row[4] != .bool(true), hasDefault: row[5] == .bool(true)))
  }

  /// Takes a row of `constraints`.
  mutating func addConstraint(_ row: DatabaseRow) {
    guard let name = row[0].asString, let constraint = row[1].asInt64, let kind = row[2].asString,
      let index = tables.firstIndex(where: { $0.name == name })
    else { return }
    defer { lastConstraint = constraint }
    switch kind {
    case "p":
      if let column = row[3].asString { tables[index].primaryKey.append(column) }
    case "f":
      guard let column = row[3].asString, let parent = row[4].asString,
        let parentColumn = row[5].asString
      else { return }
      if lastConstraint != constraint {
        tables[index].foreignKeys.append(
          SchemaCatalog.ForeignKey(columns: [], parentTable: parent, parentColumns: []))
      }
      let last = tables[index].foreignKeys.count - 1
      tables[index].foreignKeys[last].columns.append(column)
      tables[index].foreignKeys[last].parentColumns.append(parentColumn)
    default:
      if let text = row[6].asString {
        tables[index].checks.append(PostgresCheckText.normalized(text))
      }
    }
  }

  /// Takes a row of `indexes`.
  mutating func addIndex(_ row: DatabaseRow) {
    guard let table = row[0].asString, let name = row[1].asString,
      let index = tables.firstIndex(where: { $0.name == table })
    else { return }
    if let definition = row[4].asString {
      tables[index].indexes.append(SchemaCatalog.Index(name: name, definition: definition))
    } else if let column = row[3].asString {
      if let last = lastUniqueIndex, last == (table, name) {
        tables[index].uniqueKeys[tables[index].uniqueKeys.count - 1].append(column)
      } else {
        tables[index].uniqueKeys.append([column])
      }
      lastUniqueIndex = (table, name)
    }
  }

  /// The catalog of all that was taken.
  consuming func finish() -> SchemaCatalog {
    for index in tables.indices {
      let table = tables[index]
      let positions = Dictionary(
        table.columns.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: min)
      func order(_ key: SchemaCatalog.ForeignKey) -> [Int] {
        key.columns.map { positions[$0] ?? 0 }
      }
      tables[index].uniqueKeys.sort { $0.lexicographicallyPrecedes($1) }
      // Keys of the same columns stay in order of declaration.
      tables[index].foreignKeys = table.foreignKeys.enumerated().sorted { first, second in
        let (a, b) = (order(first.element), order(second.element))
        return a == b ? first.offset < second.offset : a.lexicographicallyPrecedes(b)
      }.map(\.element)
    }
    return SchemaCatalog(tables: tables)
  }
}
