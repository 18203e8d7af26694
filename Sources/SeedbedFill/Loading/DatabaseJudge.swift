internal import Seedbed
internal import Synchronization

/// The connection that all judges of a fill share, one at a time; opened when it is first used.
final class JudgeConnection: @unchecked Sendable {
  private let session: Mutex<(any DatabaseSession)?> = Mutex(nil)
  private let open: () throws -> any DatabaseSession

  /// Creates the connection; nothing is opened yet.
  init(_ open: @escaping () throws -> any DatabaseSession) { self.open = open }

  deinit { session.withLock { $0?.close() } }

  /// Does something on the connection, which nobody else uses meanwhile.
  func use(_ body: (any DatabaseSession) throws -> Void) throws {
    try session.withLock { session in
      let opened = try session ?? open()
      session = opened
      try body(opened)
    }
  }
}

/// Judges rows by a CHECK that nobody but the database understands, before they are written: the
/// constraint's own expression, evaluated over lists of candidate rows.
struct DatabaseJudge: RowCriterion {
  let expression: String
  let columns: [RelationalColumn]
  let dialect: RelationalSchema.Dialect
  let connection: JudgeConnection

  /// Rows in one statement.
  private static let rowLimit = 500

  func reject(
    _ vectors: [ColumnVector], rowCount: Int, into rejected: UnsafeMutablePointer<UInt8>
  ) throws {
    try connection.use { session in
      var start = 0
      while start < rowCount {
        let end = min(start + Self.rowLimit, rowCount)
        try judge(start..<end, vectors, rejected, on: session)
        start = end
      }
    }
  }

  /// Judges some rows; of rows with which the expression fails, each alone.
  private func judge(
    _ rows: Range<Int>, _ vectors: [ColumnVector], _ rejected: UnsafeMutablePointer<UInt8>,
    on session: any DatabaseSession
  ) throws {
    do {
      try session.query(statement(rows, vectors), []) { row in
        if let number = row[0].asInt64 { rejected[Int(number)] = 1 }
      }
    } catch let error as any DatabaseError where error.kind != .interrupted {
      if error.kind == .unavailable { throw error }
      if rows.count == 1 {
        rejected[rows.lowerBound] = 1
        return
      }
      let middle = rows.lowerBound + rows.count / 2
      try judge(rows.lowerBound..<middle, vectors, rejected, on: session)
      try judge(middle..<rows.upperBound, vectors, rejected, on: session)
    }
  }

  /// The text of the expression for each row; nil where it is NULL.
  func texts(_ vectors: [ColumnVector], rowCount: Int) throws -> [String?] {
    var texts = [String?](repeating: nil, count: rowCount)
    let text = dialect == .postgres ? "(\(expression))::text" : "CAST(\(expression) AS TEXT)"
    try connection.use { session in
      var start = 0
      while start < rowCount {
        let rows = start..<min(start + Self.rowLimit, rowCount)
        try session.query(
          "WITH \(candidates(rows, vectors)) SELECT seedbed_row, \(text) FROM candidate", []
        ) { row in
          if let number = row[0].asInt64 { texts[Int(number)] = row[1].asString }
        }
        start = rows.upperBound
      }
    }
    return texts
  }

  /// The parts of a statement that inserts rows into a table as they are: a named query that has
  /// them, and what inserts those.
  func insert(
    into table: RelationalTable, _ vectors: [ColumnVector], rowCount: Int, named name: String
  ) -> (rows: String, insert: String) {
    let names = SQLIdentifier.list(columns.map(\.name))
    let overriding = dialect == .postgres ? " OVERRIDING SYSTEM VALUE" : ""
    return (
      candidates(0..<rowCount, vectors, named: name),
      "INSERT INTO \(table.name.quoted) (\(names))\(overriding) SELECT \(names) FROM \(name) "
        + "ORDER BY seedbed_row"
    )
  }

  private func statement(_ rows: Range<Int>, _ vectors: [ColumnVector]) -> String {
    "WITH \(candidates(rows, vectors)) SELECT seedbed_row FROM candidate WHERE NOT (\(expression))"
  }

  /// The rows as a named query.
  private func candidates(
    _ rows: Range<Int>, _ vectors: [ColumnVector], named name: String = "candidate"
  ) -> String {
    let names = SQLIdentifier.list(columns.map(\.name))
    let values = rows.map { row in
      "(\(row), "
        + zip(vectors, columns).map { literal($0, row, $1) }.joined(separator: ", ") + ")"
    }
    return
      "\(name) (seedbed_row, \(names)) AS (VALUES \(values.joined(separator: ", ")))"
  }

  private func literal(_ vector: ColumnVector, _ row: Int, _ column: RelationalColumn) -> String {
    let text: String =
      switch vector[row] {
      case .null: "NULL"
      case .integer(let number): String(number)
      case .real(let number): dialect == .postgres ? "'\(number)'" : String(number)
      case .bool(let truth): dialect == .postgres ? (truth ? "true" : "false") : truth ? "1" : "0"
      case .text(let text): Self.quoted(text)
      case .timestamp(let instant):
        Self.quoted(instant.spaced + (dialect == .postgres ? "+00" : ""))
      case .date(let day): Self.quoted(day.description)
      case .blob(let bytes):
        dialect == .postgres ? "'\\x\(Self.hexadecimal(bytes))'" : "X'\(Self.hexadecimal(bytes))'"
      }
    return dialect == .postgres ? "CAST(\(text) AS \(column.declaredType))" : text
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "'"
    for scalar in text.unicodeScalars {
      if scalar == "'" { quoted.unicodeScalars.append("'") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "'"
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Timestamp {
  /// The instant as both engines read it into a column: `YYYY-MM-DD HH:MM:SS[.ffffff]`, in UTC.
  fileprivate var spaced: String {
    String(description.map { $0 == "T" ? " " : $0 }.filter { $0 != "Z" })
  }
}
