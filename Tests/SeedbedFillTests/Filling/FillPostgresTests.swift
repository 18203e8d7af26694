import PostgresTestServer
import Seedbed
import SeedbedFill
import SeedbedPostgres
import Testing

@Suite("Filling PostgreSQL")
struct FillPostgresTests {
  private static let circle = """
    CREATE TABLE departments (id int PRIMARY KEY, head int NOT NULL);
    CREATE TABLE employees (
      id int PRIMARY KEY, department int NOT NULL REFERENCES departments);
    ALTER TABLE departments ADD FOREIGN KEY (head) REFERENCES employees
    """

  @Test(
    "A circle of NOT NULL keys is filled, whether the server checks by set, at the end or at once",
    arguments: [
      circle + ";",
      circle + " DEFERRABLE INITIALLY DEFERRED;",
      // With a trigger the server's own checks stay on.
      circle + """
        ;
        CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
        CREATE TRIGGER t AFTER INSERT ON employees FOR EACH ROW EXECUTE FUNCTION pass();
        """,
    ])
  func circles(_ schema: String) throws {
    let database = try PostgresTestDatabase(schema: schema)
    let report = try fill(database.session, rows: "departments=10,employees=200")
    #expect(report.exitStatus == .done)
    #expect(
      try database.integer("SELECT count(*) FROM departments JOIN employees e ON head = e.id") == 10
    )
    #expect(
      try database.integer(
        "SELECT count(*) FROM employees JOIN departments d ON department = d.id") == 200)
  }

  @Test(
    "Triggers that refuse rows at the end of a transaction are known before anything is written")
  func refusingTriggers() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE teams (id int PRIMARY KEY, lead int NOT NULL);
        CREATE TABLE people (id int PRIMARY KEY, team int NOT NULL REFERENCES teams);
        ALTER TABLE teams ADD FOREIGN KEY (lead) REFERENCES people DEFERRABLE INITIALLY DEFERRED;
        CREATE TABLE posts (
          id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author int NOT NULL REFERENCES people);
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'nobody writes any more'; END $$;
        CREATE CONSTRAINT TRIGGER closed AFTER INSERT ON posts DEFERRABLE INITIALLY DEFERRED
          FOR EACH ROW EXECUTE FUNCTION refuse();
        """)
    let refused = #expect(throws: FillRefused.self) { _ = try fill(database.session) }
    #expect(
      refused?.reasons.first?.hasPrefix(
        "posts has triggers that refuse the rows that it would get: nobody writes any more (closed)"
      )
        == true)
    #expect(try database.integer("SELECT count(*) FROM teams") == 0)
  }

  @Test("Policies that bind the role decide values, and rows come by INSERT")
  func policies() throws {
    let database = try PostgresTestDatabase(schema: "")
    let session = database.session
    let role = "bound_\(database.name)"
    try session.executeScript(
      """
      CREATE ROLE \(role);
      CREATE TABLE notes (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner text NOT NULL, body text);
      ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON notes USING (owner = current_user);
      GRANT ALL ON notes TO \(role);
      GRANT ALL ON SEQUENCE notes_id_seq TO \(role);
      GRANT CREATE ON DATABASE \(database.name) TO \(role);
      SET ROLE \(role);
      """)
    let report = try fill(session)
    #expect(report.exitStatus == .done)
    #expect(try database.integer("SELECT count(*) FROM notes WHERE owner = '\(role)'") == 100)
    let again = try fill(session, rows: "20", appends: true)
    #expect(again.exitStatus == .done)
    try session.executeScript("RESET ROLE")
    #expect(try database.integer("SELECT count(*) FROM notes") == 120)
    try session.executeScript("DROP OWNED BY \(role); DROP ROLE \(role)")
  }

  @Test("Identity columns get explicit numbers, and their sequences go on behind them")
  func identity() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE SCHEMA "Sales Data";
        CREATE TABLE "Sales Data"."Order" (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int NOT NULL,
          twice int GENERATED ALWAYS AS (n / 2) STORED);
        CREATE SEQUENCE line_numbers;
        CREATE TABLE lines (
          id bigint PRIMARY KEY DEFAULT nextval('line_numbers'),
          "order" bigint NOT NULL REFERENCES "Sales Data"."Order");
        """)
    let report = try fill(database.session)
    #expect(report.rowCount == 200)
    #expect(
      try database.integer(
        "INSERT INTO \"Sales Data\".\"Order\" (n) VALUES (1) RETURNING id") == 101)
    #expect(try database.integer("INSERT INTO lines (\"order\") VALUES (1) RETURNING id") == 101)
  }

  @Test("Ranges under an exclusion constraint do not overlap")
  func exclusion() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE reservations (
          id int PRIMARY KEY, during tsrange NOT NULL,
          EXCLUDE USING gist (during WITH &&));
        CREATE TABLE shifts (
          id int PRIMARY KEY, starts date NOT NULL, ends date NOT NULL,
          EXCLUDE USING gist (daterange(starts, ends) WITH &&));
        """)
    #expect(try fill(database.session).rowCount == 200)
  }

  @Test("A CHECK that calls a function is judged by the database before rows are written")
  func judged() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE FUNCTION is_even(n int) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
          BEGIN
            IF n % 7 = 0 THEN RAISE EXCEPTION 'seven'; END IF;
            RETURN n % 2 = 0;
          END $$;
        CREATE TABLE numbers (id int PRIMARY KEY, n int NOT NULL CHECK (is_even(n)));
        """)
    #expect(try fill(database.session, rows: "2000").rowCount == 2000)
    #expect(
      try database.integer("SELECT count(*) FROM numbers WHERE n % 2 = 0 AND n % 7 <> 0") == 2000)
  }

  @Test("A column that a CHECK defines by a function of the database's is computed by it")
  func defined() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE pages (
          id int PRIMARY KEY, body text NOT NULL, hash text NOT NULL CHECK (hash = md5(body)),
          day date NOT NULL, month char(7) CHECK (month = to_char(day, 'YYYY-MM')));
        """)
    _ = try fill(database.session)
    #expect(try database.integer("SELECT count(*) FROM pages WHERE hash = md5(body)") == 100)
    #expect(
      try database.integer("SELECT count(*) FROM pages WHERE month = to_char(day, 'YYYY-MM')")
        == 100)
  }

  @Test("Partial and NULLS NOT DISTINCT unique indexes hold")
  func indexes() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE users (id int PRIMARY KEY);
        CREATE TABLE addresses (
          id int PRIMARY KEY, user_id int NOT NULL REFERENCES users, is_main boolean NOT NULL);
        CREATE UNIQUE INDEX one_main ON addresses (user_id) WHERE is_main;
        CREATE TABLE notes (
          id int PRIMARY KEY, a int, b int, UNIQUE NULLS NOT DISTINCT (a, b));
        """)
    #expect(try fill(database.session, rows: "300,users=50").exitStatus == .done)
    #expect(try database.integer("SELECT count(*) FROM addresses") == 300)
  }

  @Test("What triggers number is the same each time, in a table of several chunks too")
  func triggerOrder() throws {
    let database = try PostgresTestDatabase(
      schema: """
        CREATE TABLE items (id int PRIMARY KEY);
        CREATE TABLE audits (id serial PRIMARY KEY, item_id int NOT NULL);
        CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN INSERT INTO audits (item_id) VALUES (new.id); RETURN NULL; END';
        CREATE TRIGGER noted AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION note();
        """)
    #expect(try fill(database.session, rows: "210000", only: ["items"]).exitStatus == .done)
    #expect(try database.integer("SELECT count(*) FROM audits WHERE item_id = id") == 210_000)
  }

}
