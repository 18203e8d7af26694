import Seedbed

/// What an expression of a table's is evaluated in: the columns, the dialect, the instant.
struct ExpressionScope: SQLNameResolver, Sendable {
  var table: RelationalTable
  let dialect: RelationalSchema.Dialect
  let asOf: Timestamp
  /// The column that `VALUE` stands for, in a domain's CHECK.
  var domainColumn: String?

  var isDomain: Bool { domainColumn != nil }

  init(table: RelationalTable, dialect: RelationalSchema.Dialect, asOf: Timestamp) {
    self.table = table
    self.dialect = dialect
    self.asOf = asOf
  }

  func column(_ name: String, isQuoted: Bool) -> String? {
    if dialect == .postgres {
      return table[name]?.name
    }
    let wanted = name.lowercased()
    return table.columns.first { $0.name.lowercased() == wanted }?.name
  }

  func userType(_ name: String) -> RelationalType? {
    func isNamed(_ other: String) -> Bool { other == name || other.hasSuffix("." + name) }
    func find(_ type: RelationalType) -> RelationalType? {
      switch type {
      case .domain(let domain): isNamed(domain.name) ? type : find(domain.base)
      case .enumeration(let other, _): isNamed(other) ? type : nil
      case .array(let element): find(element)
      default: nil
      }
    }
    for column in table.columns {
      if let type = find(column.type) { return type }
    }
    return nil
  }

  /// Parses an expression, generated columns replaced by what they are made from.
  ///
  /// Throws `UndecidableExpression`.
  func parse(_ text: String) throws -> SQLExpression {
    try parse(text, depth: 0)
  }

  private func parse(_ text: String, depth: Int) throws -> SQLExpression {
    // Generated columns may read each other in SQLite, but never in a circle; the limit is for
    // catalogs that are wrong.
    guard depth < 16 else { throw UndecidableExpression("generated columns read each other") }
    let expression: SQLExpression
    do {
      expression = try SQLParser.parse(text, dialect: dialect, names: self)
    } catch let error {
      throw UndecidableExpression("\(error)")
    }
    return try expression.mapped { part in
      var part = part
      if part == .domainValue, let domainColumn { part = .column(domainColumn) }
      guard case .column(let name) = part, let column = table[name],
        case .generated(let source) = column.source
      else { return part }
      var inner = self
      inner.domainColumn = nil
      let value = try inner.parse(source, depth: depth + 1)
      return dialect == .postgres
        ? .cast(value, column.type, typeName: column.declaredType) : value
    }
  }

  /// Names of columns in the table's order.
  func inTableOrder(_ names: [String]) -> [String] {
    table.columns.map(\.name).filter { names.contains($0) }
  }

  /// How the cells of columns are read.
  func cellTypes(of names: [String]) -> [CellType] {
    names.compactMap { table[$0] }.map { CellType($0, dialect: dialect) }
  }
}

extension SQLExpression {
  /// Whether its value depends on when it is evaluated.
  var dependsOnClock: Bool {
    contains { part in
      guard case .function(let name, let arguments) = part else { return false }
      if SQLFunctions.clocks.contains(name) { return true }
      // SQLite's date functions read the clock when told 'now', or nothing.
      return SQLFunctions.sqliteTimes.contains(name)
        && (arguments.count <= (name == "strftime" ? 1 : 0)
          || arguments.contains(.literal(.text("now"))))
    }
  }
}
