internal import Seedbed

/// Some columns of rows that were in the database before, in the order of their values: parents that
/// nobody recomputes.
final class StoredRows: @unchecked Sendable {
  let rowCount: Int
  let columns: [ColumnVector]

  /// The most rows that are kept; of a larger table these stand for all.
  static let limit = 1 << 20

  private init(rowCount: Int, columns: [ColumnVector]) {
    self.rowCount = rowCount
    self.columns = columns
  }

  /// Reads the rows in which no column is NULL, each combination once.
  ///
  /// The kinds follow from the columns' types; what has no kind of its own is read as text. A value
  /// that its column's type does not have, as SQLite allows, is left out.
  static func read(
    _ names: [String], of table: RelationalTable, where predicate: String? = nil,
    on session: any DatabaseSession
  ) throws -> StoredRows {
    let isPostgres = session.engineName == "postgres"
    let kinds = names.map { name in
      table[name].map { kind(of: $0.type, isPostgres: isPostgres) } ?? .text
    }
    // Text in the order of its bytes, whatever the database's locale.
    let selected = zip(names, kinds).map { name, kind in
      let quoted = SQLIdentifier(name).quoted
      return isPostgres && kind == .text ? "\(quoted)::text COLLATE \"C\"" : quoted
    }
    let isSet =
      names.map { "\(SQLIdentifier($0).quoted) IS NOT NULL" }
      + (predicate.map { ["(\($0))"] } ?? [])
    let rows =
      "SELECT DISTINCT \(selected.joined(separator: ", ")) FROM \(table.name.quoted) "
      + "WHERE \(isSet.joined(separator: " AND "))"
    var rowCount = 0
    try session.query("SELECT count(*) FROM (\(rows)) AS kept", []) {
      rowCount = min(Int($0[0].asInt64 ?? 0), limit)
    }
    let vectors = kinds.map { ColumnVector(kind: $0) }
    for vector in vectors { vector.reset(rowCount: max(rowCount, 1)) }
    var row = 0
    let order = (1...names.count).map(String.init).joined(separator: ", ")
    try session.query("\(rows) ORDER BY \(order) LIMIT \(limit)", []) { values in
      guard row < rowCount else { return }
      for (column, vector) in vectors.enumerated() where !vector.store(values[column], row: row) {
        return
      }
      row += 1
    }
    return StoredRows(rowCount: row, columns: vectors)
  }

  /// The different texts that some expressions have together in the rows of a table.
  static func texts(
    of expressions: [String], in table: RelationalTable, where predicate: String?,
    on session: any DatabaseSession
  ) throws -> [[String?]] {
    let texts = expressions.map { "CAST(\($0) AS text)" }.joined(separator: ", ")
    let condition = predicate.map { " WHERE \($0)" } ?? ""
    var found: [[String?]] = []
    try session.query(
      "SELECT DISTINCT \(texts) FROM \(table.name.quoted)\(condition) LIMIT \(limit)", []
    ) { row in
      found.append(expressions.indices.map { row[$0].asString })
    }
    return found
  }

  /// The kind that values of a type are kept as.
  private static func kind(of type: RelationalType, isPostgres: Bool) -> ColumnVector.Kind {
    switch type.underlying {
    case .integer: .integer
    case .real: .real
    case .bytes: .blob
    case .boolean: isPostgres ? .boolean : .integer
    case .date: isPostgres ? .date : .text
    case .timestamp: isPostgres ? .timestamp : .text
    default: .text
    }
  }
}

extension ColumnVector {
  /// Stores a value of the vector's kind; false for one of another kind.
  fileprivate func store(_ value: DatabaseValue, row: Int) -> Bool {
    switch (value, kind) {
    case (.integer(let number), .integer): words[row] = number
    case (.real(let number), .real): words[row] = Int64(bitPattern: number.bitPattern)
    case (.integer(let number), .real):
      words[row] = Int64(bitPattern: Double(number).bitPattern)
    case (.bool(let truth), .boolean): words[row] = truth ? 1 : 0
    case (.timestamp(let instant), .timestamp): words[row] = instant.microseconds
    case (.date(let day), .date): words[row] = Int64(day.dayNumber)
    case (.integer(let number), .text): storeBytes(Array(String(number).utf8), at: row)
    case (.text(let text), .text): storeBytes(Array(text.utf8), at: row)
    case (.blob(let bytes), .blob): storeBytes(bytes, at: row)
    default: return false
    }
    return true
  }
}
