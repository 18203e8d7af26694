import Seedbed
import SeedbedConfiguration
import Testing

@testable import SeedbedSteps

/// Statements are told apart, parameters found, and what has no place in a step is refused.
@Suite struct SQLScriptTests {
  static func statements(
    _ text: String, _ dialect: RelationalSchema.Dialect
  ) throws -> [SQLStatement] {
    try SQLScript(text, dialect: dialect, file: "f.sql").statements
  }

  @Test(arguments: [
    ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
    (";; SELECT 1 ;;", ["SELECT 1"]),
    ("-- only; a comment\n/* and; one */", []),
    (
      "SELECT 'a;b', 'it''s;', \"x;\"\"y\"; SELECT 2",
      ["SELECT 'a;b', 'it''s;', \"x;\"\"y\"", "SELECT 2"]
    ),
    ("SELECT 1 -- not; here\n + 2; SELECT 3", ["SELECT 1 -- not; here\n + 2", "SELECT 3"]),
    ("SELECT /* not; here */ 1;", ["SELECT /* not; here */ 1"]),
  ])
  func splitsInEitherDialect(text: String, expected: [String]) throws {
    for dialect in [RelationalSchema.Dialect.sqlite, .postgres] {
      #expect(try Self.statements(text, dialect).map(\.text) == expected, "\(dialect)")
    }
  }

  @Test(arguments: [
    ("SELECT $$a;b$$; SELECT 2", ["SELECT $$a;b$$", "SELECT 2"]),
    ("SELECT $x$ $$; $y$ $x$; SELECT 2", ["SELECT $x$ $$; $y$ $x$", "SELECT 2"]),
    ("SELECT E'a\\';b'; SELECT 2", ["SELECT E'a\\';b'", "SELECT 2"]),
    ("/* a /* b; */ ; */ SELECT 1", ["SELECT 1"]),
    ("SELECT a[1]; SELECT 2", ["SELECT a[1]", "SELECT 2"]),
    (
      "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3",
      ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "SELECT 3"]
    ),
    (
      "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3",
      ["CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END", "SELECT 3"]
    ),
  ])
  func splitsWhatPostgresKnows(text: String, expected: [String]) throws {
    #expect(try Self.statements(text, .postgres).map(\.text) == expected)
  }

  @Test(arguments: [
    ("SELECT [a;b], `c;d`; SELECT 2", ["SELECT [a;b], `c;d`", "SELECT 2"]),
    (
      """
      CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN
        UPDATE a SET b = CASE WHEN 1 THEN 2 END;
        DELETE FROM c;
      END;
      SELECT 1
      """,
      [
        """
        CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN
          UPDATE a SET b = CASE WHEN 1 THEN 2 END;
          DELETE FROM c;
        END
        """, "SELECT 1",
      ]
    ),
  ])
  func splitsWhatSQLiteKnows(text: String, expected: [String]) throws {
    #expect(try Self.statements(text, .sqlite).map(\.text) == expected)
  }

  @Test(arguments: [
    ("SELECT :a, :b, :a", "SELECT $1, $2, $3", ["a", "b", "a"]),
    ("SELECT ':a', \":b\" -- :c\n /* :d */", "SELECT ':a', \":b\"", []),
    ("SELECT :a::text, now()::date", "SELECT $1::text, now()::date", ["a"]),
    (
      "SELECT x[1:n], x[i:j], (y):z FROM t WHERE a=:b",
      "SELECT x[1:n], x[i:j], (y):z FROM t WHERE a=$1", ["b"]
    ),
    ("CALL f(a := 1, b => :b)", "CALL f(a := 1, b => $1)", ["b"]),
    ("SELECT $$:a$$, E'\\':b'", "SELECT $$:a$$, E'\\':b'", []),
  ])
  func findsParameters(text: String, expected: String, names: [String]) throws {
    let statements = try Self.statements(text, .postgres)
    #expect(statements.map(\.text) == [expected])
    #expect(statements.first?.parameters.map(\.name) == names)
  }

  @Test func knowsTheLineOfEveryStatement() throws {
    let statements = try Self.statements("-- title: x\n\nSELECT 1,\n  :a;\n\n\nSELECT 2", .sqlite)
    #expect(statements.map(\.line) == [3, 7])
    #expect(statements[0].parameters.map(\.line) == [4])
  }

  @Test(
    arguments: [
      (.sqlite, "BEGIN; SELECT 1", 1, "BEGIN has no place in a step"),
      (.postgres, "SELECT 1;\n start TRANSACTION", 2, "START has no place in a step"),
      (.postgres, "COMMIT", 1, "COMMIT has no place in a step"),
      (.sqlite, "END", 1, "END has no place in a step"),
      (.sqlite, "ROLLBACK", 1, "ROLLBACK has no place in a step"),
      (.postgres, "ABORT", 1, "ABORT has no place in a step"),
      (.sqlite, "SAVEPOINT a", 1, "SAVEPOINT has no place in a step"),
      (.sqlite, "RELEASE a", 1, "RELEASE has no place in a step"),
      (.postgres, "PREPARE TRANSACTION 'x'", 1, "PREPARE has no place in a step"),
      (.postgres, "COPY a FROM stdin", 1, "COPY from standard input has no place in a step"),
      (.postgres, "\\i other.sql", 1, "'\\i' is a command of psql and no SQL"),
      (.sqlite, ".read other.sql", 1, "'.read' is a command of sqlite3 and no SQL"),
      (.postgres, "SELECT\n $1", 2, "'$1' is no parameter here; write :name"),
      (.sqlite, "SELECT ?", 1, "'?' is no parameter here; write :name"),
      (.sqlite, "SELECT ?7", 1, "'?7' is no parameter here; write :name"),
      (.sqlite, "SELECT @a", 1, "'@a' is no parameter here; write :name"),
      (.sqlite, "SELECT $a", 1, "'$a' is no parameter here; write :name"),
      (.sqlite, "SELECT 1;\nSELECT 'a", 2, "a quote has no end; close it"),
      (.postgres, "\n\nSELECT $x$ a", 3, "what $x$ begins has no end; close it with $x$"),
      (.postgres, "SELECT 1 /* a", 1, "a comment has no end; close it with */"),
    ] as [(RelationalSchema.Dialect, String, Int, String)])
  func refusesWhatHasNoPlaceInAStep(
    dialect: RelationalSchema.Dialect, text: String, line: Int, problem: String
  ) throws {
    let error = try #require(throws: ConfigurationProblems.self) {
      try Self.statements(text, dialect)
    }
    #expect(error.problems.count == 1)
    #expect(error.problems[0].place == ConfigurationPlace(file: "f.sql", line: line, column: 1))
    #expect(error.problems[0].text.hasPrefix(problem), "\(error)")
  }

  @Test(arguments: [
    ("INSERT INTO a (b) VALUES (1), ((2)), (3) ON CONFLICT (b) DO NOTHING", "a", true, 3),
    ("insert into \"A\"\"b\" DEFAULT VALUES", "A\"b", true, 1),
    ("INSERT INTO s.a SELECT 1", "s.a", true, nil),
    ("WITH x AS (DELETE FROM y RETURNING 1) INSERT INTO a SELECT * FROM x", "a", true, nil),
    ("UPDATE ONLY a SET b = 1", "a", false, nil),
    ("DELETE FROM a", "a", false, nil),
    ("TRUNCATE TABLE a", "a", false, nil),
    ("MERGE INTO Big USING x ON true WHEN MATCHED THEN DO NOTHING", "big", true, nil),
    ("COPY a FROM '/tmp/x'", "a", true, nil),
  ])
  func knowsTheTableOfAStatement(
    text: String, name: String, inserts: Bool, rowCount: Int?
  ) throws {
    let target = try #require(try Self.statements(text, .postgres).first?.target)
    #expect(target.name.description == name)
    #expect(target.inserts == inserts)
    #expect(target.rowCount == rowCount)
  }

  @Test(arguments: [
    ("INSERT OR IGNORE INTO A VALUES (1)", "A"), ("REPLACE INTO [a b] VALUES (1)", "a b"),
    ("UPDATE OR FAIL a SET b = 1", "a"),
  ])
  func knowsTheTableOfAStatementOfSQLite(text: String, name: String) throws {
    #expect(try Self.statements(text, .sqlite).first?.target?.name.table == name)
  }

  @Test(arguments: [
    "SELECT 1", "CREATE TABLE a (b int)", "SELECT replace('a', 'b', 'c')",
    "WITH x AS (SELECT 1) SELECT * FROM x", "CREATE TABLE b AS SELECT 1",
  ])
  func findsNoTableWhereNoneIsWritten(text: String) throws {
    #expect(try Self.statements(text, .sqlite).first?.target == nil)
  }
}
