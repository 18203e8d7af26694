import EngineContract
import PostgresTestServer
import Testing

@testable import Seedbed
@testable import SeedbedPostgres

/// The text format: its bytes without a server, and against what the server writes itself.
@Suite struct PostgresCopyTextEncoderTests {
  typealias ColumnValues = (kind: ColumnVector.Kind, values: [DatabaseValue])

  static func lines(_ columns: [ColumnValues], firstRow: Int = 0) throws -> String {
    let batch = TableBatch.of(columns, firstRow: firstRow)
    let described = try columns.map {
      // A text for a type that is not known makes the table one of the text format.
      try #require(
        PostgresCopyColumn(
          name: "x", kind: $0.kind, type: Self.wireType($0.kind), declaredType: "any"))
    }
    let encoder = PostgresCopyEncoder(tables: [.init(name: "t", columns: described)])
    #expect(encoder.tables[0].format == .text)
    // A batch's memory is used again.
    batch.wire.reserve(1)
    batch.wire.count = 1
    try encoder.encode(batch, table: 0)
    return String(
      decoding: UnsafeBufferPointer(start: batch.wire.base, count: batch.wire.count), as: UTF8.self)
  }

  private static func wireType(_ kind: ColumnVector.Kind) -> PostgresWireType? {
    switch kind {
    case .integer: .int8
    case .real: .float8
    case .boolean: .boolean
    case .timestamp: .timestamp
    case .date: .date
    case .text: nil
    case .blob: .bytea
    }
  }

  @Test(
    arguments: [
      (DatabaseValue.text("a\\b\tc\nd\re\u{8}\u{B}\u{C}é"), "a\\\\b\\tc\\nd\\re\\b\\v\\fé"),
      (.text(""), ""), (.text("\\N"), "\\\\N"), (.text("\\."), "\\\\."), (.null, "\\N"),
      (.text("{a,\"b c\",NULL}"), "{a,\"b c\",NULL}"),
    ] as [(DatabaseValue, String)])
  func textsAreEscaped(_ value: DatabaseValue, _ expected: String) throws {
    #expect(try Self.lines([(.text, [value])]) == expected + "\n")
  }

  @Test func everyKindHasATextForm() throws {
    let instant = Timestamp(microseconds: -1)
    let columns: [ColumnValues] = [
      (.integer, [.integer(.min), .null]), (.real, [.real(-0.1), .real(.infinity)]),
      (.boolean, [.bool(true), .bool(false)]), (.timestamp, [.timestamp(instant), .null]),
      (.date, [.null, .date(CalendarDate(year: 9999, month: 12, day: 31))]),
      (.blob, [.blob([0, 255, 16]), .blob([])]), (.text, [.text("a"), .text("")]),
    ]
    #expect(
      try Self.lines(columns) == """
        -9223372036854775808\t-0.1\t1\t1969-12-31 23:59:59.999999\t\\N\t\\\\x00ff10\ta
        \\N\tinf\t0\t\\N\t9999-12-31\t\\\\x\t\n
        """)
  }

  @Test(arguments: [
    (ColumnVector.Kind.date, DatabaseValue.date(CalendarDate(year: 10_000, month: 1, day: 1))),
    (.date, .date(CalendarDate(year: 0, month: 12, day: 31))),
    (.timestamp, .timestamp(Timestamp(CalendarDate(year: 10_000, month: 1, day: 1)))),
    (.timestamp, .timestamp(Timestamp(microseconds: -62_135_596_800_000_001))),
  ])
  func aYearWithoutATextFormNamesItsPlace(_ kind: ColumnVector.Kind, _ value: DatabaseValue) throws
  {
    let error = try #require(throws: GenerationError.self) {
      _ = try Self.lines([(.text, [.null, .null]), (kind, [.null, value])], firstRow: 7)
    }
    #expect(error.location == ErrorLocation(table: "t", row: 8))
  }

  /// The declaration of a column, and texts that the server keeps and gives back as they are.
  static let types: [(declaration: String, texts: [String])] = [
    ("text", ["a\\b\tc\nd\r\u{8}\u{B}\u{C}", "", "\\N", "\\.", "é\"'", "\u{1}\u{7F}"]),
    ("text[]", ["{}", "{a,\"b c\",NULL}", "{\"a\\\\b\",\"\\\"\",\"x\ny\"}"]),
    ("integer[]", ["{1,2,NULL}", "{{1,2},{3,4}}", "[2:3]={5,6}"]),
    ("time", ["00:00:00", "23:59:59.999999"]), ("timetz", ["12:00:00+02"]),
    ("interval", ["1 year 2 mons 3 days 04:05:06.7", "-1 days"]),
    ("uuid", ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"]),
    ("inet", ["10.1.2.3/8", "2001:db8::1"]), ("cidr", ["10.0.0.0/8"]),
    ("macaddr", ["08:00:2b:01:02:03"]), ("bit(3)", ["101"]), ("varbit", ["10"]),
    ("point", ["(1,2)"]), ("box", ["(2,2),(1,1)"]), ("int4range", ["[1,5)", "empty"]),
    ("int4multirange", ["{[1,3),[5,7)}"]), ("money", ["$1,234.50"]), ("oid", ["4294967295"]),
    ("tsvector", ["'a':1 'b':2"]), ("xml", ["<a>\\</a>"]), ("jsonb", ["{\"a\": \"\\t\\\\\"}"]),
    ("numeric", ["12345678901234567890.50", "NaN"]), ("date", ["2026-01-31", "infinity"]),
    ("timestamptz", ["2026-01-31 09:30:00.5+00"]), ("bytea", ["\\x00ff"]),
    ("integer", ["-2147483648"]), ("boolean", ["t"]), ("\"char\"", ["x"]),
    ("pg_lsn", ["16/B374D848"]),
    ("mood", ["calm"]), ("mood[]", ["{calm,wild}"]), ("pair", ["(1,\"a b\")"]),
  ]

  /// A table with a column of each type, and a row for each of their texts.
  @Test func theLinesAreThoseOfTheServer() throws {
    let names = Self.types.indices.map { "x\($0)" }
    let declarations = zip(names, Self.types).map { "\($0) \($1.declaration)" }
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TYPE mood AS ENUM ('calm', 'wild');
        CREATE TYPE pair AS (a integer, b text);
        CREATE TABLE t (id bigint, \(declarations.joined(separator: ", ")))
        """)
    let rowCount = 1 + (Self.types.map(\.texts.count).max() ?? 0)
    let columns: [ColumnValues] =
      [(.integer, (0..<rowCount).map { .integer(Int64($0)) })]
      + Self.types.map { type in
        (.text, (0..<rowCount).map { $0 < type.texts.count ? .text(type.texts[$0]) : .null })
      }
    let sink = try database.session.makeBulkSink(
      for: [BulkTable(name: "t", columns: ["id"] + names, kinds: columns.map(\.kind))])
    let batch = TableBatch.of(columns)
    try sink.encoder.encode(batch, table: 0)
    let encoded = Array(UnsafeBufferPointer(start: batch.wire.base, count: batch.wire.count))
    try sink.beginChunk()
    try sink.write(batch, table: 0)
    try sink.commitChunk { _ in }
    try sink.finish()
    let sent = try database.session.copyOut("COPY t TO STDOUT (FORMAT text)")
    #expect(sent == encoded)
    let fields = { (bytes: [UInt8]) in
      bytes.split(separator: 10).map { $0.split(separator: 9, omittingEmptySubsequences: false) }
    }
    for (row, pair) in zip(fields(sent), fields(encoded)).enumerated() {
      for (column, (server, own)) in zip(pair.0, pair.1).enumerated() where server != own {
        let type = column == 0 ? "id" : Self.types[column - 1].declaration
        let text = String(decoding: server, as: UTF8.self)
        Issue.record("row \(row) of \(type): the server has \(text)")
      }
    }
  }

  @Test func aTextThatIsNoneOfItsTypeNamesTheRow() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (x time, y text)")
    let sink = try database.session.makeBulkSink(
      for: [BulkTable(name: "t", columns: ["x", "y"], kinds: [.text, .text])])
    try sink.beginChunk()
    let error = try #require(throws: PostgresError.self) {
      let values: [ColumnValues] = [
        (.text, [.text("09:30"), .text("s3cret")]), (.text, [.text("two\nlines"), .null]),
      ]
      try sink.load(.of(values, firstRow: 20), table: 0)
      try sink.commitChunk { _ in }
    }
    #expect(error.kind == .constraint)
    #expect(error.location == ErrorLocation(table: "t", row: 21))
    #expect(!error.description.contains("s3cret"))
    try sink.rollbackChunk()
  }

  /// One table in each format in one chunk, the one referring to the other.
  @Test func foreignKeysHoldAcrossFormats() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE parents (id bigint PRIMARY KEY, tags text[] NOT NULL);
        CREATE TABLE children (id bigint PRIMARY KEY, parent_id bigint REFERENCES parents);
        """)
    let sink = try database.session.makeBulkSink(
      for: [
        BulkTable(name: "parents", columns: ["id", "tags"], kinds: [.integer, .text]),
        BulkTable(name: "children", columns: ["id", "parent_id"], kinds: [.integer, .integer]),
      ])
    for (parent, fits) in [(2, true), (7, false)] as [(Int64, Bool)] {
      try sink.beginChunk()
      let id = DatabaseValue.integer(parent + 100)
      try sink.load(
        .of([(.integer, [.integer(fits ? 2 : 3)]), (.text, [.text("{a,b}")])]), table: 0)
      try sink.load(.of([(.integer, [id]), (.integer, [.integer(parent)])]), table: 1)
      if fits {
        try sink.commitChunk { _ in }
      } else {
        let error = try #require(throws: PostgresError.self) { try sink.commitChunk { _ in } }
        #expect(error.code == .foreignKeyViolation)
        try sink.rollbackChunk()
      }
    }
    #expect(try database.column("SELECT tags[2] FROM parents") == [.text("b")])
    #expect(try database.integer("SELECT count(*) FROM children") == 1)
  }
}
