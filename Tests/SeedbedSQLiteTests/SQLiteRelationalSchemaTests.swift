import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct SQLiteRelationalSchemaTests {
  private func schema(_ script: String) throws -> RelationalSchema {
    let database = try TemporaryDatabase(schema: script)
    return try withExtendedLifetime(database) { try database.session.relationalSchema() }
  }

  private func table(_ name: String, _ script: String) throws -> RelationalTable {
    try #require(try schema(script)[RelationName(name)])
  }

  @Test func readsColumnsWithTheirSourceAndRemarks() throws {
    let table = try table(
      "Bücher",
      """
      CREATE TABLE "Bücher" ( -- of the shop
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- given by the shop
        "Ti""tel" varchar(80) NOT NULL COLLATE NOCASE DEFAULT ('a, b' /* ) */ || '--'), /* as printed,
          in full */
        [net price] DECIMAL(10,2),
        tax GENERATED ALWAYS AS ([net price] * 0.19) STORED, -- a, b
        label TEXT AS ("Ti""tel" || ' -- (') VIRTUAL
        -- below the last one
      );
      """)
    #expect(table.columns.map(\.name) == ["id", "Ti\"tel", "net price", "tax", "label"])
    #expect(
      table.columns.map(\.type) == [
        .integer(bitCount: 64), .text(maximumLength: 80, isPadded: false),
        .decimal(precision: 10, scale: 2), .any, .text(maximumLength: nil, isPadded: false),
      ])
    #expect(
      table.columns.map(\.source) == [
        .sequence, .writer, .writer, .generated("[net price] * 0.19"),
        .generated("\"Ti\"\"tel\" || ' -- ('"),
      ])
    #expect(table.columns.map(\.isNullable) == [false, false, true, true, true])
    #expect(table.columns.map(\.collation) == [nil, "NOCASE", nil, nil, nil])
    #expect(
      table.columns.map(\.comment) == [
        "given by the shop", "as printed, in full", nil, "a, b", nil,
      ])
    #expect(table["Ti\"tel"]?.defaultExpression == "'a, b' /* ) */ || '--'")
    #expect(table.primaryKey?.columns == ["id"])
  }

  @Test func readsChecksWithTheirNamesPastCommentsAndMissingCommas() throws {
    let table = try table(
      "t",
      """
      CREATE TABLE t (
        a INTEGER DEFAULT -1 CONSTRAINT "a > 0" CHECK (a > 0 /* CHECK (1) */) CHECK(a<>7),
        "check" TEXT CHECK ("check" IN ('x)', 'y -- (')),
        CONSTRAINT whole CHECK (a > 1 -- one
          OR "check" = 'x)')
        CHECK (length("check") < 9) UNIQUE (a)
      );
      """)
    #expect(table.columns.map(\.name) == ["a", "check"])
    #expect(table.checks.map(\.name) == ["a > 0", "", "", "whole", ""])
    #expect(
      table.checks.map {
        $0.expression.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      }
        == [
          "a > 0", "a<>7", "\"check\" IN ('x)', 'y -- (')", "a > 1 OR \"check\" = 'x)'",
          "length(\"check\") < 9",
        ])
    #expect(table.uniqueKeys.map(\.columns) == [["a"]])
  }

  @Test func readsEveryKindOfUniqueKey() throws {
    let table = try table(
      "t",
      """
      CREATE TABLE t (
        a TEXT COLLATE NOCASE, b TEXT, c INTEGER, PRIMARY KEY (c, a), UNIQUE (b, c)) WITHOUT ROWID;
      CREATE UNIQUE INDEX t_part ON t (b) WHERE c > 3 AND b <> 'WHERE';
      CREATE UNIQUE INDEX t_lower ON t (lower(b || ','), c DESC);
      CREATE UNIQUE INDEX t_coll ON t (a COLLATE BINARY, b COLLATE NOCASE DESC);
      CREATE INDEX t_plain ON t (c);
      """)
    #expect(table.uniqueKeys.map(\.isPrimary) == [true, false, false, false, false])
    #expect(table.uniqueKeys.map(\.name).last == "t_coll")
    #expect(
      table.uniqueKeys.map(\.elements) == [
        [.column("c", collation: nil), .column("a", collation: nil)],
        [.column("b", collation: nil), .column("c", collation: nil)],
        [.column("b", collation: nil)],
        [.expression("lower(b || ',')"), .column("c", collation: nil)],
        [.column("a", collation: "BINARY"), .column("b", collation: "NOCASE")],
      ])
    #expect(
      table.uniqueKeys.map(\.predicate) == [nil, nil, "c > 3 AND b <> 'WHERE'", nil, nil])
    #expect(table.columns.map(\.isNullable) == [false, true, false])
    #expect(table["c"]?.source == .writer)
  }

  @Test func onlyAnAliasOfTheRowidIsFilledByTheEngine() throws {
    let schema = try schema(
      """
      CREATE TABLE alias (id INTEGER PRIMARY KEY);
      CREATE TABLE descending (id INTEGER PRIMARY KEY DESC);
      CREATE TABLE whole (id INT PRIMARY KEY);
      CREATE TABLE bare (id INTEGER PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE strict (id INTEGER PRIMARY KEY, v ANY) STRICT;
      """)
    let sequences = schema.tables.filter { $0["id"]?.source == .sequence }.map(\.name.table)
    #expect(sequences == ["alias", "strict"])
    #expect(schema.tables.allSatisfy { $0.primaryKey?.columns == ["id"] })
    #expect(schema.tables.filter(\.isStrict).map(\.name.table) == ["strict"])
    #expect(schema[RelationName("strict")]?["v"]?.type == .any)
  }

  @Test func readsForeignKeysAsTheyAreMeant() throws {
    let table = try table(
      "child",
      """
      CREATE TABLE "Parent" (x INTEGER, "Y" TEXT UNIQUE, PRIMARY KEY ("Y", x));
      CREATE TABLE child (
        a TEXT REFERENCES PARENT (y) DEFERRABLE INITIALLY DEFERRED,
        b INTEGER CONSTRAINT to_self REFERENCES child (id) NOT DEFERRABLE INITIALLY DEFERRED,
        id INTEGER PRIMARY KEY,
        FOREIGN KEY (a, b) REFERENCES parent ON DELETE SET DEFAULT DEFERRABLE INITIALLY IMMEDIATE
        CONSTRAINT nowhere FOREIGN KEY (b) REFERENCES missing (id)
      );
      """)
    #expect(
      table.foreignKeys == [
        RelationalForeignKey(
          columns: ["a"], parent: RelationName("Parent"), parentColumns: ["Y"], isDeferrable: true,
          isInitiallyDeferred: true),
        RelationalForeignKey(
          name: "to_self", columns: ["b"], parent: RelationName("child"), parentColumns: ["id"],
          isDeferrable: true),
        RelationalForeignKey(
          columns: ["a", "b"], parent: RelationName("Parent"), parentColumns: ["Y", "x"],
          isDeferrable: true),
        RelationalForeignKey(
          name: "nowhere", columns: ["b"], parent: RelationName("missing"), parentColumns: ["id"],
          isDeferrable: true),
      ])
  }

  @Test func tellsTriggersOfInsertFromOthers() throws {
    let table = try table(
      "t",
      """
      CREATE TABLE t (a);
      CREATE TRIGGER IF NOT EXISTS "after" AFTER INSERT ON t WHEN new.a > 1
        BEGIN SELECT 1; SELECT 2; END;
      CREATE TRIGGER plain INSERT ON t BEGIN SELECT 3; END;
      CREATE TRIGGER "insert" BEFORE UPDATE OF a ON t BEGIN SELECT 4; END;
      CREATE TRIGGER gone DELETE ON t BEGIN SELECT 5; END;
      """)
    #expect(
      table.triggers == [
        TriggerDescription(
          name: "after", isBefore: false, isForEachRow: true,
          action: "WHEN new.a > 1\n  BEGIN SELECT 1; SELECT 2; END"),
        TriggerDescription(
          name: "plain", isBefore: true, isForEachRow: true, action: "BEGIN SELECT 3; END"),
      ])
  }

  @Test func namesWhatIsNotToBeFilled() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a);
        CREATE VIEW v AS SELECT * FROM nowhere;
        CREATE VIRTUAL TABLE words USING fts5(body);
        CREATE TABLE seedbed_chunks (id INTEGER);
        INSERT INTO t (a) VALUES (1), (2), (3);
        CREATE INDEX t_a ON t (a);
        ANALYZE;
        """)
    let schema = try database.session.relationalSchema()
    var kinds: [String: Set<String>] = [:]
    for table in schema.tables {
      if case .other(let reason) = table.kind {
        kinds[reason, default: []].insert(table.name.table)
        #expect(table.columns.isEmpty)
      }
    }
    #expect(schema.dialect == .sqlite)
    #expect(schema.tables.filter { $0.kind == .ordinary }.map(\.name.table) == ["t"])
    #expect(schema[RelationName("t")]?.rowEstimate == 3)
    #expect(
      kinds == [
        "a view": ["v"], "a virtual table": ["words"],
        "a table that a virtual table keeps its data in": [
          "words_config", "words_content", "words_data", "words_docsize", "words_idx",
        ],
      ])
  }

  @Test(arguments: [
    ("", RelationalType.any), ("Boolean", .boolean), ("tinyint(1)", .boolean),
    ("TINYINT", .integer(bitCount: 16)), ("INT UNSIGNED", .integer(bitCount: 64)),
    ("nvarchar(160)", .text(maximumLength: 160, isPadded: false)),
    ("CHARACTER VARYING (20)", .text(maximumLength: 20, isPadded: false)),
    ("DATETIME", .timestamp(hasZone: false)),
    ("timestamp with time zone", .timestamp(hasZone: true)),
    ("NUMERIC", .decimal(precision: nil, scale: nil)),
    ("numeric(8)", .decimal(precision: 8, scale: 0)), ("double precision", .real(bitCount: 64)),
    ("longblob", .bytes), ("UUID", .uuid), ("json", .json(isBinary: false)),
    ("email_address", .text(maximumLength: nil, isPadded: false)),
  ])
  func takesTypesByTheirNames(_ declared: String, _ type: RelationalType) throws {
    #expect(try table("t", "CREATE TABLE t (a \(declared));")["a"]?.type == type)
  }
}
