/// What keeps a database's tables from fitting those that a schema asks for.
///
/// Tables that the schema does not know belong to somebody else and do no harm.
struct SchemaDifferences {
  /// One line each; none when the tables fit.
  private(set) var lines: [String] = []

  init(expected: SchemaCatalog, actual: SchemaCatalog) {
    for table in expected.tables {
      guard let other = actual[table.name] else {
        lines.append("the table \(table.name) is missing")
        continue
      }
      compareColumns(table, other)
      compareKeys(table, other)
    }
  }

  private mutating func compareColumns(
    _ expected: SchemaCatalog.Table, _ actual: SchemaCatalog.Table
  ) {
    for column in expected.columns {
      let name = "\(expected.name).\(column.name)"
      guard let other = actual[column.name] else {
        lines.append("the column \(name) is missing")
        continue
      }
      if column.type != other.type {
        lines.append("the column \(name) is \(other.declaredType), not \(column.declaredType)")
      }
      if column.isNullable != other.isNullable {
        lines.append("the column \(name) \(other.isNullable ? "allows" : "does not allow") NULL")
      }
      if column.hasDefault && !other.hasDefault {
        lines.append("the column \(name) has no default")
      }
    }
    for column in actual.columns where expected[column.name] == nil {
      lines.append("the column \(expected.name).\(column.name) is not in the schema")
    }
  }

  private mutating func compareKeys(
    _ expected: SchemaCatalog.Table, _ actual: SchemaCatalog.Table
  ) {
    let table = expected.name
    if expected.primaryKey != actual.primaryKey {
      lines.append(
        "the primary key of \(table) is \(Self.list(actual.primaryKey)), "
          + "not \(Self.list(expected.primaryKey))")
    }
    compare(
      expected.uniqueKeys.map { "the unique key \(Self.list($0)) of \(table)" },
      actual.uniqueKeys.map { "the unique key \(Self.list($0)) of \(table)" })
    compare(
      expected.foreignKeys.map { "the foreign key \(Self.text($0)) of \(table)" },
      actual.foreignKeys.map { "the foreign key \(Self.text($0)) of \(table)" })
    compare(
      expected.checks.map { "the check \(Self.flat($0)) of \(table)" },
      actual.checks.map { "the check \(Self.flat($0)) of \(table)" })
  }

  private mutating func compare(_ expected: [String], _ actual: [String]) {
    for item in expected.sorted() where !actual.contains(item) {
      lines.append("\(item) is missing")
    }
    for item in actual.sorted() where !expected.contains(item) {
      lines.append("\(item) is not in the schema")
    }
  }

  private static func list(_ columns: [String]) -> String {
    columns.isEmpty ? "none" : "(\(columns.joined(separator: ", ")))"
  }

  private static func text(_ key: SchemaCatalog.ForeignKey) -> String {
    "\(list(key.columns)) to \(key.parentTable) \(list(key.parentColumns))"
  }

  /// A check in one line, whatever its line breaks are.
  private static func flat(_ check: String) -> String {
    check.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
