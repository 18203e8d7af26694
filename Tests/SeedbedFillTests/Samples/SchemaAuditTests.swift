import PostgresTestServer
import SchemaSamples
import Seedbed
import SeedbedPostgres
import Testing

/// The audit finds what it is for: rows that break a constraint which was not enforced.
@Suite struct SchemaAuditTests {
  private static let script = """
    CREATE TABLE parents (id integer PRIMARY KEY, x integer, y integer, UNIQUE (x, y));
    CREATE TABLE children (
      id integer PRIMARY KEY, parent_id integer REFERENCES parents (id), x integer, y integer,
      word text, FOREIGN KEY (x, y) REFERENCES parents (x, y));
    INSERT INTO parents VALUES (1, 1, 1), (2, 1, 2), (3, NULL, 2);
    INSERT INTO children VALUES
      (1, 1, 1, 1, 'a'), (2, NULL, 1, 2, 'A'), (3, 2, 1, NULL, NULL), (4, 2, NULL, NULL, NULL);
    """

  @Test func findsNothingWhereAllIsWell() throws {
    for engine in SampleDatabase.Engine.allCases {
      let database = try SampleDatabase(engine, script: Self.script)
      let session = database.session
      let audit = SchemaAudit(session: session, schema: try session.relationalSchema())
      #expect(try audit.violations().isEmpty)
      #expect(try audit.rowCount() == 7)
    }
  }

  @Test(arguments: SampleDatabase.Engine.allCases)
  func findsOrphansThatWereLetIn(_ engine: SampleDatabase.Engine) throws {
    let database = try SampleDatabase(engine, script: Self.script)
    let session = database.session
    try session.executeScript(
      engine == .sqlite
        ? "PRAGMA foreign_keys = OFF" : "SET session_replication_role = replica")
    try session.executeScript(
      "INSERT INTO children VALUES (5, 77, 1, 9, 'c'), (6, NULL, 5, NULL, 'd')")
    let found = try SchemaAudit(session: session, schema: session.relationalSchema()).violations()
    #expect(found.filter { $0.constraint.hasPrefix("foreign key") }.map(\.count) == [1, 1])
    // The engine says so too.
    #expect(found.count == (engine == .sqlite ? 3 : 4), "\(found)")
  }

  @Test(arguments: SampleDatabase.Engine.allCases)
  func findsWhatAStricterSchemaForbids(_ engine: SampleDatabase.Engine) throws {
    let database = try SampleDatabase(engine, script: Self.script)
    var schema = try database.session.relationalSchema()
    let index = try #require(schema.tables.firstIndex { $0.name.table == "children" })
    let place = try #require(schema.tables[index].columns.firstIndex { $0.name == "word" })
    let x = UniqueKey.Element.column("x", collation: nil)
    let y = UniqueKey.Element.column("y", collation: nil)
    schema.tables[index].columns[place].isNullable = false
    schema.tables[index].checks = [CheckConstraint(expression: "id < 3")]
    schema.tables[index].foreignKeys[1].isFull = true
    schema.tables[index].uniqueKeys = [
      UniqueKey(name: "plain", elements: [x]),
      UniqueKey(name: "whole", elements: [y]),
      UniqueKey(name: "nulls", elements: [y], nullsAreEqual: true),
      UniqueKey(name: "lower", elements: [.expression("lower(word)")]),
      UniqueKey(name: "some", elements: [x], predicate: "word = 'a'"),
    ]
    let found = try SchemaAudit(session: database.session, schema: schema).violations()
    let words = found.map { $0.constraint.split(separator: " ").prefix(3).joined(separator: " ") }
    #expect(
      words == [
        "word NOT NULL", "CHECK (id <", "unique key plain", "unique key nulls", "unique key lower",
        "foreign key to",
      ])
    #expect(found.map(\.count) == [2, 2, 1, 1, 1, 1], "\(found)")
  }

  @Test func findsOverlaps() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE t (room integer, during int4range, is_off boolean);
        INSERT INTO t VALUES (1, '[1,5)', false), (1, '[5,9)', false), (2, '[1,9)', false),
          (2, '[3,4)', false), (2, '[3,4)', true);
        """)
    let session = database.session
    var schema = try session.relationalSchema()
    schema.tables[0].exclusions = [
      ExclusionConstraint(
        name: "rooms",
        elements: [
          .init(operand: .column("room", collation: nil), comparison: "="),
          .init(operand: .expression("(during * int4range(0, 100))"), comparison: "&&"),
        ], predicate: "NOT is_off")
    ]
    let found = try SchemaAudit(session: session, schema: schema).violations()
    #expect(found.map(\.count) == [1])
  }
}
