import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct SQLiteSessionTests {
  @Test func nulInTextSurvives() throws {
    let database = try TemporaryDatabase(schema: "CREATE TABLE t (x text)")
    let text = "a\0b\0"
    try database.session.execute("INSERT INTO t VALUES ($1)", [.text(text)])
    #expect(try database.column("SELECT x FROM t") == [.text(text)])
    #expect(try database.column("SELECT hex(x) FROM t") == [.text("61006200")])
  }

  @Test func aFullDatabaseIsAnErrorAndCanBeUsedAgain() throws {
    let database = try TemporaryDatabase(schema: "CREATE TABLE t (x blob)")
    let session = database.session
    try session.executeScript("PRAGMA max_page_count = 20")
    try session.begin()
    let error = #expect(throws: SQLiteError.self) {
      for _ in 0..<100 { try session.execute("INSERT INTO t VALUES (zeroblob(10000))", []) }
    }
    #expect(error?.kind == .full)
    #expect(error?.code == .SQLITE_FULL)
    try session.rollback()
    #expect(try database.integer("SELECT count(*) FROM t") == 0)
    try session.execute("INSERT INTO t VALUES (1)", [])
  }

  @Test func anInterruptEndsTheStatementThatRuns() throws {
    let database = try TemporaryDatabase(
      schema: "CREATE TABLE t (x); INSERT INTO t VALUES (1), (2), (3)")
    let error = #expect(throws: SQLiteError.self) {
      try database.session.query("SELECT x FROM t", []) { _ in database.session.interrupt() }
    }
    #expect(error?.kind == .interrupted)
    #expect(try database.integer("SELECT count(*) FROM t") == 3)
  }

  @Test func refusesSeveralStatementsInOneText() throws {
    let database = try TemporaryDatabase(schema: "CREATE TABLE t (x)")
    #expect(throws: SQLiteError.self) {
      try database.session.execute("DELETE FROM t; DROP TABLE t", [])
    }
    #expect(throws: SQLiteError.self) { try database.session.execute("  -- nothing", []) }
    #expect(try database.session.execute("DELETE FROM t; -- the end\n ;", []) == 0)
  }

  @Test func aScriptStopsAtTheStatementThatFails() throws {
    let database = try TemporaryDatabase()
    let error = #expect(throws: SQLiteError.self) {
      try database.session.executeScript(
        "CREATE TABLE a (x);\n/* ; */ INSERT INTO b VALUES (';'); CREATE TABLE c (x);")
    }
    #expect(error?.kind == .schema)
    #expect(try database.session.catalog().tables.map(\.name) == ["a"])
  }

  @Test func moreStatementsThanTheCacheHoldsAllWork() throws {
    let database = try TemporaryDatabase()
    for round in 0..<2 {
      for number in 0..<300 {
        #expect(try database.integer("SELECT \(number) + \(round)") == Int64(number + round))
      }
    }
  }

  @Test func aChangeOfCaseIsAChangeInAColumnThatIgnoresCase() throws {
    let database = try TemporaryDatabase(
      schema: "CREATE TABLE t (k text PRIMARY KEY, v text COLLATE NOCASE)")
    func upsert(_ value: String) throws -> UpsertResult.Change {
      try database.session.upsert(
        UpsertRow(table: "t", key: ["k"], columns: ["k", "v"], values: [.text("a"), .text(value)])
      ).change
    }
    #expect(try upsert("x") == .inserted)
    #expect(try upsert("X") == .updated)
    #expect(try upsert("X") == .unchanged)
  }

  @Test func generatedKeysBeginAgainInAnEmptiedTable() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE t (id integer PRIMARY KEY AUTOINCREMENT, x);
        CREATE TABLE log (x);
        CREATE TRIGGER gone AFTER DELETE ON t BEGIN INSERT INTO log VALUES (old.id); END;
        INSERT INTO t (x) VALUES (1), (2);
        """)
    try database.session.begin()
    try database.session.emptyTables(["log", "t"])
    try database.session.commit()
    #expect(try database.integer("SELECT count(*) FROM log") == 0)
    try database.session.execute("INSERT INTO t (x) VALUES (1)", [])
    #expect(try database.integer("SELECT id FROM t") == 1)
  }

  @Test func aValueOfAnotherTypeIsDigestedAsWhatItIs() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE t (a integer, b boolean, c datetime, d date, e decimal(10, 2), f json, g text);
        INSERT INTO t VALUES ('x', 2, 'soon', 12, '1.50', '{"b": [1.0, "\\u00e9"], "a" : null }', x'00');
        INSERT INTO t VALUES (1.5, 'no', '2026-01-31T10:00:00.5+02:00', '2026-02-30', 'much', '{', 5);
        """)
    var expected = TableDigest()
    text("x", &expected)
    expected.append(integer: 2)
    text("soon", &expected)
    expected.append(integer: 12)
    Array("1.5".utf8).withUnsafeBytes { expected.append(decimal: $0) }
    Array(#"{"a":null,"b":[1,"é"]}"#.utf8).withUnsafeBytes { expected.append(json: $0) }
    [UInt8(0)].withUnsafeBytes { expected.append(blob: $0) }
    expected.endRow()
    expected.append(real: 1.5)
    text("no", &expected)
    expected.append(timestamp: Timestamp(microseconds: 1_769_846_400_500_000))
    text("2026-02-30", &expected)
    text("much", &expected)
    text("{", &expected)
    text("5", &expected)
    expected.endRow()
    var digest = TableDigest()
    let table = try #require(try database.session.catalog()["t"])
    try database.session.digest(table, into: &digest)
    #expect(digest == expected)
    #expect(digest.rowCount == 2)
  }

  private func text(_ text: String, _ digest: inout TableDigest) {
    Array(text.utf8).withUnsafeBytes { digest.append(text: $0) }
  }

  @Test func countsTheBytesOfTablesWithTheirIndexes() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE t (x text); CREATE INDEX t_x ON t (x); CREATE TABLE empty (x);
        INSERT INTO t VALUES (zeroblob(100000));
        """)
    let counts = try database.session.byteCounts()
    try #require(!counts.isEmpty, "this library has no dbstat")
    #expect(Set(counts.keys) == ["t", "empty"])
    let pageByteCount = try #require(try database.integer("PRAGMA page_size"))
    #expect(counts["empty"] == Int(pageByteCount))
    #expect(try #require(counts["t"]) >= 200_000)
  }

  @Test func anErrorNamesCodePlaceStatementAndRemedy() {
    let error = SQLiteError(
      code: .SQLITE_FULL, message: "database or disk is full", sql: "INSERT\n  INTO t VALUES ($1)",
      location: ErrorLocation(step: "22_job_posts", table: "t", row: 7))
    #expect(
      error.description == """
        database or disk is full (SQLITE_FULL) at step 22_job_posts, table t, row 7 in: \
        INSERT INTO t VALUES ($1). Free some space, or lift the database's limit of pages, and run \
        again.
        """)
    #expect(SQLiteError.Code.SQLITE_CONSTRAINT_UNIQUE.primary == .SQLITE_CONSTRAINT)
    #expect(SQLiteError.Code(rawValue: 6410).description == "SQLITE_IOERR (6410)")
  }
}
