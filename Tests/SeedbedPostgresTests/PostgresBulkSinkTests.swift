import EngineContract
import PostgresTestServer
import Testing

@testable import Seedbed
@testable import SeedbedPostgres

@Suite struct PostgresBulkSinkTests {
  static let schema = """
    CREATE TABLE parents (id bigint PRIMARY KEY, code text NOT NULL UNIQUE);
    CREATE TABLE children (
      id bigint PRIMARY KEY, parent_id bigint NOT NULL REFERENCES parents, label text);
    CREATE INDEX children_parent_id ON children (parent_id);
    """

  /// One value of each form, and what the server sends for it.
  @Test(
    arguments: [
      ("int2", ColumnVector.Kind.integer, DatabaseValue.integer(-7), "-7"),
      ("int4", .integer, .integer(.init(Int32.min)), "-2147483648"),
      ("int8", .integer, .integer(.max), "9223372036854775807"),
      ("bool", .boolean, .bool(true), "true"), ("float4", .real, .real(0.1), "0.1"),
      ("float8", .real, .real(-0.1), "-0.1"), ("text", .text, .text("é'\"\\"), "é'\"\\"),
      ("bytea", .blob, .blob([0, 255]), "\\x00ff"), ("jsonb", .text, .text("{}"), "{}"),
      ("date", .date, .date(CalendarDate(year: 1, month: 1, day: 1)), "0001-01-01"),
      ("date", .date, .date(CalendarDate(year: 9999, month: 12, day: 31)), "9999-12-31"),
      (
        "timestamptz", .timestamp, .timestamp(Timestamp(microseconds: -1)),
        "1969-12-31 23:59:59.999999Z"
      ),
      (
        "uuid", .text, .text("{A0EEBC99-9C0B4EF8BB6D6BB9BD380A11}"),
        "a0eebc999c0b4ef8bb6d6bb9bd380a11"
      ),
      ("inet", .text, .text("10.1.2.3/8"), "10.1.2.3/8"),
      ("inet", .text, .text("2001:db8::1"), "2001:db8::1"),
      ("cidr", .text, .text("10.0.0.0/8"), "10.0.0.0/8"),
      ("numeric", .integer, .integer(.min), "-9223372036854775808"),
      ("numeric", .integer, .integer(10_000), "10000"), ("numeric", .real, .real(0.1), "0.1"),
      ("numeric", .real, .real(-1234.5678), "-1234.5678"), ("numeric", .real, .real(1e20), "1e20"),
      ("numeric", .text, .text("0001.5000"), "1.5000"), ("numeric", .text, .text("-0.00"), "0.00"),
      ("numeric", .text, .text("12345678901234567890.123456789"), "12345678901234567890.123456789"),
    ] as [(String, ColumnVector.Kind, DatabaseValue, String)])
  func aFieldIsWhatTheServerSends(
    _ type: String, _ kind: ColumnVector.Kind, _ value: DatabaseValue, _ literal: String
  ) throws {
    let database = try PostgresTestDatabase()
    let send = [
      "text": "textsend", "date": "date_send", "bool": "boolsend", "bytea": "byteasend",
      "int2": "int2send", "int4": "int4send", "int8": "int8send", "float4": "float4send",
      "float8": "float8send", "timestamptz": "timestamptz_send",
    ]
    let quoted = literal.replacing("'", with: "''")
    let expected = try #require(
      try database.column("SELECT \(send[type] ?? "\(type)_send")('\(quoted)'::\(type))").first)
    let wireType = try #require(Self.wireTypes[type])
    let field = try PostgresCopyEncoderTests.field(value, kind, wireType)
    #expect(expected == .blob(Array(field.dropFirst(4))))
  }

  static let wireTypes: [String: PostgresWireType] = [
    "int2": .int2, "int4": .int4, "int8": .int8, "bool": .boolean, "float4": .float4,
    "float8": .float8, "text": .text, "bytea": .bytea, "jsonb": .jsonb, "date": .date,
    "timestamptz": .timestamp, "uuid": .uuid, "inet": .inet, "cidr": .cidr, "numeric": .numeric,
  ]

  @Test func everyTypeThatTextFitsArrives() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TYPE mood AS ENUM ('calm', 'wild');
        CREATE DOMAIN word AS varchar(5) CHECK (value <> 'never');
        CREATE DOMAIN feeling AS mood;
        CREATE TABLE "Odd ""name" (
          a mood, b feeling, c word, "d D" char(4), e json, f name, g uuid, h inet);
        """)
    let columns = ["a", "b", "c", "d D", "e", "f", "g", "h"]
    let values = [
      "calm", "wild", "often", "x", "[1]", "n", "00000000-0000-0000-0000-000000000001", "::1",
    ]
    let table = BulkTable(
      name: "Odd \"name", columns: columns, kinds: columns.map { _ in .text })
    let sink = try database.session.makeBulkSink(for: [table])
    try sink.beginChunk()
    try sink.load(.of(values.map { (.text, [.text($0), .null]) }), table: 0)
    try sink.commitChunk { _ in }
    let texts = try database.column(
      "SELECT concat_ws('|', a, b, c, \"d D\", e, f, g, h) FROM \"Odd \"\"name\" WHERE a IS NOT NULL"
    )
    #expect(
      texts == [.text("calm|wild|often|x   |[1]|n|00000000-0000-0000-0000-000000000001|::1")])
    #expect(try database.integer("SELECT count(*) FROM \"Odd \"\"name\" WHERE h IS NULL") == 1)
    try sink.beginChunk()
    let error = try #require(throws: PostgresError.self) {
      var wrong = values
      wrong[0] = "angry"
      try sink.load(.of(wrong.map { (.text, [.text($0)]) }, firstRow: 12), table: 0)
      try sink.commitChunk { _ in }
    }
    #expect(error.location == ErrorLocation(table: "Odd \"name", row: 12))
    try sink.rollbackChunk()
  }

  @Test func aTypeWithoutAConversionIsAnErrorBeforeAnythingIsWritten() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (x date)")
    let error = try #require(throws: PostgresError.self) {
      _ = try database.session.makeBulkSink(
        for: [BulkTable(name: "t", columns: ["x"], kinds: [.integer])])
    }
    #expect(error.kind == .schema)
    for part in ["column x", "table t", "date", "integer"] {
      #expect(error.description.contains(part))
    }
  }

  @Test(arguments: [
    ("CREATE TABLE t (x bigint NOT NULL)", DatabaseValue.null),
    ("CREATE TABLE t (x bigint CHECK (x < 5))", .integer(5)),
    ("CREATE TABLE t (x bigint PRIMARY KEY)", .integer(1)),
    ("CREATE TABLE t (x bigint UNIQUE DEFERRABLE)", .integer(1)),
  ])
  func aRowThatTheTableForbidsIsNamed(_ schema: String, _ value: DatabaseValue) throws {
    let database = try PostgresTestDatabase(schema: schema)
    let sink = try database.session.makeBulkSink(
      for: [BulkTable(name: "t", columns: ["x"], kinds: [.integer])])
    try sink.beginChunk()
    let error = try #require(throws: PostgresError.self) {
      try sink.load(.of([(.integer, [.integer(1), .integer(2)])], firstRow: 100), table: 0)
      try sink.load(.of([(.integer, [.integer(4), value])], firstRow: 102), table: 0)
      try sink.commitChunk { _ in }
    }
    #expect(error.kind == .constraint)
    #expect(error.location.table == "t")
    // A deferrable key is looked at when all rows are there.
    if !schema.contains("DEFERRABLE") { #expect(error.location.row == 103) }
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aForeignKeyErrorNamesAtMostFiveRows() throws {
    let database = try PostgresTestDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    #expect(sink.notes.isEmpty)
    try sink.beginChunk()
    try sink.load(EngineContract.children((11...17).map { ($0, 1) }), table: 1)
    let error = try #require(throws: PostgresError.self) { try sink.commitChunk { _ in } }
    #expect(error.code == .foreignKeyViolation)
    #expect(error.constraint == "children_parent_id_fkey")
    #expect(error.message.hasSuffix("that are not there: id 11, 12, 13, 14, 15 and more"))
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM children") == 0)
  }

  @Test(arguments: [
    ("FOREIGN KEY (pa, pb) REFERENCES p (a, b)", "x", DatabaseValue.integer(1), true),
    ("FOREIGN KEY (pa, pb) REFERENCES p (a, b)", "x", .integer(2), false),
    ("FOREIGN KEY (pa, pb) REFERENCES p (a, b)", "x", .null, true),
    ("FOREIGN KEY (pa, pb) REFERENCES p (a, b) MATCH FULL", "x", .null, false),
    ("FOREIGN KEY (pb) REFERENCES q (b)", "z", .integer(2), false),
    ("FOREIGN KEY (pb) REFERENCES q (b)", "y", .integer(2), true),
  ])
  func foreignKeysOfEveryFormAreVerified(
    _ key: String, _ text: String, _ number: DatabaseValue, _ holds: Bool
  ) throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE p (a integer, b text, PRIMARY KEY (a, b));
        INSERT INTO p VALUES (1, 'x'), (2, 'y');
        CREATE TABLE q (b text PRIMARY KEY);
        INSERT INTO q VALUES ('x'), ('y');
        CREATE TABLE c (pa integer, pb text, \(key));
        """)
    let table = BulkTable(name: "c", columns: ["pb", "pa"], kinds: [.text, .integer])
    let sink = try database.session.makeBulkSink(for: [table])
    try sink.beginChunk()
    try sink.load(.of([(.text, [.text(text)]), (.integer, [number])]), table: 0)
    if holds {
      try sink.commitChunk { _ in }
    } else {
      let error = try #require(throws: PostgresError.self) { try sink.commitChunk { _ in } }
      #expect(error.kind == .constraint)
      try sink.rollbackChunk()
    }
    #expect(try database.integer("SELECT count(*) FROM c") == (holds ? 1 : 0))
  }

  /// What a chunk refers to among its own rows is told from ranges; the ranges must not deceive.
  @Test(arguments: [
    (parents: [1, 2, 3, 4] as [Int64], child: 4 as Int64, holds: true),
    ([4, 2, 1, 3], 1, true), ([1, 2, 4], 3, false), ([1, 2, 3], 4, false), ([2, 3], 1, false),
    ([.min, .max], 0, false), ([.min, .max], .max, true),
  ])
  func aReferenceWithinAChunkHoldsWhereTheRowIsThere(
    parents: [Int64], child: Int64, holds: Bool
  ) throws {
    let database = try PostgresTestDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    for (row, id) in parents.enumerated() {
      try sink.load(EngineContract.parents(id...id, firstRow: row), table: 0)
    }
    try sink.load(EngineContract.children([(1, child)]), table: 1)
    if holds {
      try sink.commitChunk { _ in }
    } else {
      let error = try #require(throws: PostgresError.self) { try sink.commitChunk { _ in } }
      #expect(error.code == .foreignKeyViolation)
      try sink.rollbackChunk()
    }
    #expect(try database.integer("SELECT count(*) FROM children") == (holds ? 1 : 0))
  }

  @Test func aRowThatTheServerDropsIsNotTakenForStored() throws {
    let database = try PostgresTestDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    // The sink knows of no trigger yet, and this one fires in replica mode too.
    try database.session.executeScript(
      """
      CREATE FUNCTION drop_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
      CREATE TRIGGER drop_row BEFORE INSERT ON parents FOR EACH ROW WHEN (new.id = 2)
      EXECUTE FUNCTION drop_row();
      ALTER TABLE parents ENABLE ALWAYS TRIGGER drop_row;
      """)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...3), table: 0)
    try sink.load(EngineContract.children([(1, 2)]), table: 1)
    let error = try #require(throws: PostgresError.self) { try sink.commitChunk { _ in } }
    #expect(error.code == .foreignKeyViolation)
    try sink.rollbackChunk()
  }

  @Test func chunksDoNotWaitForTheDiskAndTheEndDoes() throws {
    let database = try PostgresTestDatabase(schema: Self.schema)
    try database.session.executeScript("SET synchronous_commit = on")
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    func setting() throws -> DatabaseValue? {
      try database.column("SHOW synchronous_commit").first
    }
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...3), table: 0)
    var during: DatabaseValue?
    var written: DatabaseValue?
    try sink.commitChunk { _ in
      during = try setting()
      written = try database.column("SELECT pg_current_wal_insert_lsn()::text").first
    }
    #expect(during == .text("off"))
    #expect(try setting() == .text("on"))
    try sink.finish()
    let position = try #require(written?.asString)
    #expect(
      try database.integer("SELECT (pg_current_wal_flush_lsn() >= '\(position)')::int") == 1)
  }

  @Test func rowsReferredToCannotBeDeletedBeforeTheCommit() throws {
    let database = try PostgresTestDatabase(schema: Self.schema)
    try database.session.execute("INSERT INTO parents VALUES (1, 'one')", [])
    let other = try database.secondSession(
      options: PostgresOptions(lockTimeout: .milliseconds(50)))
    defer { other.close() }
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.children([(1, 1)]), table: 1)
    try sink.commitChunk { _ in
      let error = try #require(throws: PostgresError.self) {
        try other.execute("DELETE FROM parents", [])
      }
      #expect(error.code == .lockNotAvailable)
    }
    let error = try #require(throws: PostgresError.self) {
      try other.execute("DELETE FROM parents", [])
    }
    #expect(error.code == .foreignKeyViolation)
  }

  @Test func triggersFireAndTheirTableIsSaidToBeSlower() throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + """
        CREATE FUNCTION first_child() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO children VALUES (-new.id, new.id); RETURN new; END $$;
        CREATE TRIGGER first_child AFTER INSERT ON parents FOR EACH ROW
        EXECUTE FUNCTION first_child();
        """)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    #expect(sink.notes.count == 1)
    #expect(sink.notes.first?.hasSuffix("there are triggers, which fire, on parents") == true)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...5), table: 0)
    try sink.commitChunk { _ in }
    #expect(try database.integer("SELECT sum(parent_id) FROM children") == 15)
  }

  @Test func aRoleThatMayNotSwitchTriggersOffIsEnforcedRowByRow() throws {
    let database = try PostgresTestDatabase(schema: Self.schema)
    let role = "\(database.name)_role"
    try database.session.executeScript(
      "CREATE ROLE \(role) LOGIN; GRANT ALL ON parents, children TO \(role)")
    defer { try? database.session.executeScript("DROP OWNED BY \(role); DROP ROLE \(role)") }
    let session = try PostgresEngine.open(database.parameters.replacing("user", with: role))
    defer { session.close() }
    let sink = try session.makeBulkSink(for: EngineContract.family)
    #expect(sink.notes.first?.contains("session_replication_role") == true)
    try sink.beginChunk()
    try sink.load(EngineContract.children([(1, 1), (2, 3)]), table: 1)
    try sink.load(EngineContract.parents(1...3), table: 0)
    try sink.commitChunk { _ in }
    try sink.beginChunk()
    try sink.load(EngineContract.children([(3, 9)]), table: 1)
    let error = try #require(throws: PostgresError.self) { try sink.commitChunk { _ in } }
    #expect(error.code == .foreignKeyViolation)
    #expect(error.location.table == "children")
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM children") == 2)
  }

  @Test func rowsBeyondTheBoundAreSentBeforeTheCommitAndErrorsStillNameTheRow() throws {
    let database = try PostgresTestDatabase(
      schema: "CREATE TABLE t (id bigint PRIMARY KEY, body text CHECK (body <> 'no'))")
    let table = BulkTable(name: "t", columns: ["id", "body"], kinds: [.integer, .text])
    let sink = try database.session.makeBulkSink(for: [table])
    let long = DatabaseValue.text(String(repeating: "x", count: 1 << 20))
    try sink.beginChunk()
    for row in 0..<20 {
      try sink.load(
        .of([(.integer, [.integer(Int64(row))]), (.text, [long])], firstRow: row), table: 0)
    }
    let error = try #require(throws: PostgresError.self) {
      try sink.load(
        .of([(.integer, [.integer(20)]), (.text, [.text("no")])], firstRow: 20), table: 0)
      try sink.commitChunk { _ in }
    }
    #expect(error.location == ErrorLocation(table: "t", row: 20))
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aKilledConnectionLeavesWholeChunks() throws {
    let database = try PostgresTestDatabase(schema: Self.schema)
    let sinks = try database.session.makeBulkSinks(for: EngineContract.family, count: 2)
    #expect(sinks.count == 2)
    try sinks[1].beginChunk()
    try sinks[1].load(EngineContract.parents(1...3), table: 0)
    try sinks[1].commitChunk { _ in }
    try sinks[1].beginChunk()
    try sinks[1].load(EngineContract.parents(4...6), table: 0)
    _ = try database.column(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """)
    let error = try #require(throws: PostgresError.self) { try sinks[1].commitChunk { _ in } }
    #expect(error.kind == .unavailable)
    try sinks[1].rollbackChunk()
    try sinks[1].finish()
    try sinks[0].finish()
    #expect(try database.integer("SELECT count(*) FROM parents") == 3)
  }

  @Test func sequencesAndStatisticsFollowTheRows() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE parents (
          id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, code text);
        CREATE TABLE children (id bigserial PRIMARY KEY, parent_id bigint, label text);
        """)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...500), table: 0)
    try sink.commitChunk { _ in }
    try sink.finish()
    #expect(try database.integer("INSERT INTO parents (code) VALUES ('x') RETURNING id") == 501)
    #expect(try database.integer("INSERT INTO children (label) VALUES ('x') RETURNING id") == 1)
    #expect(
      try database.integer(
        "SELECT reltuples::bigint FROM pg_class WHERE oid = 'parents'::regclass") == 500)
  }

  @Test func theLineIsFoundInEveryLanguage() {
    #expect(PostgresBulkSink.line(in: "COPY t, line 17, column x: \"1\"", of: "t") == 17)
    #expect(PostgresBulkSink.line(in: "PL/pgSQL …\nCOPY t, ligne 3", of: "t") == 3)
    #expect(PostgresBulkSink.line(in: "COPY other, line 3", of: "t") == nil)
  }
}
