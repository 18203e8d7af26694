import Seedbed
import SeedbedFill
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import struct SeedbedFill.FreePlaces

@Suite("Rows beside those that are there")
struct FillAppendTests {
  /// A database with 100 rows in each table, or as many as there is room for.
  private func filled(_ schema: String, rows: String = "100") throws -> TemporaryDatabase {
    let database = try TemporaryDatabase(schema: schema)
    _ = try fill(database.session, rows: rows)
    return database
  }

  private func append(_ rows: String, to database: TemporaryDatabase) throws {
    let report = try fill(database.session, rows: rows, appends: true)
    #expect(report.exitStatus == .done)
    try verify(database)
  }

  @Test("One-to-one children of old parents keep theirs, and new parents get one")
  func oneToOne() throws {
    let database = try filled(
      """
      CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE profiles (user_id INTEGER PRIMARY KEY REFERENCES users, motto TEXT);
      CREATE TABLE keys (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL UNIQUE REFERENCES users);
      """)
    try append("50", to: database)
    #expect(try database.integer("SELECT count(*) FROM profiles") == 150)
    #expect(try database.integer("SELECT count(*) FROM keys") == 150)
  }

  @Test("A key over a product is filled to its last combination")
  func product() throws {
    let database = try filled(
      """
      CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT);
      CREATE TABLE b (id INTEGER PRIMARY KEY, name TEXT);
      CREATE TABLE ab (
        a INTEGER NOT NULL REFERENCES a, b INTEGER NOT NULL REFERENCES b, PRIMARY KEY (a, b));
      CREATE TABLE marks (
        a INTEGER NOT NULL REFERENCES a, kind TEXT NOT NULL CHECK (kind IN ('x', 'y', 'z')),
        UNIQUE (a, kind));
      """, rows: "a=10,b=10,ab=60,marks=20")
    // All parents stay as they are, and 40 and 10 of the combinations are left.
    let report = try fill(database.session, rows: "100", only: ["ab", "marks"], appends: true)
    #expect(report.exitStatus == .done)
    #expect(try database.integer("SELECT count(*) FROM ab") == 100)
    #expect(try database.integer("SELECT count(*) FROM marks") == 30)
    #expect(try database.column("PRAGMA integrity_check") == [.text("ok")])
  }

  @Test("A table whose keys are all taken stays as it is, and others refer to it")
  func exhausted() throws {
    let database = try filled(
      """
      CREATE TABLE kinds (code TEXT PRIMARY KEY CHECK (code IN ('a', 'b', 'c')));
      CREATE TABLE things (id INTEGER PRIMARY KEY, kind TEXT NOT NULL REFERENCES kinds);
      """)
    try append("50", to: database)
    #expect(try database.integer("SELECT count(*) FROM kinds") == 3)
    #expect(try database.integer("SELECT count(*) FROM things") == 150)
  }

  @Test("A partial key takes the rows that are still free, and the others stay outside of it")
  func partial() throws {
    let database = try filled(
      """
      CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE plans (
        id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users,
        is_active BOOLEAN NOT NULL);
      CREATE UNIQUE INDEX one_active ON plans (user_id) WHERE is_active;
      """, rows: "users=60,plans=100")
    let report = try fill(
      database.session, rows: "plans=200", only: ["plans"], appends: true)
    #expect(report.exitStatus == .done)
    #expect(try database.integer("SELECT count(*) FROM plans") == 300)
    #expect(try database.column("PRAGMA integrity_check") == [.text("ok")])
  }

  @Test("A key over an expression keeps off the rows that are there")
  func expression() throws {
    let database = try filled(
      """
      CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL CHECK (length(name) = 2));
      CREATE UNIQUE INDEX tags_name ON tags (lower(name));
      CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL COLLATE NOCASE UNIQUE
        CHECK (length(word) = 2));
      """, rows: "300")
    try append("200", to: database)
    #expect(try database.integer("SELECT count(*) FROM tags") == 500)
    #expect(try database.integer("SELECT count(*) FROM words") == 500)
  }

  @Test("One-to-one rows of a circle go to parents that are new")
  func circle() throws {
    let database = try filled(
      """
      CREATE TABLE bays (id INTEGER PRIMARY KEY, module INTEGER REFERENCES modules);
      CREATE TABLE modules (
        id INTEGER PRIMARY KEY, bay INTEGER NOT NULL UNIQUE REFERENCES bays);
      """, rows: "200")
    try append("50", to: database)
    #expect(try database.integer("SELECT count(*) FROM modules") == 250)
    #expect(try database.integer("SELECT count(DISTINCT bay) FROM modules") == 250)
  }

  @Test(
    "What was appended is not taken for more rows when a trigger makes the rest be planned again")
  func trigger() throws {
    let database = try filled(
      """
      CREATE TABLE kinds (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE notes (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL REFERENCES kinds);
      CREATE TRIGGER notes_pass BEFORE INSERT ON notes BEGIN SELECT 1; END;
      CREATE TABLE extras (
        kind INTEGER PRIMARY KEY REFERENCES kinds, note INTEGER NOT NULL REFERENCES notes);
      """, rows: "200")
    try append("50", to: database)
    #expect(try database.integer("SELECT count(*) FROM extras") == 250)
    #expect(try database.column("PRAGMA foreign_key_check") == [])
  }

  @Test("Behind the largest number a table's keys are drawn")
  func largestNumber() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);
        INSERT INTO notes VALUES (9223372036854775807, 'last');
        """)
    try append("50", to: database)
    #expect(try database.integer("SELECT count(*) FROM notes") == 51)
  }

  @Test("Rows refer to rows of their own table, and circles go on, beside rows that are there")
  func ownTables() throws {
    let database = try filled(
      """
      CREATE TABLE projects (
        id VARCHAR(64) PRIMARY KEY, name VARCHAR(64) NOT NULL,
        domain VARCHAR(64) NOT NULL REFERENCES projects, parent VARCHAR(64) REFERENCES projects,
        UNIQUE (domain, name));
      CREATE TABLE entities (
        id VARCHAR(36) PRIMARY KEY, name TEXT NOT NULL, parent VARCHAR(36) REFERENCES entities,
        preview VARCHAR(36) REFERENCES previews, UNIQUE (name, parent));
      CREATE TABLE previews (
        id VARCHAR(36) PRIMARY KEY, entity VARCHAR(36) NOT NULL REFERENCES entities);
      """)
    try append("50", to: database)
    for table in ["projects", "entities", "previews"] {
      #expect(try database.integer("SELECT count(*) FROM \(table)") == 150)
    }
  }

  @Test("Places are passed over, and a second passing over counts what the first has left")
  func places() {
    let first = FreePlaces(passed: [0, 3, 4])
    #expect((0..<5).map { first.place(of: $0) } == [1, 2, 5, 6, 7])
    let both = first.passingOver(FreePlaces(passed: [1, 2]))
    #expect((0..<3).map { both.place(of: $0) } == [1, 6, 7])
    let (found, count) = FreePlaces.find(rowCount: 4, capacity: 6) { $0.map { $0 % 2 == 0 } }
    #expect(count == 3)
    #expect(found.passed == [0, 2, 4])
  }
}
