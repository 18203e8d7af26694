import EngineContract
import Testing

@testable import Seedbed
@testable import SeedbedPostgres

/// The encoder against the bytes that the documentation describes, without a server.
@Suite struct PostgresCopyEncoderTests {
  /// One column's field, its length included, as the encoder writes it.
  static func field(
    _ value: DatabaseValue, _ kind: ColumnVector.Kind, _ type: PostgresWireType
  ) throws -> [UInt8] {
    let column = try #require(
      PostgresCopyColumn(name: "x", kind: kind, type: type, declaredType: "\(type)"))
    let encoder = PostgresCopyEncoder(tables: [.init(name: "t", columns: [column])])
    let batch = TableBatch.of([(kind, [value])], firstRow: 7)
    try encoder.encode(batch, table: 0)
    let bytes = Array(UnsafeBufferPointer(start: batch.wire.base, count: batch.wire.count))
    #expect(bytes.prefix(2) == [0, 1])
    return Array(bytes.dropFirst(2))
  }

  @Test(
    arguments: [
      (DatabaseValue.integer(258), ColumnVector.Kind.integer, PostgresWireType.int2, [1, 2]),
      (.integer(-2), .integer, .int4, [255, 255, 255, 254]),
      (.integer(.min), .integer, .int8, [128, 0, 0, 0, 0, 0, 0, 0]),
      (.integer(1), .integer, .boolean, [1]),
      (.integer(3), .integer, .float8, [0x40, 0x08, 0, 0, 0, 0, 0, 0]),
      (.bool(true), .boolean, .boolean, [1]),
      (.bool(false), .boolean, .int4, [0, 0, 0, 0]),
      (.real(1.5), .real, .float8, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0]),
      (.real(1.5), .real, .float4, [0x3F, 0xC0, 0, 0]),
      (.text("é"), .text, .text, [0xC3, 0xA9]),
      (.text(""), .text, .text, []),
      (.text("{}"), .text, .jsonb, [1, 0x7B, 0x7D]),
      (.blob([0, 255]), .blob, .bytea, [0, 255]),
      (.date(CalendarDate(year: 2000, month: 1, day: 2)), .date, .date, [0, 0, 0, 1]),
      (.date(CalendarDate(year: 1999, month: 12, day: 31)), .date, .date, [255, 255, 255, 255]),
      (
        .date(CalendarDate(year: 2000, month: 1, day: 2)), .date, .timestamp,
        [0, 0, 0, 0x14, 0x1D, 0xD7, 0x60, 0]
      ),
      (
        .timestamp(Timestamp(seconds: 946_684_801)), .timestamp, .timestamp,
        [0, 0, 0, 0, 0, 0x0F, 0x42, 0x40]
      ),
      (
        .text("a0eebc99-9c0b-4ef8-BB6D-6bb9bd380a11"), .text, .uuid,
        [
          0xA0, 0xEE, 0xBC, 0x99, 0x9C, 0x0B, 0x4E, 0xF8, 0xBB, 0x6D, 0x6B, 0xB9, 0xBD, 0x38, 0x0A,
          0x11,
        ]
      ),
      (.text("10.1.2.3"), .text, .inet, [2, 32, 0, 4, 10, 1, 2, 3]),
      (.text("10.0.0.0/8"), .text, .cidr, [2, 8, 1, 4, 10, 0, 0, 0]),
      (
        .text("::1"), .text, .inet,
        [3, 128, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
      ),
      (.integer(0), .integer, .numeric, [0, 0, 0, 0, 0, 0, 0, 0]),
      (.integer(-123_456), .integer, .numeric, [0, 2, 0, 1, 0x40, 0, 0, 0, 0, 12, 0x0D, 0x80]),
      (.real(0.05), .real, .numeric, [0, 1, 255, 255, 0, 0, 0, 2, 0x01, 0xF4]),
      (.text("1.50"), .text, .numeric, [0, 2, 0, 0, 0, 0, 0, 2, 0, 1, 0x13, 0x88]),
      (.real(.nan), .real, .numeric, [0, 0, 0, 0, 0xC0, 0, 0, 0]),
    ] as [(DatabaseValue, ColumnVector.Kind, PostgresWireType, [UInt8])])
  func valuesHaveTheServersForm(
    _ value: DatabaseValue, _ kind: ColumnVector.Kind, _ type: PostgresWireType,
    _ payload: [UInt8]
  ) throws {
    #expect(
      try Self.field(value, kind, type) == [0, 0, 0, UInt8(payload.count)] + payload)
    #expect(try Self.field(.null, kind, type) == [255, 255, 255, 255])
  }

  @Test func rowsFollowEachOtherWithTheirOwnLengths() throws {
    let columns = try [
      #require(PostgresCopyColumn(name: "a", kind: .text, type: .text, declaredType: "text")),
      #require(
        PostgresCopyColumn(name: "b", kind: .integer, type: .int2, declaredType: "smallint")),
    ]
    let encoder = PostgresCopyEncoder(tables: [.init(name: "t", columns: columns)])
    let batch = TableBatch.of([
      (.text, [.text("ab"), .null, .text("")]), (.integer, [.null, .integer(5), .integer(6)]),
    ])
    // A batch's memory is used again.
    for _ in 0..<2 {
      try encoder.encode(batch, table: 0)
      #expect(
        Array(UnsafeBufferPointer(start: batch.wire.base, count: batch.wire.count))
          == [0, 2, 0, 0, 0, 2, 97, 98, 255, 255, 255, 255]
          + [0, 2, 255, 255, 255, 255, 0, 0, 0, 2, 0, 5]
          + [0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 6])
    }
  }

  @Test(arguments: [
    (DatabaseValue.integer(40_000), ColumnVector.Kind.integer, PostgresWireType.int2),
    (.integer(3_000_000_000), .integer, .int4), (.integer(2), .integer, .boolean),
    (.real(1e300), .real, .float4), (.text("nothing"), .text, .numeric),
    (.text("a0eebc99"), .text, .uuid), (.text("10.1.2"), .text, .inet),
    (.text("10.1.2.3/33"), .text, .inet), (.text(""), .text, .numeric),
  ])
  func aValueThatDoesNotFitNamesItsPlace(
    _ value: DatabaseValue, _ kind: ColumnVector.Kind, _ type: PostgresWireType
  ) throws {
    let error = try #require(throws: GenerationError.self) {
      _ = try Self.field(value, kind, type)
    }
    #expect(error.location == ErrorLocation(table: "t", row: 7))
    #expect(error.column == "x")
    #expect(error.reason.contains("\(type)"))
  }

  @Test func valuesOfOtherKindsHaveNoConversion() {
    for (kind, type) in [
      (ColumnVector.Kind.boolean, PostgresWireType.uuid), (.integer, .text), (.timestamp, .date),
      (.real, .int8), (.blob, .text),
    ] {
      #expect(PostgresCopyColumn(name: "x", kind: kind, type: type, declaredType: "") == nil)
    }
  }

  /// As many decimal numbers as there are come back as they are written.
  @Test func realsBecomeTheirShortestDecimalNumbers() throws {
    for number in [
      0.1, 1.25, -99_999.99, 123_456_789.123456, 1e15, 1e22, 4e-7, .leastNonzeroMagnitude,
      1.7976931348623157e308,
      52.520008, 0.30000000000000004, 9_007_199_254_740_992,
    ] as [Double] {
      let real = try Self.field(.real(number), .real, .numeric)
      let text = try #require(CanonicalDecimal.text(of: number))
      let same = try Self.field(.text(String(decoding: text, as: UTF8.self)), .text, .numeric)
      #expect(real == same, "\(number)")
    }
  }
}
