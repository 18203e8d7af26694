import PostgresTestServer
import Seedbed
import Testing

@testable import SeedbedFill

@Suite struct PostgresTypeTests {
  private static let text = RelationalType.text(maximumLength: 40, isPadded: false)

  static let types: [(name: String, type: RelationalType)] = [
    ("int2", .integer(bitCount: 16)), ("int8", .integer(bitCount: 64)),
    ("float4", .real(bitCount: 32)), ("float8", .real(bitCount: 64)),
    ("numeric", .decimal(precision: nil, scale: nil)),
    ("numeric(3,2)", .decimal(precision: 3, scale: 2)),
    ("numeric(2,2)", .decimal(precision: 2, scale: 2)),
    ("numeric(18,6)", .decimal(precision: 18, scale: 6)),
    ("numeric(30,4)", .decimal(precision: 30, scale: 4)),
    ("varchar(40)", text), ("uuid", .uuid), ("date", .date), ("time", .time(hasZone: false)),
    ("timetz", .time(hasZone: true)), ("timestamptz", .timestamp(hasZone: true)),
    ("interval", .interval), ("json", .json(isBinary: false)), ("jsonb", .json(isBinary: true)),
    ("xml", .xml), ("inet", .inet), ("cidr", .cidr), ("macaddr", .macAddress(byteCount: 6)),
    ("macaddr8", .macAddress(byteCount: 8)), ("money", .money),
    ("tsvector", .fullText(isQuery: false)), ("tsquery", .fullText(isQuery: true)),
    ("point", .geometric("point")), ("line", .geometric("line")), ("lseg", .geometric("lseg")),
    ("box", .geometric("box")), ("path", .geometric("path")), ("polygon", .geometric("polygon")),
    ("circle", .geometric("circle")), ("bit(5)", .bits(length: 5, isVarying: false)),
    ("varbit(70)", .bits(length: 70, isVarying: true)), ("bit", .bits(length: 1, isVarying: false)),
    ("text[]", .array(text)), ("int4[]", .array(.integer(bitCount: 32))),
    ("date[]", .array(.date)), ("timestamptz[]", .array(.timestamp(hasZone: true))),
    ("numeric(6,2)[]", .array(.decimal(precision: 6, scale: 2))), ("bool[]", .array(.boolean)),
    ("jsonb[]", .array(.json(isBinary: true))), ("point[]", .array(.geometric("point"))),
    ("bytea[]", .array(.bytes)),
    ("int4range", .range(name: "int4range", of: .integer(bitCount: 32), isMultiple: false)),
    ("int8range", .range(name: "int8range", of: .integer(bitCount: 64), isMultiple: false)),
    (
      "numrange",
      .range(name: "numrange", of: .decimal(precision: nil, scale: nil), isMultiple: false)
    ),
    ("daterange", .range(name: "daterange", of: .date, isMultiple: false)),
    ("tsrange", .range(name: "tsrange", of: .timestamp(hasZone: false), isMultiple: false)),
    (
      "tstzmultirange",
      .range(name: "tstzmultirange", of: .timestamp(hasZone: true), isMultiple: true)
    ),
    ("pg_lsn", .other("pg_lsn")), ("oid", .other("oid")),
    (
      "pair",
      .composite(
        name: "pair",
        fields: [
          RelationalColumn(name: "first_name", type: text, declaredType: "varchar(40)"),
          RelationalColumn(
            name: "price", type: .decimal(precision: 8, scale: 2), declaredType: "numeric"),
          RelationalColumn(name: "born", type: .date, declaredType: "date"),
        ])
    ),
  ]

  @Test func theServerTakesEveryValueOfEveryTypeAndTellsThemApart() throws {
    let database = try PostgresTestDatabase(
      schema: "CREATE TYPE pair AS (first_name varchar(40), price numeric(8,2), born date)")
    for (name, type) in Self.types {
      let column = RelationalColumn(name: "x", type: type, declaredType: name)
      let table = RelationalTable(name: RelationName("t"), columns: [column])
      let decision = try #require(try InferenceFixture.decisions(table).first)
      guard case .space(let space) = decision.source else {
        Issue.record("nothing is made for \(name): \(decision.reason)")
        continue
      }
      let values = space.sample(400).map { value -> String in
        switch value {
        case .text(let text): "'\(text.replacing("'", with: "''"))'"
        case .integer(let number): "'\(number)'"
        case .real(let number): "'\(number)'"
        case .date(let day): "'\(day)'"
        case .timestamp(let instant): "'\(instant)'"
        case .bool(let truth): "'\(truth)'"
        case .null, .blob: "NULL"
        }
      }
      let rows = values.map { "(\($0))" }.joined(separator: ",")
      do {
        let count = try database.integer(
          "SELECT count(DISTINCT x::\(name)::text) FROM (VALUES \(rows)) v(x)")
        #expect(count == Int64(values.count), "\(name): \(values.prefix(3))")
      } catch {
        Issue.record("\(name): \(error); for example \(values.prefix(3))")
      }
    }
  }

  @Test func rangesDoNotOverlap() throws {
    let database = try PostgresTestDatabase()
    let type = RelationalType.range(name: "daterange", of: .date, isMultiple: false)
    let column = RelationalColumn(name: "during", type: type, declaredType: "daterange")
    let table = RelationalTable(name: RelationName("t"), columns: [column])
    guard case .space(let space) = try InferenceFixture.decisions(table)[0].source else {
      Issue.record("no space")
      return
    }
    let rows = space.texts(300).map { "('\($0)'::daterange)" }.joined(separator: ",")
    let overlaps = try database.integer(
      """
      WITH v(x) AS (VALUES \(rows))
      SELECT count(*) FROM v a, v b WHERE a.x && b.x AND a.x <> b.x OR isempty(a.x)
      """)
    #expect(overlaps == 0)
  }
}
