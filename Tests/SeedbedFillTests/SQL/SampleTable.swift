import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import PostgresTestServer

@testable import SeedbedFill

/// A table of a column of every kind, with rows of pseudo-random values, as description, as vectors
/// of a batch, and as a table of each engine.
struct SampleTable {
  let table: RelationalTable
  let rows: [[DatabaseValue]]
  let dialect: RelationalSchema.Dialect

  /// One column: its declaration on either engine, its type, and values to choose from.
  struct Kind {
    var name: String
    var postgres: String
    var sqlite: String
    var type: RelationalType
    var values: [DatabaseValue]
  }

  static let kinds: [Kind] = [
    Kind(
      name: "a", postgres: "integer", sqlite: "INTEGER", type: .integer(bitCount: 32),
      values: [.null] + [-3, 0, 1, 2, 5, 15, 100].map { .integer($0) }),
    Kind(
      name: "b", postgres: "integer", sqlite: "INT", type: .integer(bitCount: 32),
      values: [.null] + [-1, 0, 1, 2, 7, 16].map { .integer($0) }),
    Kind(
      name: "price", postgres: "numeric(10,2)", sqlite: "NUMERIC",
      type: .decimal(precision: 10, scale: 2),
      values: [.null] + ["0.00", "1.50", "2.00", "-4.25", "99.99"].map { .text($0) }),
    Kind(
      name: "ratio", postgres: "double precision", sqlite: "REAL", type: .real(bitCount: 64),
      values: [.null] + [0, 0.5, 1, -2.25, 15].map { .real($0) }),
    Kind(
      name: "name", postgres: "character varying(40)", sqlite: "TEXT",
      type: .text(maximumLength: 40, isPadded: false),
      values: [.null]
        + [
          "", "x", "abc", "ABC", "Abc", " abc ", "a_c", "50%", "O'Neil", "x@y.org", "[z]", "12",
          "ä1",
        ].map { .text($0) }),
    Kind(
      name: "code", postgres: "text", sqlite: "VARCHAR(20)",
      type: .text(maximumLength: nil, isPadded: false),
      values: [.null] + ["abc", "A-1", "AB12", "2024-05-17", "zz", "1.5"].map { .text($0) }),
    Kind(
      name: "sign", postgres: "character(3)", sqlite: "CHAR(3)",
      type: .text(maximumLength: 3, isPadded: true),
      values: [.null] + ["a", "ab", "abc", "ABC"].map { .text($0) }),
    Kind(
      name: "flag", postgres: "boolean", sqlite: "BOOLEAN", type: .boolean,
      values: [.null, .bool(true), .bool(false)]),
    Kind(
      name: "day", postgres: "date", sqlite: "DATE", type: .date,
      values: [.null]
        + ["2024-02-29", "1999-12-31", "2020-01-01", "2024-03-31"].compactMap {
          CalendarDate($0).map { .date($0) }
        }),
    Kind(
      name: "until", postgres: "date", sqlite: "DATE", type: .date,
      values: [.null]
        + ["2024-02-29", "2024-03-31", "2020-01-02"].compactMap {
          CalendarDate($0).map { .date($0) }
        }),
    Kind(
      name: "at", postgres: "timestamp", sqlite: "TIMESTAMP", type: .timestamp(hasZone: false),
      values: [.null]
        + ["2024-02-29T10:15:30.5Z", "2020-01-01T00:00:00Z", "2024-03-31T23:59:59Z"]
        .compactMap { Timestamp($0).map { .timestamp($0) } }),
  ]

  init(rowCount: Int, seed: UInt64, dialect: RelationalSchema.Dialect) {
    self.dialect = dialect
    table = RelationalTable(
      name: RelationName("sample"),
      columns: Self.kinds.map {
        RelationalColumn(
          name: $0.name, type: $0.type,
          declaredType: dialect == .postgres ? $0.postgres : $0.sqlite)
      })
    var state = seed
    rows = (0..<rowCount).map { _ in
      Self.kinds.map { kind in
        // The multiplier of Knuth's MMIX; its upper bits are good enough for a choice.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return kind.values[Int((state >> 33) % UInt64(kind.values.count))]
      }
    }
  }

  /// The statements that make the table with its rows in the engine.
  var script: String {
    let columns = Self.kinds.map {
      "\"\($0.name)\" \(dialect == .postgres ? $0.postgres : $0.sqlite)"
    }
    var text =
      "CREATE TABLE sample (row_id integer primary key, \(columns.joined(separator: ", ")));"
    for (index, row) in rows.enumerated() {
      text +=
        "INSERT INTO sample VALUES (\(index), \(row.map(Self.literal).joined(separator: ", ")));\n"
    }
    return text
  }

  static func literal(_ value: DatabaseValue) -> String {
    switch value {
    case .null: "NULL"
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text):
      "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    case .bool(let truth): truth ? "true" : "false"
    case .date(let day): "'\(day)'"
    case .timestamp(let instant): "'\(instant.databaseText)'"
    case .blob: "NULL"
    }
  }

  /// Vectors of some columns over all rows.
  func vectors(_ columns: [String]) -> [ColumnVector] {
    columns.compactMap { name in
      guard let index = table.columns.firstIndex(where: { $0.name == name }) else { return nil }
      let vector = ColumnVector(kind: Self.kind(of: table.columns[index].type))
      vector.reset(rowCount: rows.count)
      for (row, values) in rows.enumerated() {
        TestVector.set(vector, row, values[index], rowCount: rows.count)
      }
      return vector
    }
  }

  static func kind(of type: RelationalType) -> ColumnVector.Kind {
    switch type {
    case .integer: .integer
    case .real: .real
    case .boolean: .boolean
    case .date: .date
    case .timestamp: .timestamp
    default: .text
    }
  }
}

/// Writes single values into vectors, which nothing in the library needs outside of `Seedbed`.
enum TestVector {
  static func set(_ vector: ColumnVector, _ row: Int, _ value: DatabaseValue, rowCount: Int) {
    switch value {
    case .null:
      vector.beginNulls(rowCount: rowCount)
      vector.nulls[row] = 1
    case .integer(let number): vector.words[row] = number
    case .real(let number): vector.words[row] = Int64(bitPattern: number.bitPattern)
    case .bool(let truth): vector.words[row] = truth ? 1 : 0
    case .timestamp(let instant): vector.words[row] = instant.microseconds
    case .date(let day): vector.words[row] = Int64(day.dayNumber)
    case .text(let text):
      let bytes = Array(text.utf8)
      let start = vector.arena.reserve(max(bytes.count, 1))
      start.update(from: bytes, count: bytes.count)
      vector.arena.commit(bytes.count)
      vector.texts[row] = TextCell(start: UnsafePointer(start), count: bytes.count)
    case .blob: preconditionFailure("no blobs here")
    }
  }
}
