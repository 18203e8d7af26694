package import Seedbed

/// Looks at every row of a database for what its schema forbids, with queries of its own.
///
/// It trusts neither the loader nor the engine: a key that was not enforced while rows were loaded is
/// found here.
package struct SchemaAudit {
  /// A constraint that some rows break.
  package struct Violation: Hashable, CustomStringConvertible, Sendable {
    /// The table.
    package let table: String
    /// What is broken.
    package let constraint: String
    /// How many rows, or groups of rows, break it.
    package let count: Int64

    package var description: String { "\(table): \(constraint) is broken \(count) times" }
  }

  private let session: any DatabaseSession
  private let schema: RelationalSchema

  /// An audit of a database that has the tables of a schema.
  package init(session: any DatabaseSession, schema: RelationalSchema) {
    self.session = session
    self.schema = schema
  }

  /// Every constraint that is broken, in order of the schema; what the engine itself finds comes last.
  package func violations() throws -> [Violation] {
    try violationsOfSchema() + violationsByEngine()
  }

  /// What the queries of this audit find.
  package func violationsOfSchema() throws -> [Violation] {
    var found: [Violation] = []
    for table in schema.tables {
      if case .other = table.kind { continue }
      let rowConditions = rowConditions(of: table)
      var counts = try rowConditions.isEmpty ? [] : integers(counting(rowConditions, in: table))
      let setConditions = setConditions(of: table)
      counts += try setConditions.flatMap { try integers($0.sql) }
      let names = rowConditions.map(\.constraint) + setConditions.map(\.constraint)
      for (constraint, count) in zip(names, counts) where count > 0 {
        found.append(
          Violation(table: table.name.description, constraint: constraint, count: count))
      }
    }
    return found
  }

  /// The rows of all tables together; partitions are counted with their tables.
  package func rowCount() throws -> Int64 {
    try schema.tables.reduce(0) { sum, table in
      switch table.kind {
      case .ordinary, .partitioned: sum + (try rowCount(of: table))
      case .partition, .other: sum
      }
    }
  }

  /// The rows of a table.
  package func rowCount(of table: RelationalTable) throws -> Int64 {
    try integers("SELECT count(*) FROM \(source(table.name))").reduce(0, +)
  }

  /// A query whose one value is the same for the same rows, whatever their order.
  package func digestQuery(of table: RelationalTable) -> String {
    switch schema.dialect {
    case .postgres:
      """
      SELECT md5(string_agg(h, '' ORDER BY h)) FROM (
        SELECT md5(x::text) AS h FROM \(source(table.name)) x) y
      """
    case .sqlite:
      // SQLite has no hash; the rows themselves are short enough.
      """
      SELECT group_concat(h, x'0a') FROM (
        SELECT \(table.columns.map { "quote(\(quote($0.name)))" }.joined(separator: " || ',' || ")) AS h
        FROM \(source(table.name)) ORDER BY h)
      """
    }
  }

  /// What each row has to fulfil by itself: the constraint, and the condition of the rows that break
  /// it.
  private func rowConditions(of table: RelationalTable) -> [(constraint: String, broken: String)] {
    let columns = table.columns.filter { !$0.isNullable || $0.type.forbidsNull }
    return columns.map { ("\($0.name) NOT NULL", "\(quote($0.name)) IS NULL") }
      + table.checks.map { ("CHECK (\($0.expression))", "NOT (\($0.expression))") }
  }

  private func counting(
    _ conditions: [(constraint: String, broken: String)], in table: RelationalTable
  ) -> String {
    let counts = conditions.map { "count(*) FILTER (WHERE \($0.broken))" }
    return "SELECT \(counts.joined(separator: ", ")) FROM \(source(table.name))"
  }

  /// What rows have to fulfil together: the constraint, and a query that counts where it is broken.
  private func setConditions(of table: RelationalTable) -> [(constraint: String, sql: String)] {
    let source = source(table.name)
    var queries: [(String, String)] = []
    for key in table.uniqueKeys {
      queries.append(("unique key \(key.name) \(key.elements)", duplicates(of: key, in: source)))
    }
    for key in table.foreignKeys {
      queries.append(
        ("foreign key to \(key.parent) \(key.columns) \(key.name)", orphans(of: key, in: source)))
    }
    for exclusion in table.exclusions {
      queries.append(("exclusion \(exclusion.name)", overlaps(of: exclusion, in: source)))
    }
    return queries
  }

  private func duplicates(of key: UniqueKey, in source: String) -> String {
    let parts = key.elements.map { expression($0) }
    var conditions = key.predicate.map { ["(\($0))"] } ?? []
    if !key.nullsAreEqual { conditions += parts.map { "(\($0)) IS NOT NULL" } }
    let filter = conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
    let names = parts.indices.map { "e\($0)" }.joined(separator: ", ")
    let selected = parts.indices.map { "(\(parts[$0])) AS e\($0)" }.joined(separator: ", ")
    return """
      SELECT count(*) FROM (SELECT \(names) FROM (SELECT \(selected) FROM \(source)\(filter)) x
        GROUP BY \(names) HAVING count(*) > 1) y
      """
  }

  private func orphans(of key: RelationalForeignKey, in source: String) -> String {
    let pairs = zip(key.columns, key.parentColumns).map { "p.\(quote($1)) = c.\(quote($0))" }
    let present = key.columns.map { "c.\(quote($0)) IS NOT NULL" }
    let lonely = """
      \(present.joined(separator: " AND ")) AND NOT EXISTS (
        SELECT 1 FROM \(self.source(key.parent)) p WHERE \(pairs.joined(separator: " AND ")))
      """
    // MATCH FULL: all or none.
    let half =
      key.isFull
      ? " OR (\(present.joined(separator: " OR "))) AND NOT (\(present.joined(separator: " AND ")))"
      : ""
    return "SELECT count(*) FROM \(source) c WHERE \(lonely)\(half)"
  }

  private func overlaps(of exclusion: ExclusionConstraint, in source: String) -> String {
    let parts = exclusion.elements.map { expression($0.operand) }
    let selected = parts.indices.map { "(\(parts[$0])) AS e\($0)" }.joined(separator: ", ")
    let filter = exclusion.predicate.map { " WHERE (\($0))" } ?? ""
    let conflicts = exclusion.elements.indices.map {
      "a.e\($0) OPERATOR(pg_catalog.\(exclusion.elements[$0].comparison)) b.e\($0)"
    }
    return """
      WITH x AS MATERIALIZED (
        SELECT row_number() OVER () AS n, \(selected) FROM \(source)\(filter))
      SELECT count(*) FROM x a JOIN x b ON a.n < b.n AND \(conflicts.joined(separator: " AND "))
      """
  }

  private func expression(_ element: UniqueKey.Element) -> String {
    switch element {
    case .column(let name, nil): quote(name)
    case .column(let name, let collation?): "\(quote(name)) COLLATE \(quote(collation))"
    case .expression(let text): text
    }
  }

  /// The table's own rows, those of tables that inherit from it left out.
  private func source(_ name: RelationName) -> String {
    let table = quote(name.table)
    let qualified = name.schema.map { "\(quote($0)).\(table)" } ?? table
    guard schema.dialect == .postgres else { return qualified }
    if case .partitioned = schema[name]?.kind { return qualified }
    // A partition with partitions of its own has no rows itself.
    if case .partition = schema[name]?.kind { return qualified }
    return "ONLY \(qualified)"
  }

  /// What the engine finds when it is asked to prove everything again.
  private func violationsByEngine() throws -> [Violation] {
    guard schema.dialect == .sqlite else { return try PostgresRevalidation(session).violations() }
    var found: [Violation] = []
    try session.query(
      """
      SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY "table", parent
      """, []
    ) { row in
      found.append(
        Violation(
          table: row[0].asString ?? "", constraint: "foreign_key_check to \(row[1].asString ?? "")",
          count: row[2].asInt64 ?? 0))
    }
    try session.query("SELECT integrity_check FROM pragma_integrity_check", []) { row in
      let message = row[0].asString ?? ""
      if message != "ok" { found.append(Violation(table: "", constraint: message, count: 1)) }
    }
    return found
  }

  private func integers(_ sql: String) throws -> [Int64] {
    var values: [Int64] = []
    try session.query(sql, []) { values = $0.values.map { $0.asInt64 ?? 0 } }
    return values
  }

  private func quote(_ name: String) -> String { SQLIdentifier(name).quoted }
}

extension RelationalType {
  /// Whether it is a domain that takes no NULL, itself or one below it.
  fileprivate var forbidsNull: Bool {
    if case .domain(let domain) = self {
      !domain.isNullable || domain.base.forbidsNull
    } else {
      false
    }
  }
}
