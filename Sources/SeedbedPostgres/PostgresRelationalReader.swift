internal import Seedbed

/// Puts a relational schema together from rows of the server's catalogs.
struct PostgresRelationalReader {
  private let types: PostgresTypeCatalog
  private var tables: [RelationalTable] = []
  /// The tables' places by their numbers.
  private var positions: [Int64: Int] = [:]
  /// The places of partitions, with the numbers of the tables that they are of, and their bounds.
  private var children: [(place: Int, parent: Int64, bounds: String)] = []
  private var partitions: [PostgresPartition] = []
  /// The places of CHECKs that a table has from another, by table.
  private var inheritedChecks: [Int: Set<Int>] = [:]
  private var lastUniqueKey: Int64?
  private var lastForeignKey: Int64?
  private var lastExclusion: Int64?

  /// A reader of tables whose columns are of some types.
  init(_ types: PostgresTypeCatalog) { self.types = types }

  /// Takes a row of `PostgresRelationalQueries.relations`.
  mutating func addRelation(_ row: DatabaseRow) {
    guard let oid = row[0].asInt64, let name = row[2].asString, let kind = row[3].asString
    else { return }
    positions[oid] = tables.count
    let rows = row[6].asDouble ?? -1
    tables.append(
      RelationalTable(
        name: RelationName(schema: row[1].asString, name), kind: Self.kind(kind, row), columns: [],
        comment: row[7].asString, rowEstimate: rows >= 0 ? Int(rows) : nil,
        isWritable: row[4] == .bool(true), hasRowSecurity: row[5] == .bool(true)))
    if let parent = row[8].asInt64 {
      children.append((tables.count - 1, parent, row[9].asString ?? ""))
    }
  }

  private static func kind(_ kind: String, _ row: DatabaseRow) -> RelationalTable.Kind {
    switch kind {
    case "v": return .other("a view")
    case "m": return .other("a materialized view")
    case "f": return .other("a foreign table")
    case "p":
      let strategy: RelationalTable.Partitioning.Strategy =
        switch row[10].asString {
        case "l": .list
        case "h": .hash
        default: .range
        }
      return .partitioned(
        RelationalTable.Partitioning(
          strategy: strategy, key: PostgresPartition.key(row[11].asString ?? ""), bounds: []))
    default: return .ordinary
    }
  }

  /// Takes a row of `PostgresRelationalQueries.columns`.
  mutating func addColumn(_ row: DatabaseRow) {
    guard let index = position(row), let name = row[1].asString, let type = row[2].asInt64,
      let modifier = row[3].asInt64
    else { return }
    let expression = row[6].asString
    let source: RelationalColumn.Source =
      if row[8] == .bool(true) {
        .generated(expression ?? "")
      } else {
        switch row[7].asString {
        case "a": .identityAlways
        case "d": .sequence
        // What `serial` stands for, and what dumps make of it.
        case _ where expression?.hasPrefix("nextval(") ?? false: .sequence
        default: .writer
        }
      }
    tables[index].columns.append(
      RelationalColumn(
        name: name, type: types.type(type, modifier: Int(modifier)),
        declaredType: row[4].asString ?? "", isNullable: row[5] != .bool(true),
        defaultExpression: row[8] == .bool(true) ? nil : expression, source: source,
        collation: row[9].asString, comment: row[10].asString))
  }

  /// Takes a row of `PostgresRelationalQueries.indexExpressions`.
  mutating func addIndexExpression(_ row: DatabaseRow) {
    guard let index = position(row), let text = row[2].asString else { return }
    tables[index].indexExpressions.append(text)
  }

  /// Takes a row of `PostgresRelationalQueries.checks` or `fallibleIndexExpressions`.
  mutating func addCheck(_ row: DatabaseRow) {
    guard let index = position(row), let name = row[1].asString, let text = row[2].asString
    else { return }
    if row[3] == .bool(true) {
      inheritedChecks[index, default: []].insert(tables[index].checks.count)
    }
    tables[index].checks.append(CheckConstraint(name: name, expression: text))
  }

  /// Takes a row of `PostgresRelationalQueries.uniqueKeys`.
  mutating func addUniqueKeyPart(_ row: DatabaseRow) {
    guard let index = position(row), let key = row[1].asInt64, let name = row[2].asString
    else { return }
    if lastUniqueKey != key {
      lastUniqueKey = key
      tables[index].uniqueKeys.append(
        UniqueKey(
          name: name, elements: [], isPrimary: row[3] == .bool(true), predicate: row[6].asString,
          nullsAreEqual: row[5] == .bool(true), isDeferrable: row[4] == .bool(true)))
    }
    let last = tables[index].uniqueKeys.count - 1
    tables[index].uniqueKeys[last].elements.append(
      Self.element(column: row[7], collation: row[8], expression: row[9]))
  }

  /// Takes a row of `PostgresRelationalQueries.foreignKeys`.
  mutating func addForeignKeyPart(_ row: DatabaseRow) {
    guard let index = position(row), let key = row[1].asInt64, let name = row[2].asString,
      let parent = row[4].asString, let column = row[5].asString, let parentColumn = row[6].asString
    else { return }
    if lastForeignKey != key {
      lastForeignKey = key
      tables[index].foreignKeys.append(
        RelationalForeignKey(
          name: name, columns: [], parent: RelationName(schema: row[3].asString, parent),
          parentColumns: [], isFull: row[7] == .bool(true), isDeferrable: row[8] == .bool(true),
          isInitiallyDeferred: row[9] == .bool(true)))
    }
    let last = tables[index].foreignKeys.count - 1
    tables[index].foreignKeys[last].columns.append(column)
    tables[index].foreignKeys[last].parentColumns.append(parentColumn)
  }

  /// Takes a row of `PostgresRelationalQueries.exclusions`.
  mutating func addExclusionPart(_ row: DatabaseRow) {
    guard let index = position(row), let constraint = row[1].asInt64, let name = row[2].asString,
      let comparison = row[6].asString
    else { return }
    if lastExclusion != constraint {
      lastExclusion = constraint
      tables[index].exclusions.append(
        ExclusionConstraint(name: name, elements: [], predicate: row[3].asString))
    }
    let last = tables[index].exclusions.count - 1
    tables[index].exclusions[last].elements.append(
      ExclusionConstraint.Element(
        operand: Self.element(column: row[4], collation: .null, expression: row[5]),
        comparison: comparison))
  }

  /// Whether policies of some table bind the role.
  var hasPolicies: Bool { tables.contains(where: \.hasRowSecurity) }

  /// Takes a row of `PostgresRelationalQueries.triggers`.
  mutating func addTrigger(_ row: DatabaseRow) {
    guard let index = position(row), let name = row[1].asString, let function = row[4].asString
    else { return }
    tables[index].triggers.append(
      TriggerDescription(
        name: name, isBefore: row[2] == .bool(true), isForEachRow: row[3] == .bool(true),
        action: function, body: row[5].asString))
  }

  /// Takes a row of `PostgresRelationalQueries.partitions`.
  mutating func addPartition(_ row: DatabaseRow) {
    guard let root = row[0].asInt64.flatMap({ positions[$0] }),
      let leaf = row[1].asInt64.flatMap({ positions[$0] })
    else { return }
    partitions.append(
      PostgresPartition(root: root, leaf: leaf, condition: row[2].asString ?? "true"))
  }

  /// The schema of all that was taken.
  consuming func finish() -> RelationalSchema {
    for child in children {
      guard let parent = positions[child.parent] else { continue }
      tables[child.place].kind = .partition(of: tables[parent].name, bounds: child.bounds)
    }
    for partition in partitions {
      partition.tellRoot(of: &tables, inheritedChecks: inheritedChecks[partition.leaf] ?? [])
    }
    return RelationalSchema(dialect: .postgres, tables: tables)
  }

  private func position(_ row: DatabaseRow) -> Int? { row[0].asInt64.flatMap { positions[$0] } }

  private static func element(
    column: DatabaseValue, collation: DatabaseValue, expression: DatabaseValue
  ) -> UniqueKey.Element {
    if let name = column.asString { return .column(name, collation: collation.asString) }
    return .expression(expression.asString ?? "")
  }
}
