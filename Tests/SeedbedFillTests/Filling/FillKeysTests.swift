import Seedbed
import SeedbedFill
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite("Keys of a filled database")
struct FillKeysTests {
  /// A database filled with what a schema says, every constraint verified by SQLite.
  private func filled(
    _ schema: String, rows: String = "100", before: String = ""
  ) throws -> TemporaryDatabase {
    let database = try TemporaryDatabase(schema: schema)
    try database.session.executeScript(before)
    let report = try fill(database.session, rows: rows)
    #expect(report.exitStatus == .done)
    try verify(database)
    return database
  }

  @Test("Children spread over parents unevenly, and all over them")
  func skew() throws {
    let database = try filled(
      """
      CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE children (
        id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents);
      """, rows: "parents=200,children=5000")
    let most = try #require(
      try database.integer(
        "SELECT count(*) FROM children GROUP BY parent_id ORDER BY 1 DESC LIMIT 1"))
    #expect(most > 100)
    let distinct = try #require(
      try database.integer("SELECT count(DISTINCT parent_id) FROM children"))
    #expect(distinct > 190)
    let popular = try database.integer(
      "SELECT parent_id FROM children GROUP BY parent_id ORDER BY count(*) DESC LIMIT 1")
    #expect(popular != 1)
  }

  @Test("A key to the own table makes a forest, and a tree where it may not be NULL")
  func ownTable() throws {
    let database = try filled(
      """
      CREATE TABLE staff (id INTEGER PRIMARY KEY, boss INTEGER REFERENCES staff);
      CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES nodes);
      """)
    #expect(try database.integer("SELECT count(*) FROM staff WHERE boss >= id") == 0)
    #expect(try database.integer("SELECT count(*) FROM staff WHERE boss IS NULL") != 100)
    #expect(try database.integer("SELECT count(*) FROM nodes WHERE parent > id") == 0)
    #expect(try database.integer("SELECT count(*) FROM nodes WHERE parent = id") == 1)
  }

  @Test("Keys that share columns agree on them")
  func overlapping() throws {
    let database = try filled(
      """
      CREATE TABLE tenants (id INTEGER PRIMARY KEY);
      CREATE TABLE users (
        tenant INTEGER NOT NULL REFERENCES tenants, id INTEGER NOT NULL, PRIMARY KEY (tenant, id));
      CREATE TABLE projects (
        tenant INTEGER NOT NULL REFERENCES tenants, id INTEGER NOT NULL, lead INTEGER,
        PRIMARY KEY (tenant, id), FOREIGN KEY (tenant, lead) REFERENCES users (tenant, id));
      CREATE TABLE tasks (
        id INTEGER PRIMARY KEY, tenant INTEGER NOT NULL REFERENCES tenants,
        project INTEGER NOT NULL, assignee INTEGER NOT NULL, parent INTEGER,
        UNIQUE (tenant, id),
        FOREIGN KEY (tenant, project) REFERENCES projects (tenant, id),
        FOREIGN KEY (tenant, assignee) REFERENCES users (tenant, id),
        FOREIGN KEY (tenant, parent) REFERENCES tasks (tenant, id));
      """, rows: "300,tenants=20")
    #expect(try database.integer("SELECT count(*) FROM tasks") == 300)
    #expect(try database.integer("SELECT count(*) FROM projects WHERE lead IS NOT NULL") != 0)
    #expect(try database.integer("SELECT count(*) FROM tasks WHERE parent IS NOT NULL") != 0)
  }

  @Test("Tables that refer to each other in a circle are filled together")
  func circle() throws {
    let database = try filled(
      """
      CREATE TABLE departments (
        id INTEGER PRIMARY KEY, head INTEGER NOT NULL REFERENCES employees (id));
      CREATE TABLE employees (
        id INTEGER PRIMARY KEY, department INTEGER NOT NULL REFERENCES departments (id));
      CREATE TABLE desks (id INTEGER PRIMARY KEY, employee INTEGER NOT NULL REFERENCES employees);
      """, rows: "departments=10,employees=200,desks=50")
    #expect(try database.integer("SELECT count(*) FROM employees") == 200)
    #expect(try database.integer("SELECT count(*) FROM departments") == 10)
  }

  @Test("A junction table has each pair once")
  func junction() throws {
    let database = try filled(
      """
      CREATE TABLE a (id INTEGER PRIMARY KEY);
      CREATE TABLE b (code TEXT PRIMARY KEY);
      CREATE TABLE a_b (
        a INTEGER NOT NULL REFERENCES a, b TEXT NOT NULL REFERENCES b, PRIMARY KEY (a, b));
      CREATE TABLE lines (
        a INTEGER NOT NULL REFERENCES a, line INTEGER NOT NULL, PRIMARY KEY (a, line));
      """, rows: "a=20,b=30,a_b=599,lines=300")
    #expect(try database.integer("SELECT count(*) FROM a_b") == 599)
    let highest = try #require(try database.integer("SELECT max(line) FROM lines"))
    #expect(highest < 100)
  }

  @Test("A key that is unique as well refers to each parent at most once")
  func oneToOne() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE accounts (id INTEGER PRIMARY KEY);
        CREATE TABLE profiles (account INTEGER PRIMARY KEY REFERENCES accounts);
        CREATE TABLE badges (
          id INTEGER PRIMARY KEY, account INTEGER UNIQUE REFERENCES accounts);
        """)
    let report = try fill(database.session, rows: "100,accounts=40")
    try verify(database)
    #expect(try database.integer("SELECT count(*) FROM profiles") == 40)
    #expect(try database.integer("SELECT count(account) FROM badges") == 40)
    #expect(try database.integer("SELECT count(*) FROM badges") == 100)
    #expect(report.notes.contains { $0.hasPrefix("profiles gets 40 rows") })
  }

  @Test("A number of rows that a unique key has no room for is refused before anything is written")
  func noRoom() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE accounts (id INTEGER PRIMARY KEY);
        CREATE TABLE profiles (account INTEGER PRIMARY KEY REFERENCES accounts);
        """)
    let refusal = #expect(throws: FillRefused.self) {
      try fill(database.session, rows: "accounts=40,profiles=41")
    }
    #expect(refusal?.description.contains("--rows profiles=40") ?? false)
    #expect(try database.integer("SELECT count(*) FROM accounts") == 0)
  }

  @Test("A condition that no row meets is refused with the line that would help")
  func unmet() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE odd (id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b INTEGER NOT NULL,
          CONSTRAINT far CHECK (abs(a * 7919 - b * 104729) = 3141592653));
        """)
    let refusal = #expect(throws: FillRefused.self) { try fill(database.session) }
    let text = refusal?.description ?? ""
    #expect(text.contains("met far in none of"), "\(text)")
    #expect(text.contains("seedbed.yml: tables: {odd: {columns: {a: {value: …}}}}"), "\(text)")
    #expect(try database.integer("SELECT count(*) FROM odd") == 0)
  }

  @Test("A table into which a CHECK lets no row is left out")
  func abstract() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE base (id INTEGER PRIMARY KEY, CHECK (false));
        CREATE TABLE things (id INTEGER PRIMARY KEY);
        """)
    let report = try fill(database.session)
    #expect(report.exitStatus == .done)
    #expect(report.tables.first { $0.name == "base" }?.outcome == .left)
    #expect(report.tables.first { $0.name == "things" }?.rowCount == 100)
  }

  @Test("Rows that are there are referred to and stay as they are")
  func lookUps() throws {
    let database = try filled(
      """
      CREATE TABLE statuses (code TEXT PRIMARY KEY);
      CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT NOT NULL REFERENCES statuses);
      """, before: "INSERT INTO statuses VALUES ('new'), ('paid'), ('sent')")
    #expect(try database.integer("SELECT count(DISTINCT status) FROM orders") == 3)
    #expect(try database.integer("SELECT count(*) FROM statuses") == 3)
  }

  @Test("Keys refer to unique columns that are no primary key")
  func uniqueColumns() throws {
    let database = try filled(
      """
      CREATE TABLE currencies (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
      CREATE TABLE prices (
        id INTEGER PRIMARY KEY, currency TEXT NOT NULL REFERENCES currencies (code));
      """)
    #expect(try database.integer("SELECT count(DISTINCT currency) FROM prices") != 1)
  }

  @Test("Rows that triggers write are left to them and referred to")
  func triggers() throws {
    let database = try filled(
      """
      CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT);
      CREATE TABLE wallets (account INTEGER PRIMARY KEY REFERENCES accounts);
      CREATE TABLE payments (
        id INTEGER PRIMARY KEY, wallet INTEGER NOT NULL REFERENCES wallets (account));
      CREATE TRIGGER open_wallet AFTER INSERT ON accounts BEGIN
        INSERT INTO wallets VALUES (new.id);
      END;
      """)
    #expect(try database.integer("SELECT count(*) FROM wallets") == 100)
    #expect(try database.integer("SELECT count(*) FROM payments") == 100)
  }

  @Test("Names that are unique beside a key to the own table leave the rows a tree")
  func trees() throws {
    let database = try filled(
      """
      CREATE TABLE groups (
        id INTEGER PRIMARY KEY, name VARCHAR(100) NOT NULL, slug VARCHAR(100) NOT NULL,
        parent INTEGER REFERENCES groups, UNIQUE (parent, name), UNIQUE (parent, slug));
      """, rows: "400")
    let depth = try database.integer(
      """
      WITH RECURSIVE tree (id, depth) AS (
        SELECT id, 1 FROM groups WHERE parent IS NULL UNION ALL
        SELECT g.id, depth + 1 FROM groups g JOIN tree t ON g.parent = t.id)
      SELECT max(depth) FROM tree
      """)
    #expect((3...60).contains(try #require(depth)))
  }

  @Test(
    "Tables whose triggers refuse rows are named before anything is written",
    arguments: [false, true])
  func refusingTriggers(keepsGoing: Bool) throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE rooms (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE bookings (
          id INTEGER PRIMARY KEY, room INTEGER NOT NULL REFERENCES rooms, n INTEGER NOT NULL);
        CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);
        CREATE TRIGGER no_bookings BEFORE INSERT ON bookings BEGIN
          SELECT RAISE(ABORT, 'the house is closed');
        END;
        CREATE TRIGGER notes_pass BEFORE INSERT ON notes BEGIN SELECT 1; END;
        """)
    guard keepsGoing else {
      let refused = #expect(throws: FillRefused.self) { _ = try fill(database.session) }
      #expect(
        refused?.reasons == [
          "bookings has triggers that refuse the rows that it would get: the house is closed "
            + "(no_bookings); leave it out with --exclude 'bookings', or say in the configuration "
            + "what its columns hold",
          "nothing was written; --keep-going fills the other tables",
        ])
      #expect(try database.integer("SELECT count(*) FROM rooms") == 0)
      return
    }
    let report = try fill(database.session, keepsGoing: true)
    #expect(report.exitStatus == .failed)
    #expect(try database.integer("SELECT count(*) FROM rooms") == 100)
    #expect(try database.integer("SELECT count(*) FROM notes") == 100)
    #expect(try database.integer("SELECT count(*) FROM bookings") == 0)
  }

  @Test("The same seed gives the same rows, another seed others")
  func reproducible() throws {
    let schema = """
      CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, note TEXT);
      CREATE TABLE children (
        id INTEGER PRIMARY KEY, parent TEXT NOT NULL REFERENCES parents (name), n INTEGER);
      """
    let rows = try ([42, 42, 43] as [UInt64]).map { seed in
      let database = try TemporaryDatabase(schema: schema)
      _ = try fill(database.session, seed: seed)
      return try database.session.rows("parents") + database.session.rows("children")
    }
    #expect(rows[0] == rows[1])
    #expect(rows[0] != rows[2])
  }

  @Test("A row that is drawn again depends on its number alone, not on how many there are")
  func drawnAgain() throws {
    let schema = """
      CREATE TABLE spans (
        id INTEGER PRIMARY KEY, a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER, d INTEGER,
        CHECK (a < b), CHECK ((c IS NULL) <> (d IS NULL)));
      """
    let rows = try ["150", "40000"].map { count in
      let database = try TemporaryDatabase(schema: schema)
      _ = try fill(database.session, rows: count)
      return try database.session.rows("spans")
    }
    #expect(rows[1].count == 40_000)
    #expect(rows[0] == Array(rows[1].prefix(150)))
  }

  @Test("Keys to tables that are gone stay NULL, and those to columns without an index have values")
  func brokenKeys() throws {
    let database = try TemporaryDatabase(
      schema:
        """
        CREATE TABLE codes (id INTEGER PRIMARY KEY, code TEXT);
        CREATE TABLE orphans (
          id INTEGER PRIMARY KEY, old_id INT REFERENCES codes_old (id), name TEXT NOT NULL,
          code TEXT REFERENCES codes (code));
        """)
    _ = try fill(database.session)
    #expect(try database.integer("SELECT count(*) FROM orphans WHERE old_id IS NULL") == 100)
    #expect(
      try database.integer("SELECT count(*) FROM orphans JOIN codes USING (code)") ?? 0 > 50)
  }

  @Test("What an insert would run through and is not there is said before anything is written")
  func missingFunctions() throws {
    let schema = """
      CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT);
      CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT);
      CREATE TRIGGER books_sorted AFTER INSERT ON books BEGIN
        UPDATE books SET title = title_sort(new.title) WHERE id = new.id;
      END;
      CREATE TABLE logs (id INTEGER PRIMARY KEY, name TEXT);
      CREATE TRIGGER logs_kept AFTER INSERT ON logs BEGIN
        INSERT INTO gone (id) VALUES (new.id);
      END;
      """
    let database = try TemporaryDatabase(schema: schema)
    let refused = #expect(throws: FillRefused.self) { _ = try fill(database.session) }
    let reasons = refused?.reasons.filter { $0.contains("takes no rows here") } ?? []
    #expect(reasons.count == 2)
    #expect(
      reasons.contains { $0.hasPrefix("books ") && $0.contains("no such function: title_sort") })
    #expect(reasons.contains { $0.hasPrefix("logs ") && $0.contains("no such table: main.gone") })
    #expect(try database.integer("SELECT count(*) FROM authors") == 0)
    let report = try fill(database.session, keepsGoing: true)
    #expect(report.exitStatus == .failed)
    #expect(try database.integer("SELECT count(*) FROM authors") == 100)
  }

  @Test("A second call writes nothing, --append adds rows beside those that are there")
  func again() throws {
    let database = try filled(
      """
      CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
      CREATE TABLE children (
        id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents);
      """)
    _ = try fill(database.session)
    #expect(try database.integer("SELECT count(*) FROM children") == 100)
    _ = try fill(database.session, rows: "50", appends: true)
    #expect(try database.integer("SELECT count(*) FROM children") == 150)
    #expect(try database.integer("SELECT count(*) FROM parents") == 150)
    try verify(database)
  }
}
