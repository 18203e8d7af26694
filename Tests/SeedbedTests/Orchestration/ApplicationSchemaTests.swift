import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct ApplicationSchemaTests {
  static let schema = ApplicationSchema(
    name: "steps/schema/sqlite.sql",
    sql: """
      CREATE TABLE makers (id INTEGER PRIMARY KEY, name text NOT NULL);
      CREATE TABLE things (
        id INTEGER PRIMARY KEY, maker_id bigint REFERENCES makers (id),
        size integer NOT NULL DEFAULT 1 CHECK (size IN (1, 2)), label varchar(9) UNIQUE
      );
      """)

  @Test func createsTheTablesOfAnEmptyDatabaseOnce() throws {
    let database = try TemporaryDatabase()
    let first = try Self.schema.prepare(in: database.session)
    #expect(first.tables.map(\.name) == ["makers", "things"])
    try database.session.execute("INSERT INTO makers (name) VALUES ('x')", [])
    #expect(try Self.schema.prepare(in: database.session) == first)
    #expect(try database.integer("SELECT count(*) FROM makers") == 1)
  }

  @Test func leavesTablesOfSomebodyElseAlone() throws {
    let database = try TemporaryDatabase(schema: Self.schema.sql + "CREATE TABLE other (id int);")
    #expect(
      try Self.schema.prepare(in: database.session).tables.map(\.name) == ["makers", "things"])
  }

  @Test func saysThatADatabaseIsEmpty() throws {
    let database = try TemporaryDatabase()
    let error = #expect(throws: SchemaMismatch.self) {
      _ = try Self.schema.verify(in: database.session)
    }
    #expect(error?.description == "the database has no tables yet; fill it with 'seedbed run'")
  }

  static let misfits: [(String, [String])] = [
    (
      "CREATE TABLE other (id int)", ["the table makers is missing", "the table things is missing"]
    ),
    (
      """
      CREATE TABLE makers (id INTEGER PRIMARY KEY, name integer, extra text);
      CREATE TABLE things (
        id bigint, maker_id bigint, size integer NOT NULL CHECK (size  IN (1, 3)),
        label varchar(9) REFERENCES makers (name)
      );
      """,
      [
        "the column makers.name is INTEGER, not TEXT",
        "the column makers.name allows NULL",
        "the column makers.extra is not in the schema",
        "the column things.id allows NULL",
        "the column things.id has no default",
        "the column things.size has no default",
        "the primary key of things is none, not (id)",
        "the unique key (label) of things is missing",
        "the foreign key (maker_id) to makers (id) of things is missing",
        "the foreign key (label) to makers (name) of things is not in the schema",
        "the check size IN (1, 2) of things is missing",
        "the check size IN (1, 3) of things is not in the schema",
      ]
    ),
  ]

  @Test(arguments: misfits)
  func listsEveryDifference(script: String, differences: [String]) throws {
    let database = try TemporaryDatabase(schema: script)
    let error = #expect(throws: SchemaMismatch.self) {
      _ = try Self.schema.prepare(in: database.session)
    }
    #expect(error?.differences == differences)
  }

  @Test func listsNoMoreThanTwentyDifferences() {
    let error = SchemaMismatch(differences: (1...23).map { "difference \($0)" }, script: "s.sql")
    let lines = error.description.split(separator: "\n")
    #expect(lines.count == 23)
    #expect(lines[20] == "  difference 20")
    #expect(lines[21] == "  and 3 differences more")
  }
}
