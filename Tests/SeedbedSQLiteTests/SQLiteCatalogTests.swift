import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct SQLiteCatalogTests {
  static let schema = #"""
    CREATE TABLE "Mixed ""Case""" (
      id INTEGER PRIMARY KEY,
      "grün (x)" varchar(255) NOT NULL DEFAULT 'a (b' CHECK ("grün (x)" <> ') -- no comment'),
      flag boolean CHECK (flag IN (0, 1)), -- CHECK (in a comment)
      /* CHECK (nor (here) */
      made datetime NOT NULL, day date, amount decimal(10, 2), weight double precision,
      raw blob, doc json, [odd ] int8,
      twice GENERATED ALWAYS AS (id * 2) VIRTUAL,
      CONSTRAINT "check" CHECK ( (day IS NULL) OR ( made >= day ) ),
      UNIQUE (flag, made)
    );
    CREATE TABLE pairs (
      a integer NOT NULL, b text NOT NULL, parent integer REFERENCES "Mixed ""Case""",
      PRIMARY KEY (b, a),
      FOREIGN KEY (b, a) REFERENCES pairs (b, a)
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX pairs_parent ON pairs (parent);
    CREATE UNIQUE INDEX pairs_some ON pairs (a) WHERE a > 3;
    CREATE UNIQUE INDEX pairs_lower ON pairs (lower(b));
    CREATE INDEX pairs_a ON pairs (a);
    CREATE VIEW v AS SELECT 1;
    CREATE TABLE seedbed_runs (id integer);
    CREATE TABLE numbered (id integer PRIMARY KEY AUTOINCREMENT, code text PRIMARY_KEY);
    """#

  @Test func readsColumnsWithTheirMeaning() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let catalog = try database.session.catalog()
    #expect(catalog.tables.map(\.name) == ["Mixed \"Case\"", "numbered", "pairs"])
    let table = try #require(catalog["Mixed \"Case\""])
    #expect(
      table.columns.map(\.name) == [
        "id", "grün (x)", "flag", "made", "day", "amount", "weight", "raw", "doc", "odd ", "twice",
      ])
    #expect(
      table.columns.map(\.type) == [
        .integer, .text, .boolean, .timestamp, .date, .decimal, .real, .blob, .json, .integer,
        .text,
      ])
    #expect(table["grün (x)"]?.declaredType == "varchar(255)")
    #expect(table.columns.filter { !$0.isNullable }.map(\.name) == ["id", "grün (x)", "made"])
    #expect(table.columns.filter(\.hasDefault).map(\.name) == ["id", "grün (x)", "twice"])
    #expect(table.primaryKey == ["id"])
    #expect(table.uniqueKeys == [["flag", "made"]])
  }

  @Test func readsChecksPastStringsAndComments() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let catalog = try database.session.catalog()
    #expect(
      catalog["Mixed \"Case\""]?.checks == [
        "\"grün (x)\" <> ') -- no comment'", "flag IN (0, 1)",
        "(day IS NULL) OR ( made >= day )",
      ])
  }

  @Test func readsKeysAndIndexes() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let catalog = try database.session.catalog()
    let pairs = try #require(catalog["pairs"])
    #expect(pairs.primaryKey == ["b", "a"])
    #expect(pairs.columns.map(\.isNullable) == [false, false, true])
    #expect(pairs.uniqueKeys == [["parent"]])
    #expect(
      pairs.foreignKeys == [
        SchemaCatalog.ForeignKey(
          columns: ["b", "a"], parentTable: "pairs", parentColumns: ["b", "a"]),
        SchemaCatalog.ForeignKey(
          columns: ["parent"], parentTable: "Mixed \"Case\"", parentColumns: ["id"]),
      ])
    #expect(
      pairs.indexes == [
        SchemaCatalog.Index(name: "pairs_a", definition: "CREATE INDEX pairs_a ON pairs (a)")
      ])
  }

  @Test func readsAScriptWithoutTouchingTheDatabase() throws {
    let database = try TemporaryDatabase()
    let catalog = try database.session.catalog(ofScript: Self.schema)
    #expect(catalog.tables.count == 3)
    #expect(try database.session.catalog().tables.isEmpty)
  }
}
