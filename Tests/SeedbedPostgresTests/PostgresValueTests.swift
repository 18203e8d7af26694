import PostgresTestServer
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct PostgresValueTests {
  struct Case: CustomTestStringConvertible {
    let type: String
    let bound: DatabaseValue
    let stored: DatabaseValue
    var testDescription: String { "\(bound) as \(type)" }

    init(_ type: String, _ bound: DatabaseValue, _ stored: DatabaseValue? = nil) {
      self.type = type
      self.bound = bound
      self.stored = stored ?? bound
    }
  }

  static let instant = Timestamp(microseconds: 1_767_225_600_123_456)
  static let uuid = "0f0e0d0c-0b0a-4908-8706-050403020100"

  static let cases: [Case] = [
    Case("boolean", .bool(true)), Case("boolean", .text("false"), .bool(false)),
    Case("smallint", .integer(-32_768)), Case("integer", .integer(2_147_483_647)),
    Case("bigint", .integer(.min)), Case("bigint", .bool(true), .integer(1)),
    Case("bigint", .text("17"), .integer(17)), Case("oid", .integer(4_294_967_295)),
    Case("real", .real(0.5)), Case("double precision", .real(-0.1)),
    Case("double precision", .integer(3), .real(3)),
    Case("double precision", .real(.infinity)), Case("numeric", .integer(12)),
    Case("numeric(8,2)", .text("12.50"), .real(12.5)), Case("numeric", .real(0.1)),
    Case("numeric", .text("-0.00001234"), .real(-0.00001234)),
    Case("numeric", .text("12345678901234567890.123456789")),
    Case("numeric", .text("99990000000000000001")), Case("numeric", .text("NaN")),
    Case("numeric", .text("-Infinity")), Case("numeric(6,4)", .integer(0), .real(0)),
    Case("text", .text("it's \"€\" 🌱")), Case("varchar(5)", .text("abc")),
    Case("char(3)", .text("a"), .text("a  ")), Case("text", .integer(5), .text("5")),
    Case("bytea", .blob([0, 255])), Case("bytea", .blob([])),
    Case("uuid", .text(uuid)), Case("date", .date(CalendarDate(dayNumber: -1))),
    Case("date", .text("infinity")), Case("time", .text("12:34:56.5")),
    Case("timestamp", .timestamp(instant)), Case("timestamptz", .timestamp(instant)),
    Case("timestamptz", .text("-infinity")),
    Case("timestamptz", .date(CalendarDate(dayNumber: 0)), .timestamp(Timestamp(seconds: 0))),
    Case(
      "timestamptz", .text("2026-01-01 02:00:00+02"), .timestamp(Timestamp(seconds: 1_767_225_600))),
    Case("text", .timestamp(instant), .text("2026-01-01 00:00:00.123456")),
    Case(
      "interval", .text("1 year 2 mons 3 days 04:05:06"),
      .text("1 year 2 mons 3 days 04:05:06")),
    Case("json", .text("{\"b\": 1,  \"a\":2}")),
    Case("jsonb", .text("{\"b\": 1,  \"a\":2}"), .text("{\"a\": 2, \"b\": 1}")),
    Case("text[]", .text("{a,\"b c\",NULL}")), Case("integer[]", .text("{1,2}")),
    Case("mood", .text("happy")), Case("inet", .text("10.0.0.1/24")),
    Case("positive", .integer(5)), Case("short", .text("abc")),
  ]
  static let types = """
    CREATE TYPE mood AS ENUM ('happy', 'sad');
    CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
    CREATE DOMAIN short AS varchar(5);
    """

  @Test func valuesOfEveryTypeGoThereAndBack() throws {
    let database = try PostgresTestDatabase(schema: Self.types)
    for (index, item) in Self.cases.enumerated() {
      try database.session.executeScript("CREATE TABLE t\(index) (value \(item.type))")
      try database.session.execute("INSERT INTO t\(index) VALUES ($1), (NULL)", [item.bound])
      let stored = try database.column("SELECT value FROM t\(index) ORDER BY value IS NULL")
      #expect(stored == [item.stored, .null], "\(item.testDescription)")
      // A column that has no binary form makes the whole result text.
      let asText = try database.column("SELECT value, '1 day'::interval FROM t\(index) LIMIT 1")
      #expect(asText == [item.stored], "\(item.testDescription)")
    }
  }

  @Test func wholeNumbersOfSumsAreIntegers() throws {
    let database = try PostgresTestDatabase()
    #expect(
      try database.column("SELECT sum(n) FROM generate_series(1::bigint, 5) n") == [.integer(15)])
    #expect(try database.column("SELECT round(10 / 4.0, 2)") == [.real(2.5)])
  }

  @Test func digestsEqualThoseOfSQLite() throws {
    let postgres = try PostgresTestDatabase(
      schema: """
        CREATE TABLE t (id bigint PRIMARY KEY, "Amount" numeric(12,4), note varchar(40), data jsonb,
          raw json, made timestamptz, day date, flag boolean, weight double precision, bytes bytea)
        """)
    let sqlite = try TemporaryDatabase(
      schema: """
        CREATE TABLE t (id integer PRIMARY KEY, "Amount" numeric(12,4), note varchar(40), data json,
          raw json, made datetime, day date, flag boolean, weight double precision, bytes blob)
        """)
    let rows: [[DatabaseValue]] = [
      [
        .integer(1), .text("1234.5000"), .text("é🌱"),
        .text("{\"b\": [1.50, null], \"a\": \"\\u00e9\"}"),
        .text("{\"z\":1e2,\"y\":true}"), .timestamp(Self.instant),
        .date(CalendarDate(year: 1969, month: 7, day: 20)), .bool(true), .real(-0.0),
        .blob([1, 2, 3]),
      ],
      [.integer(2)] + Array(repeating: .null, count: 9),
      [
        .integer(-3), .text("-0.0001"), .text(""), .text("[]"), .text("0"),
        .timestamp(Timestamp(seconds: -1)), .date(CalendarDate(dayNumber: 20_000)), .bool(false),
        .real(1e300), .blob([]),
      ],
    ]
    for session in [postgres.session, sqlite.session] as [any DatabaseSession] {
      for row in rows {
        try session.execute(
          "INSERT INTO t VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", row)
      }
    }
    let first = try DatabaseDigest.compute(
      session: postgres.session, catalog: postgres.session.catalog())
    let second = try DatabaseDigest.compute(
      session: sqlite.session, catalog: sqlite.session.catalog())
    #expect(first == second)
    #expect(first.rowCount == 3)
  }

  @Test func jsonAndCaseAreComparedAsTheyAreWritten() throws {
    let database = try PostgresTestDatabase(
      schema: "CREATE TABLE t (id bigint PRIMARY KEY, data json, words jsonb)")
    func upsert(_ data: String, _ words: String) throws -> UpsertResult.Change {
      try database.session.upsert(
        UpsertRow(
          table: "t", key: ["id"], columns: ["id", "data", "words"],
          values: [.integer(1), .text(data), .text(words)])
      ).change
    }
    #expect(try upsert("{}", "{\"a\":1}") == .inserted)
    #expect(try upsert("{}", "{\"a\": 1}") == .unchanged)
    #expect(try upsert("{ }", "{\"a\": 1}") == .updated)
  }

  @Test func aTableMayChangeUnderAPreparedStatement() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint)")
    let other = try database.secondSession()
    let sql = "SELECT * FROM t"
    try database.session.execute("INSERT INTO t VALUES (1)", [])
    #expect(try database.column(sql) == [.integer(1)])
    try other.executeScript("ALTER TABLE t ALTER COLUMN id TYPE text, ADD COLUMN more text")
    #expect(try database.column(sql) == [.text("1")])
    other.close()
    for number in 0..<300 { #expect(try database.integer("SELECT \(number)") == Int64(number)) }
  }
}
