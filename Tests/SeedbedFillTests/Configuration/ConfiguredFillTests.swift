import PostgresTestServer
import Seedbed
import SeedbedConfiguration
import SeedbedFill
import SeedbedPostgres
import SeedbedSQLite
import SeedbedTestSupport
import Testing

/// What a configuration says, seen in the rows of real databases of both engines.
@Suite("Configured fills")
struct ConfiguredFillTests {
  /// A database of either engine.
  private final class Database {
    let session: any DatabaseSession
    private let owner: Any

    init(_ engine: String, _ schema: String) throws {
      if engine == "postgres" {
        let database = try PostgresTestDatabase(schema: schema)
        owner = database
        session = database.session
      } else {
        let database = try TemporaryDatabase(schema: schema)
        owner = database
        session = database.session
      }
    }
  }

  private func filled(
    _ engine: String, _ schema: String, _ text: String, rows: String? = "200"
  ) throws -> Database {
    let database = try Database(engine, schema)
    let report = try makeFill(
      database.session, rows: rows, configuration: try configuration(text)
    ).run()
    #expect(report.exitStatus == .done)
    return database
  }

  private func refusal(
    _ engine: String, _ schema: String, _ text: String, rows: String? = "200"
  ) throws -> [String] {
    let database = try Database(engine, schema)
    let refused = #expect(throws: FillRefused.self) {
      _ = try makeFill(database.session, rows: rows, configuration: configuration(text)).run()
    }
    return refused?.reasons.filter { !$0.hasPrefix("nothing was written") } ?? []
  }

  private static let shop = """
    CREATE TABLE users (
      id integer PRIMARY KEY, email varchar(80) NOT NULL UNIQUE, first_name varchar(40) NOT NULL,
      status varchar(10) NOT NULL CHECK (status IN ('active', 'closed', 'new')),
      score integer NOT NULL CHECK (score BETWEEN 1 AND 100), note text, boss_id integer,
      created_at timestamp NOT NULL, updated_at timestamp NOT NULL);
    CREATE TABLE orders (
      id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id),
      price numeric(10,2) NOT NULL, quantity integer NOT NULL, total numeric(12,2) NOT NULL);
    """

  @Test(
    "rows of the own table are referred to evenly, but not by values",
    arguments: ["sqlite", "postgres"])
  func ownTable(engine: String) throws {
    let schema = """
      CREATE TABLE people (
        id integer PRIMARY KEY, boss integer REFERENCES people (id), age integer NOT NULL);
      """
    let database = try filled(
      engine, schema, "tables: {people: {columns: {boss: {distribution: even}}}}")
    #expect(try database.session.integer("SELECT count(*) FROM people WHERE boss < id") ?? 0 > 150)
    let refused = try refusal(
      engine, schema, "tables: {people: {columns: {boss: {values: [1, 2]}}}}")
    #expect(
      refused == [
        "seedbed.yml:1:29: people.boss: rows refer to rows of their own table before them; leave it out"
      ])
  }

  @Test(
    "what is configured leaves those alternatives of a CHECK that it is possible in",
    arguments: ["sqlite", "postgres"])
  func alternatives(engine: String) throws {
    let schema = """
      CREATE TABLE parts (
        id integer PRIMARY KEY, kind varchar(10) NOT NULL CHECK (kind IN ('root', 'leaf', 'old')),
        hidden integer NOT NULL CHECK (hidden IN (0, 1)), whole integer REFERENCES parts (id),
        CHECK (kind = 'leaf' AND whole IS NOT NULL AND hidden = 0
          OR kind = 'root' AND whole IS NULL AND hidden = 0
          OR kind = 'old' AND hidden = 1));
      """
    let database = try filled(
      engine, schema, "tables: {parts: {columns: {hidden: {value: 0}}}}", rows: "300")
    func count(_ condition: String) throws -> Int64? {
      try database.session.integer("SELECT count(*) FROM parts WHERE \(condition)")
    }
    #expect(try count("hidden = 0") == 300)
    #expect(try count("kind = 'old'") == 0)
    #expect(try #require(try count("kind = 'root' AND whole IS NULL")) > 50)
  }

  @Test(
    "rows that a foreign key is to refer to, by their values", arguments: ["sqlite", "postgres"])
  func namedParents(engine: String) throws {
    let schema = """
      CREATE TABLE states (code varchar(10) PRIMARY KEY, region varchar(2) NOT NULL);
      INSERT INTO states VALUES
        ('open', 'a'), ('closed', 'a'), ('lost', 'b'), ('new', 'b'), ('old', 'b');
      CREATE TABLE cases (
        id integer PRIMARY KEY, state varchar(10) NOT NULL REFERENCES states (code),
        first varchar(10) NOT NULL REFERENCES states (code),
        last varchar(10) REFERENCES states (code));
      CREATE TABLE singles (
        id integer PRIMARY KEY, state varchar(10) NOT NULL UNIQUE REFERENCES states (code));
      """
    let database = try filled(
      engine, schema,
      """
      exclude: [states]
      tables:
        cases:
          columns:
            state: {values: {open: 6, closed: 3, lost: 1}}
            first: {value: new}
            last: {values: [old, new], nulls: 0.5}
        singles: {columns: {state: {values: [lost, old]}}}
      """, rows: "2000,singles=2")
    func count(_ condition: String) throws -> Int64 {
      try #require(try database.session.integer("SELECT count(*) FROM cases WHERE \(condition)"))
    }
    #expect((1100...1300).contains(try count("state = 'open'")))
    #expect((500...700).contains(try count("state = 'closed'")))
    #expect(try count("state IN ('open', 'closed', 'lost')") == 2000)
    #expect(try count("first = 'new'") == 2000)
    #expect((900...1100).contains(try count("last IS NULL")))
    #expect((400...600).contains(try count("last = 'old'")))
    #expect(
      try database.session.integer("SELECT count(*) FROM singles WHERE state IN ('lost', 'old')")
        == 2)
  }

  @Test(
    "rows of the file, which numbers for all tables on the command line set aside",
    arguments: ["sqlite", "postgres"])
  func rows(engine: String) throws {
    let text = "rows: 30\ntables: {orders: {rows: 2/users}, '*': {rows: 7}}"
    let database = try filled(engine, Self.shop, text, rows: nil)
    #expect(try database.session.integer("SELECT count(*) FROM users") == 7)
    #expect(try database.session.integer("SELECT count(*) FROM orders") == 14)
    let other = try filled(engine, Self.shop, text, rows: "50,orders=60")
    #expect(try other.session.integer("SELECT count(*) FROM users") == 50)
    #expect(try other.session.integer("SELECT count(*) FROM orders") == 60)
  }

  @Test("weights, constants, ranges and shares of NULL", arguments: ["sqlite", "postgres"])
  func values(engine: String) throws {
    let database = try filled(
      engine, Self.shop,
      """
      tables:
        users:
          columns:
            status: {values: {active: 9, closed: 1}}
            score: {generator: integer, min: 7, max: 9}
            note: {generator: template, text: "A-##", nulls: 0.5}
            boss_id: {value: null}
            created_at: {generator: past, from: 2020-01-01, until: 2020-01-31}
        orders:
          columns:
            quantity: {value: 3}
      """, rows: "1000")
    let session = database.session
    let active = try #require(
      try session.integer("SELECT count(*) FROM users WHERE status = 'active'"))
    #expect((850...950).contains(active))
    #expect(try session.integer("SELECT count(*) FROM users WHERE status = 'new'") == 0)
    #expect(try session.integer("SELECT min(score) FROM users") == 7)
    #expect(try session.integer("SELECT max(score) FROM users") == 9)
    let absent = try #require(try session.integer("SELECT count(*) FROM users WHERE note IS NULL"))
    #expect((430...570).contains(absent))
    #expect(try session.integer("SELECT count(*) FROM users WHERE note NOT LIKE 'A-__'") == 0)
    #expect(try session.integer("SELECT count(boss_id) FROM users") == 0)
    #expect(
      try session.integer(
        "SELECT count(*) FROM users WHERE created_at < '2020-01-01' OR created_at >= '2020-02-01'")
        == 0)
    #expect(
      try session.integer("SELECT count(*) FROM users WHERE updated_at < created_at") == 0)
    #expect(try session.integer("SELECT count(*) FROM orders WHERE quantity <> 3") == 0)
  }

  @Test(
    "other columns keep their values when one is configured", arguments: ["sqlite", "postgres"])
  func otherColumnsStay(engine: String) throws {
    let plain = try filled(engine, Self.shop, "{}")
    let configured = try filled(
      engine, Self.shop,
      "tables: {users: {columns: {status: {value: new}}}}")
    let query =
      "SELECT id, first_name, email, score, note, created_at, updated_at FROM users ORDER BY id"
    var before: [[DatabaseValue]] = []
    try plain.session.query(query, []) { before.append($0.values) }
    var after: [[DatabaseValue]] = []
    try configured.session.query(query, []) { after.append($0.values) }
    #expect(before.count == 200)
    #expect(after == before)
  }

  @Test(
    "SQL over columns of the row, by the evaluator where it can and by the database else",
    arguments: ["sqlite", "postgres"])
  func sql(engine: String) throws {
    let reversed = engine == "postgres" ? "reverse(note)" : "hex(note)"
    let database = try filled(
      engine,
      Self.shop + "CREATE TABLE texts (id integer PRIMARY KEY, note text NOT NULL, turned text);",
      """
      tables:
        orders: {columns: {total: {sql: "price * quantity"}}}
        texts: {columns: {turned: {sql: "\(reversed)"}}}
      """)
    let session = database.session
    #expect(
      try session.integer("SELECT count(*) FROM orders WHERE abs(total - price * quantity) > 0.01")
        == 0)
    #expect(try session.integer("SELECT count(*) FROM texts WHERE turned = \(reversed)") == 200)
  }

  @Test(
    "references that no foreign key declares, and parents chosen evenly",
    arguments: ["sqlite", "postgres"])
  func references(engine: String) throws {
    let schema =
      Self.shop + "CREATE TABLE visits (id integer PRIMARY KEY, visitor integer NOT NULL);"
    let database = try filled(
      engine, schema,
      """
      tables:
        visits: {columns: {visitor: {references: users.id, distribution: even}}}
        orders: {columns: {user_id: {distribution: even}}}
        users: {columns: {boss_id: {references: users.id, nulls: 0.5}}}
      """, rows: "users=20,visits=2000,orders=2000")
    let session = database.session
    #expect(
      try session.integer(
        "SELECT count(*) FROM visits WHERE visitor NOT IN (SELECT id FROM users)") == 0)
    for column in ["visits.visitor", "orders.user_id"] {
      let parts = column.split(separator: ".")
      let most = try #require(
        try session.integer(
          "SELECT count(*) FROM \(parts[0]) GROUP BY \(parts[1]) ORDER BY 1 DESC LIMIT 1"))
      // 100 each, with a deviation of 10.
      #expect(most < 145, "\(column)")
    }
    #expect(
      try session.integer("SELECT count(*) FROM users WHERE boss_id > id") == 0)
    #expect(try session.integer("SELECT count(boss_id) FROM users") != 0)
  }

  @Test("unique columns take configured values by permutation")
  func unique() throws {
    let values = (1...200).map { "v\($0)" }.joined(separator: ", ")
    let schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);"
    let database = try filled(
      "sqlite", schema, "tables: {t: {columns: {code: {values: [\(values)]}}}}")
    #expect(try database.session.integer("SELECT count(DISTINCT code) FROM t") == 200)
    #expect(
      try refusal("sqlite", schema, "tables: {t: {columns: {code: {values: [a, b]}}}}") == [
        "seedbed.yml:1:24: t.code: 200 rows are wanted, and the unique key sqlite_autoindex_t_1 "
          + "(code) has room for 2 rows; name more values, or ask for fewer rows"
      ])
  }

  @Test("a name counts before a pattern, and the later pattern before the earlier one")
  func precedence() throws {
    let schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, a_x TEXT, b_x TEXT, c_x TEXT);"
    let database = try filled(
      "sqlite", schema,
      """
      tables:
        t: {columns: {a_x: {value: name}, "b*": {value: mine}}}
        "*": {columns: {"*_x": {value: early}}}
        "?": {columns: {"*_x": {value: late}}}
      """)
    #expect(
      try database.session.integer(
        "SELECT count(*) FROM t WHERE a_x = 'name' AND b_x = 'mine' AND c_x = 'late'") == 200)
  }

  @Test("a locale decides places, telephone numbers and money", arguments: ["de_DE", "fr-CA"])
  func locale(_ name: String) throws {
    let schema = """
      CREATE TABLE addresses (
        id INTEGER PRIMARY KEY, city TEXT, zip TEXT, country TEXT, country_code TEXT, phone TEXT,
        time_zone TEXT, currency_code TEXT);
      CREATE TABLE lone (id INTEGER PRIMARY KEY, currency TEXT, phone TEXT);
      """
    let session = try filled("sqlite", schema, "locale: \(name)").session
    let country = String(name.suffix(2))
    #expect(
      try session.integer(
        "SELECT count(*) FROM addresses WHERE country_code IS NOT NULL AND country_code <> '\(country)'"
      ) == 0)
    #expect(try session.integer("SELECT count(DISTINCT city) FROM addresses") ?? 0 > 10)
    let pattern = country == "DE" ? "[0-9][0-9][0-9][0-9][0-9]" : "[A-Z][0-9][A-Z] [0-9][A-Z][0-9]"
    #expect(
      try session.integer("SELECT count(*) FROM addresses WHERE zip NOT GLOB '\(pattern)'") == 0)
    let prefix = country == "DE" ? "+49" : "+1"
    #expect(
      try session.integer("SELECT count(*) FROM lone WHERE phone NOT LIKE '\(prefix) %'") == 0)
    #expect(
      try refusal("sqlite", schema, "locale: de_US") == [
        "seedbed.yml:1:9: there is no locale 'de_US'; it is a language and a country, as de_DE"
      ])
  }

  @Test("tables and columns have locales of their own, and names, streets and companies follow")
  func localLocales() throws {
    let schema = """
      CREATE TABLE kunden (
        id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
        email TEXT NOT NULL UNIQUE, street TEXT NOT NULL, city TEXT NOT NULL,
        country_code TEXT NOT NULL, company_name TEXT NOT NULL, birth_city TEXT NOT NULL);
      CREATE TABLE clients (
        id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
        street TEXT NOT NULL, city TEXT NOT NULL, country_code TEXT NOT NULL);
      CREATE TABLE customers (
        id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, city TEXT NOT NULL,
        country_code TEXT NOT NULL);
      """
    let text = """
      tables:
        kunden: {locale: de_DE, columns: {birth_city: {generator: city, locale: it-IT}}}
        clients: {locale: fr_FR}
        customers: {columns: {city: {locale: nb_NO}}}
      """
    let session = try filled("sqlite", schema, text).session
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let reference = ReferenceLibrary(directory: "\(root)/reference-data")
    func count(_ sql: String) throws -> Int64 {
      try session.integer("SELECT count(*) " + sql) ?? -1
    }
    func texts(_ sql: String) throws -> Set<String> {
      var found: Set<String> = []
      try session.query(sql, []) { if let text = $0[0].asString { found.insert(text) } }
      return found
    }
    func known(_ file: String, _ column: String, _ key: String, _ value: String) throws -> Set<
      String
    > {
      Set(
        try reference.table(file).filter { try $0.text(key) == value }.map { try $0.text(column) })
    }
    for (table, language, country) in [("kunden", "de", "DE"), ("clients", "fr", "FR")] {
      let names = try known("local_names", "name", "language", language)
      for column in ["first_name", "last_name"] {
        let found = try texts("SELECT \(column) FROM \(table)")
        #expect(found.count > 20)
        #expect(found.isSubset(of: names))
      }
      #expect(try count("FROM \(table) WHERE country_code <> '\(country)'") == 0)
      #expect(
        try texts("SELECT city FROM \(table)").isSubset(
          of: known("cities", "city", "country", country)))
    }
    #expect(try count("FROM kunden WHERE street NOT GLOB '*[a-zß] [0-9]*'") == 0)
    #expect(try count("FROM clients WHERE street NOT GLOB '[0-9]* *'") == 0)
    #expect(try count("FROM kunden WHERE company_name LIKE '% GmbH%'") > 0)
    #expect(try count("FROM kunden WHERE email GLOB '*[^ -~]*' OR email NOT LIKE '%_@_%._%'") == 0)
    // What has a locale of its own does not go with the rest of the row.
    #expect(
      try texts("SELECT birth_city FROM kunden").isSubset(
        of: known("cities", "city", "country", "IT")))
    #expect(
      try texts("SELECT city FROM customers").isSubset(
        of: known("cities", "city", "country", "NO")))
    #expect(try texts("SELECT country_code FROM customers").count > 5)
    #expect(
      try refusal(
        "sqlite", schema, "tables: {kunden: {locale: de_FR, columns: {city: {locale: xx_YY}}}}"
      ) == [
        "seedbed.yml:1:27: there is no locale 'de_FR'; it is a language and a country, as de_DE",
        "seedbed.yml:1:59: there is no locale 'xx_YY'; it is a language and a country, as de_DE",
      ])
  }

  @Test(
    "what does not go with the schema is refused, all of it at once, with its place",
    arguments: [
      ("tables: {usrs: {}}", "1:10: no table is named 'usrs'; did you mean 'users'?"),
      ("tables: {'x*': {}}", "1:10: no table matches 'x*'; correct or remove it"),
      ("exclude: [nothing]", "1:11: no table is named 'nothing'; correct or remove it"),
      (
        "tables: {users: {columns: {emial: email}}}",
        "1:28: no column of users is named 'emial'; did you mean 'email'?"
      ),
      (
        "tables: {users: {columns: {'*_zz': email}}}",
        "1:28: no column of users matches '*_zz'; correct or remove it"
      ),
      (
        "tables: {users: {rows: 10/companies}}",
        "1:10: no table is named 'companies'; correct or remove it"
      ),
      (
        "tables: {users: {columns: {status: {value: gone}}}}",
        "1:28: users.status: 'gone' contradicts CHECK "
      ),
      (
        "tables: {users: {columns: {status: {value: null}}}}",
        "1:28: users.status: it may not be NULL; name another value"
      ),
      (
        "tables: {users: {columns: {status: {nulls: 0.1}}}}",
        "1:28: users.status: it may not be NULL; leave nulls out"
      ),
      (
        "tables: {users: {columns: {score: {values: [5, many]}}}}",
        "1:28: users.score: 'many' does not fit an integer"
      ),
      (
        "tables: {users: {columns: {score: {value: 101}}}}",
        "1:28: users.score: 101 contradicts CHECK "
      ),
      (
        "tables: {users: {columns: {score: {generator: integer, min: 0, max: 5}}}}",
        "1:28: users.score: 0 is outside of what CHECK "
      ),
      (
        "tables: {users: {columns: {score: email}}}",
        "1:28: users.score: no value that email makes fits an integer"
      ),
      (
        "tables: {users: {columns: {note: {generator: template, text: '{nonsense}'}}}}",
        "1:28: users.note: the template has {nonsense}, and there is no such list of words"
      ),
      (
        "tables: {orders: {columns: {user_id: email}}}",
        "1:29: orders.user_id refers to users by a foreign key, which decides its values"
      ),
      (
        "tables: {orders: {columns: {user_id: {values: [1, 2, 900]}}}}",
        "1:29: orders.user_id refers to users.id, and no row has '900' there; "
      ),
      (
        "tables: {orders: {columns: {user_id: {references: orders.id}}}}",
        "1:29: orders.user_id refers to users by a foreign key; leave references out"
      ),
      (
        "tables: {orders: {columns: {user_id: {nulls: 0.1}}}}",
        "1:29: orders.user_id: it may not be NULL; leave nulls out"
      ),
      (
        "tables: {users: {columns: {boss_id: {distribution: even}}}}",
        "1:28: users.boss_id has no foreign key; name the table, as {references: people.id}"
      ),
      (
        "tables: {users: {columns: {boss_id: {references: users.idd}}}}",
        "1:28: users has no column 'idd'; did you mean 'id'?"
      ),
      (
        "tables: {users: {columns: {boss_id: {references: users.email}}}}",
        "1:28: users.boss_id is "
      ),
      (
        "tables: {orders: {columns: {total: {sql: 'price * amount'}}}}",
        "1:29: orders.total: the database does not understand the expression: "
      ),
      (
        "tables: {orders: {columns: {total: {sql: '(SELECT 1)'}}}}",
        "1:29: orders.total: SELECT asks for more than columns of the row"
      ),
      (
        "tables: {orders: {columns: {total: {sql: 'random() * price'}}}}",
        "1:29: orders.total: random gives another value each time; name a generator instead"
      ),
      (
        "tables: {orders: {columns: {total: {sql: price + quantity}, price: {sql: total}}}}",
        "1:29: orders.total: expressions read each other in a circle; break it"
      ),
      (
        "tables: {orders: {columns: {total: {sql: 'NULL'}}}}",
        "1:29: orders.total: some rows get NULL, which it may not be; correct that"
      ),
    ])
  func contradictions(text: String, problem: String) throws {
    for engine in ["sqlite", "postgres"] {
      let reasons = try refusal(engine, Self.shop, text)
      #expect(
        reasons.contains { $0.hasPrefix("seedbed.yml:\(problem)") }, "\(engine): \(reasons)")
    }
  }

  @Test("a value that only PostgreSQL can judge is refused before anything is written")
  func literals() throws {
    let schema = "CREATE TABLE t (id int PRIMARY KEY, address inet NOT NULL, span interval);"
    let reasons = try refusal(
      "postgres", schema, "tables: {t: {columns: {address: {value: nowhere}}}}")
    #expect(
      reasons.first?.hasPrefix("seedbed.yml:1:24: t.address: the database does not take its values")
        == true, "\(reasons)")
    let database = try filled(
      "postgres", schema, "tables: {t: {columns: {address: {values: [10.0.0.1, '::1']}}}}")
    #expect(try database.session.integer("SELECT count(DISTINCT address) FROM t") == 2)
  }

  @Test("values that no row can have under a CHECK over several columns are refused")
  func conditions() throws {
    let schema = """
      CREATE TABLE t (
        id INTEGER PRIMARY KEY, low INTEGER NOT NULL, high INTEGER NOT NULL, CHECK (low < high));
      """
    let reasons = try refusal(
      "sqlite", schema, "tables: {t: {columns: {low: {value: 9}, high: {value: 3}}}}")
    #expect(
      reasons.first?.hasPrefix(
        "seedbed.yml:1:24: t.low: what is configured for low, high contradicts ") == true,
      "\(reasons)")
  }

  @Test("a column that nothing is known for is solved by the line that the message names")
  func theNamedLineSolves() throws {
    let schema = """
      CREATE TABLE shapes (
        id int PRIMARY KEY, "the form" tid NOT NULL);
      """
    let database = try Database("postgres", schema)
    let refused = #expect(throws: FillRefused.self) {
      _ = try makeFill(database.session).run()
    }
    let reason = try #require(refused?.reasons.first)
    let line = "seedbed.yml: tables: {shapes: {columns: {the form: {value: …}}}}"
    #expect(reason.hasSuffix("name a generator for it: \(line)"), "\(reason)")
    let solved = try filled(
      "postgres", schema,
      String(line.dropFirst("seedbed.yml: ".count)).replacing("…", with: "'(0,1)'"))
    #expect(try solved.session.integer("SELECT count(*) FROM shapes") == 200)
  }

  @Test("a table that holds rows is left alone though the file names it")
  func namedTablesWithRows() throws {
    let database = try Database("sqlite", Self.shop)
    try database.session.executeScript(
      """
      INSERT INTO users (id, email, first_name, status, score, created_at, updated_at)
      VALUES (1, 'a@b.example', 'A', 'new', 5, '2020-01-01', '2020-01-01')
      """)
    let report = try makeFill(
      database.session, rows: nil,
      configuration: configuration("tables: {users: {rows: 5}, orders: {rows: 6}}")
    ).run()
    #expect(report.exitStatus == .done)
    #expect(try database.session.integer("SELECT count(*) FROM users") == 1)
    #expect(try database.session.integer("SELECT count(*) FROM orders") == 6)
  }

  @Test("what was begun with another configuration is refused and not mixed")
  func ledger() throws {
    let database = try Database("sqlite", Self.shop)
    let weights = "tables: {users: {columns: {status: {values: {active: 9, closed: 1}}}}}"
    // A trigger that a rehearsal of a few rows does not meet.
    try database.session.executeScript(
      """
      CREATE TRIGGER closed BEFORE INSERT ON orders WHEN (SELECT count(*) FROM orders) >= 70
      BEGIN SELECT RAISE(ABORT, 'closed'); END
      """)
    #expect(throws: FillFailure.self) {
      _ = try makeFill(database.session, configuration: configuration(weights)).run()
    }
    try database.session.executeScript("DROP TRIGGER closed")
    #expect(try database.session.integer("SELECT count(*) FROM users") == 100)
    for other in [weights.replacing("9", with: "8"), "{}", "locale: de_DE"] {
      let refused = #expect(throws: BulkLoadRefused.self) {
        _ = try makeFill(database.session, configuration: configuration(other)).run()
      }
      #expect(refused?.description.contains("configuration, reference data") == true)
    }
    let rest = try makeFill(database.session, configuration: configuration(weights)).run()
    #expect(rest.exitStatus == .done)
    #expect(try database.session.integer("SELECT count(*) FROM orders") == 100)
    // What has come to its end is there like other rows, whatever the configuration is now.
    for later in [weights, "locale: de_DE"] {
      let report = try makeFill(database.session, configuration: configuration(later)).run()
      #expect(report.exitStatus == .done)
      #expect(report.tables.allSatisfy { $0.reason == "filled before; --append adds rows" })
    }
    #expect(try database.session.integer("SELECT count(*) FROM users") == 100)
  }

  @Test("the configuration can be made in code")
  func inCode() throws {
    let database = try Database("sqlite", Self.shop)
    let made = FillConfiguration(
      rows: .count(20), exclude: ["orders"],
      tables: [.init("users", columns: [.init("status", .list([.text("new")], weights: nil))])])
    _ = try makeFill(database.session, rows: nil, configuration: made).run()
    #expect(try database.session.integer("SELECT count(*) FROM users WHERE status = 'new'") == 20)
    #expect(try database.session.integer("SELECT count(*) FROM orders") == 0)
  }
}
