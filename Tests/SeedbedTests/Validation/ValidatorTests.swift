import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct ValidatorTests {
  static let schema = """
    CREATE TABLE players (id INTEGER PRIMARY KEY, boss_id bigint REFERENCES players (id));
    CREATE TABLE places (x int, y int, PRIMARY KEY (x, y));
    CREATE TABLE avatars (
      id INTEGER PRIMARY KEY, player_id bigint NOT NULL REFERENCES players (id), x int, y int,
      FOREIGN KEY (x, y) REFERENCES places (x, y)
    );
    CREATE TABLE tags (player_id bigint REFERENCES players (id));
    """

  func validate(
    _ checks: [SeedCheck], _ database: TemporaryDatabase, isStrict: Bool = false
  ) throws -> ValidationReport {
    try Validator(isStrict: isStrict).validate(
      checks: checks, session: database.session, catalog: database.session.catalog())
  }

  @Test func findsOrphansOfEveryKeyOfTheSchema() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    try database.session.executeScript(
      """
      PRAGMA foreign_keys = OFF;
      INSERT INTO players VALUES (1, NULL), (2, 1), (3, 77);
      INSERT INTO places VALUES (1, 1);
      INSERT INTO avatars VALUES
        (1, 1, 1, 1), (2, 8, NULL, 5), (3, 9, 1, 2), (4, 9, NULL, NULL), (5, 9, 1, 1),
        (6, 9, 1, 1), (7, 9, 1, 1);
      INSERT INTO tags VALUES (1), (NULL), (4);
      """)
    let result = try validate([.foreignKeys()], database).results[0]
    #expect(!result.passed)
    #expect(result.count == 9)
    #expect(result.id == "orphaned_associations")
    #expect(
      result.offenders == [
        "avatars.player_id → players.id: 6 orphans: id 2 (player_id 8), id 3 (player_id 9), "
          + "id 4 (player_id 9), id 5 (player_id 9), id 6 (player_id 9) …",
        "avatars (x, y) → places (x, y): 1 orphan: id 3 (x 1, y 2)",
        "players.boss_id → players.id: 1 orphan: id 3 (boss_id 77)",
        "tags.player_id → players.id: 1 orphan: player_id 4",
      ])
  }

  @Test func passesWhereEveryKeyRefersToARow() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    try database.session.executeScript(
      "INSERT INTO players VALUES (1, 1); INSERT INTO avatars VALUES (1, 1, NULL, NULL);")
    let result = try validate([.foreignKeys()], database).results[0]
    #expect(result.passed)
    #expect(result.count == 0)
    #expect(result.offenders.isEmpty)
  }

  static let checks: [SeedCheck] = [
    .noRows(
      "no_boss", .integrity, "Nobody is his own boss",
      sql: "SELECT id, boss_id FROM players WHERE id = boss_id ORDER BY id"),
    .atLeast(3, "players", .minimum, "There are players", sql: "SELECT count(*) FROM players"),
    SeedCheck("closure", .quality, "The closure is content") { session, catalog in
      CheckFinding(passed: catalog.tables.count == 4, count: catalog.tables.count, required: 4)
    },
    .atLeast(1, "tags", .quality, "There are tags", sql: "SELECT count(*) FROM tags"),
  ]

  @Test func countsWhatEveryKindOfCheckFound() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    try database.session.executeScript(
      "INSERT INTO players VALUES (1,1), (2,2), (3,3), (4,4), (5,5), (6,6), (7,1)")
    let report = try validate(Self.checks, database)
    #expect(report.results.map(\.passed) == [false, true, true, false])
    #expect(report.results.map(\.count) == [6, 7, 4, 0])
    #expect(report.results.map(\.required) == [nil, 3, 4, 1])
    #expect(
      report.results[0].offenders == (1...5).map { "id \($0), boss_id \($0)" })
    #expect(report.errors.map(\.id) == ["no_boss"])
    #expect(report.warnings.map(\.id) == ["tags"])
    #expect(report.exitStatus == .validationFailed)
    #expect(
      report.text() == """
        Integrity
          error    Nobody is his own boss  6 found
                   check no_boss
                   - id 1, boss_id 1
                   - id 2, boss_id 2
                   - id 3, boss_id 3
                   - id 4, boss_id 4
                   - id 5, boss_id 5

        Minimums
          ok       There are players       7 of at least 3

        Quality
          ok       The closure is content  4 of at least 4
          warning  There are tags          0 of at least 1
                   check tags

        4 checks: 2 passed, 1 error, 1 warning

        """)
  }

  @Test func strictModeTurnsWarningsIntoErrors() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    try database.session.execute("INSERT INTO players (id) VALUES (1), (2), (3)", [])
    let lenient = try validate(Self.checks, database)
    #expect(lenient.passed)
    #expect(lenient.exitStatus == .done)
    #expect(lenient.summary() == "4 checks: 3 passed, 1 warning")
    let strict = try validate(Self.checks, database, isStrict: true)
    #expect(!strict.passed)
    #expect(strict.warnings.isEmpty)
    #expect(strict.summary() == "4 checks: 3 passed, 1 error (strict: a warning is an error)")
  }

  @Test func namesTheCheckThatCannotBeEvaluated() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let check = SeedCheck.noRows("broken", .integrity, "", sql: "SELECT * FROM nowhere")
    let error = #expect(throws: CheckError.self) { _ = try validate([check], database) }
    #expect(
      error?.description.hasPrefix(
        "the check broken could not be evaluated: no such table: nowhere") == true)
  }
}
