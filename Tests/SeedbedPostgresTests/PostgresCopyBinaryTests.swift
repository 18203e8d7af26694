import EngineContract
import PostgresTestServer
import Testing

@testable import Seedbed
@testable import SeedbedPostgres

/// The binary format against the very bytes of `COPY … TO STDOUT (FORMAT binary)`.
@Suite struct PostgresCopyBinaryTests {
  struct Column {
    let type: String
    let kind: ColumnVector.Kind
    let values: [DatabaseValue]

    init(_ type: String, _ kind: ColumnVector.Kind, _ values: [DatabaseValue]) {
      self.type = type
      self.kind = kind
      self.values = values
    }
  }

  private static let days: [DatabaseValue] = [
    .date(CalendarDate(year: 1, month: 1, day: 1)), .date(CalendarDate(dayNumber: 0)),
    .date(CalendarDate(year: 2000, month: 2, day: 29)),
    .date(CalendarDate(year: 9999, month: 12, day: 31)),
  ]
  private static let instants: [DatabaseValue] = [
    .timestamp(Timestamp(microseconds: -62_135_596_800_000_000)),
    .timestamp(Timestamp(microseconds: -1)), .timestamp(Timestamp(seconds: 946_684_800)),
    .timestamp(Timestamp(microseconds: 253_402_300_799_999_999)),
  ]
  private static let words: [DatabaseValue] = [
    .text(""), .text("é'\"\\ 漢字 🌱\n\t"), .text(String(repeating: "x", count: 9000)),
  ]
  private static let reals: [DatabaseValue] = [
    .real(0), .real(-0.1), .real(1e22), .real(4e-7), .real(.greatestFiniteMagnitude),
    .real(.leastNonzeroMagnitude), .real(.infinity), .real(-.infinity), .real(.nan),
    .real(1234.5678),
  ]
  private static let integers: [DatabaseValue] = [
    .integer(.min), .integer(.max), .integer(0), .integer(10_000), .integer(-9999),
  ]
  private static let flags: [DatabaseValue] = [.bool(true), .bool(false)]

  /// A column for each pair of kind and type that has a binary form.
  static let columns: [Column] = [
    Column("int8", .integer, integers), Column("int8", .boolean, flags),
    Column("int4", .integer, [.integer(.init(Int32.min)), .integer(.init(Int32.max))]),
    Column("int4", .boolean, flags),
    Column("int2", .integer, [.integer(.init(Int16.min)), .integer(.init(Int16.max))]),
    Column("int2", .boolean, flags),
    Column("boolean", .boolean, flags), Column("boolean", .integer, [.integer(0), .integer(1)]),
    Column("float8", .real, reals), Column("float8", .integer, integers),
    Column(
      "float4", .real, [.real(0.1), .real(-1e30), .real(.infinity), .real(.nan), .real(3e-45)]),
    Column("float4", .integer, integers),
    Column("numeric", .integer, integers), Column("numeric", .real, reals),
    Column(
      "numeric", .text,
      [
        .text("0.00"), .text("-12.50"), .text("12345678901234567890.123456789"), .text("NaN"),
        .text("1e-20"), .text("0001"), .text("10000.0001"),
      ]),
    Column("text", .text, words), Column("varchar", .text, words), Column("citext", .text, words),
    Column("mood", .text, [.text("calm"), .text("wild")]), Column("word", .text, words),
    Column("xml", .text, [.text("<a>é</a>")]),
    Column("json", .text, [.text("{ \"a\":\t1 }")]), Column("jsonb", .text, [.text("{\"a\": 1}")]),
    Column("bytea", .blob, [.blob([]), .blob([0, 255, 39])]),
    Column("uuid", .text, [.text("A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11")]),
    Column("date", .date, days), Column("timestamp", .date, days),
    Column("timestamp", .timestamp, instants), Column("timestamptz", .timestamp, instants),
    Column(
      "inet", .text,
      [.text("10.1.2.3"), .text("10.1.2.3/8"), .text("2001:db8::1"), .text("::ffff:1.2.3.4/96")]),
    Column("cidr", .text, [.text("10.0.0.0/8"), .text("2001:db8::/32")]),
  ]

  @Test func theBytesAreThoseOfTheServer() throws {
    let names = Self.columns.indices.map { "x\($0)" }
    let declarations = zip(names, Self.columns).map { "\($0) \($1.type)" }
    let database = try PostgresTestDatabase(
      schema: """
        CREATE EXTENSION citext;
        CREATE TYPE mood AS ENUM ('calm', 'wild');
        CREATE DOMAIN word AS text CHECK (value <> 'never');
        CREATE TABLE t (\(declarations.joined(separator: ", ")))
        """)
    let rowCount = 1 + (Self.columns.map(\.values.count).max() ?? 0)
    let batch = TableBatch.of(
      Self.columns.map { column in
        let values = (0..<rowCount).map { row in
          row < column.values.count ? column.values[row] : .null
        }
        return (column.kind, values)
      })
    let sink = try database.session.makeBulkSink(
      for: [BulkTable(name: "t", columns: names, kinds: Self.columns.map(\.kind))])
    try sink.encoder.encode(batch, table: 0)
    let encoded = Array(UnsafeBufferPointer(start: batch.wire.base, count: batch.wire.count))
    try sink.beginChunk()
    try sink.write(batch, table: 0)
    try sink.commitChunk { _ in }
    try sink.finish()
    let sent = try database.session.copyOut("COPY t TO STDOUT (FORMAT binary)")
    let own = PostgresCopyFormat.binary.header + encoded + PostgresCopyFormat.binary.trailer
    #expect(sent == own)
    guard sent != own else { return }
    let headerCount = PostgresCopyFormat.binary.header.count
    for (row, pair) in zip(
      try Self.rows(sent, from: headerCount), try Self.rows(own, from: headerCount)
    ).enumerated() {
      for (column, (server, field)) in zip(pair.0, pair.1).enumerated() where server != field {
        let shown = Self.columns[column]
        Issue.record(
          "row \(row) of \(shown.kind) in \(shown.type): the server has \(server), we \(field)")
      }
    }
  }

  /// The fields of each tuple, their lengths left out; nil for NULL.
  private static func rows(_ bytes: [UInt8], from start: Int) throws -> [[[UInt8]?]] {
    var position = start
    func number(_ count: Int) throws -> Int {
      try #require(position + count <= bytes.count)
      let value = bytes[position..<position + count].reduce(0) { $0 << 8 | Int($1) }
      position += count
      return value
    }
    var rows: [[[UInt8]?]] = []
    while case let count = try number(2), count != 0xFFFF {
      var fields: [[UInt8]?] = []
      for _ in 0..<count {
        let length = try number(4)
        guard length != 0xFFFF_FFFF else {
          fields.append(nil)
          continue
        }
        try #require(position + length <= bytes.count)
        fields.append(Array(bytes[position..<position + length]))
        position += length
      }
      rows.append(fields)
    }
    return rows
  }

  /// What the table above leaves out could differ unseen.
  @Test func everyConversionIsAmongThem() {
    let all: [PostgresWireType] = [
      .boolean, .int2, .int4, .int8, .float4, .float8, .numeric, .text, .jsonb, .bytea, .uuid,
      .date, .timestamp, .inet, .cidr,
    ]
    var binaryPairs = 0
    for kind in ColumnVector.Kind.allCases {
      for type in all {
        let column = PostgresCopyColumn(name: "x", kind: kind, type: type, declaredType: "")
        if column?.isBinary == true { binaryPairs += 1 }
      }
    }
    let doubled: Set = ["varchar", "citext", "mood", "word", "xml", "json", "timestamptz"]
    #expect(binaryPairs == Self.columns.filter { !doubled.contains($0.type) }.count)
  }
}
