import Foundation
import Glibc
import Seedbed
import Testing

/// Steps without Swift: a folder of SQL and YAML files on both engines, by the real executable.
@Suite struct StepFolderTests {
  typealias Engine = SeedingTarget.Engine

  static let schema = """
    CREATE TABLE companies (
      id integer NOT NULL PRIMARY KEY, slug text NOT NULL UNIQUE, name text NOT NULL,
      founded_at timestamp);
    CREATE TABLE users (
      id integer NOT NULL PRIMARY KEY, company_id integer NOT NULL REFERENCES companies (id),
      email text NOT NULL UNIQUE);
    CREATE TABLE orders (
      id integer NOT NULL PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id),
      quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 90));
    CREATE TABLE notes (id integer NOT NULL PRIMARY KEY, body text NOT NULL);
    """

  static let companies = """
    -- title: Companies
    -- provides: company_id = SELECT id FROM companies WHERE slug = 'acme'
    -- provides: motto = SELECT name FROM companies WHERE slug = 'hara'
    -- check: there are companies | minimum | at least 2 | SELECT count(*) FROM companies
    INSERT INTO companies (id, slug, name, founded_at) VALUES
      (7, 'acme', 'Acme; Inc.', :as_of), (8, 'hara', 'O''Hara -- "Sons"; :seed', NULL)
    ON CONFLICT (slug) DO UPDATE SET name = excluded.name;
    """

  static let orders = """
    title: Users and orders
    requires: [company_id]
    flag: SKIP_ORDERS
    checks:
      - {title: there are orders, kind: minimum, expect: at least 60, sql: SELECT count(*) FROM orders}
    fill:
      tables:
        users: {rows: 20, columns: {company_id: {value: ":company_id"}}}
        orders: {rows: 3/users}
    """

  static let notes = """
    -- requires: motto, company_id
    -- flag: WITH_NOTES
    INSERT INTO notes (id, body) VALUES (1, :motto), (:company_id, 'seed ' || CAST(:seed AS text));
    INSERT INTO notes (id, body) SELECT 9, 'with' WHERE :with_notes;
    """

  private func makeTarget(_ engine: Engine) throws -> StepsTarget {
    let target = try StepsTarget(engine, schema: Self.schema)
    try target.write("01_companies.sql", Self.companies)
    try target.write("02_orders.yml", Self.orders)
    try target.write("10_notes.sql", Self.notes)
    return target
  }

  @Test(arguments: Engine.allCases)
  func runsAMixedFolder(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    let first = try await target.run("run", "--with-notes")
    #expect(first.status == 0, "\(first)")
    #expect(first.output.contains("2 checks: 2 passed"), "\(first)")
    #expect(first.lastLine.hasPrefix("Total  3 steps, 85 rows written"), "\(first)")
    #expect(
      try target.values("SELECT body FROM notes ORDER BY id")
        == ["O'Hara -- \"Sons\"; :seed", "seed 42", "with"])
    #expect(try target.values("SELECT DISTINCT company_id FROM users") == ["7"])
    let second = try await target.run("run", "--with-notes")
    #expect(second.lastLine.hasPrefix("Total  0 steps, 3 fresh, 0 rows written"), "\(second)")
    let validated = try await target.run("validate")
    #expect(validated.status == 0, "\(validated)")
    let listed = try await target.run("steps")
    #expect(listed.output.contains("02_orders     Users and orders  unless SKIP_ORDERS"))
    #expect(listed.output.contains("WITH_NOTES              false"), "\(listed)")
  }

  @Test func endsInTheSameDigestOnBothEngines() async throws {
    var digests: [String] = []
    for engine in Engine.allCases {
      let target = try makeTarget(engine)
      let outcome = try await target.run("run", "--with-notes", "--quiet")
      #expect(outcome.status == 0, "\(outcome)")
      digests.append(try await target.run("digest").output)
    }
    #expect(digests[0].contains("orders     60"), "\(digests)")
    #expect(digests[0] == digests[1])
  }

  @Test(arguments: Engine.allCases)
  func repeatsAStepWhoseFileChangedAndWhatRequiresIt(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    _ = try await target.run("run", "--with-notes", "--quiet")
    // Not written so that it could be repeated: it is asked for its values alone.
    try target.write(
      "10_notes.sql",
      Self.notes.replacing("(id, body) VALUES (1", with: "VALUES (2")
        .replacing("(:company_id,", with: "(5,").replacing("SELECT 9", with: "SELECT 6"))
    let outlook = try await target.run("plan", "--with-notes")
    #expect(outlook.output.contains("changed: source file 10_notes.sql"), "\(outlook)")
    let later = try await target.run("run", "--with-notes")
    #expect(later.status == 0, "\(later)")
    #expect(later.lastLine.hasPrefix("Total  1 step, 2 fresh, "), "\(later)")
    #expect(later.errors.contains("fresh, finished in run 1; asked for its values"), "\(later)")
    #expect(
      try target.values("SELECT id FROM notes ORDER BY id") == ["1", "2", "5", "6", "7", "9"])

    try target.write("01_companies.sql", Self.companies.replacing("Acme; Inc.", with: "Acme"))
    let plan = try await target.plan()
    #expect(plan["01_companies"]?.standing == .changed)
    #expect(plan["02_orders"]?.reason == "changed: requires 01_companies, which changed")
    let third = try await target.run("run", "--skip", "10")
    #expect(third.status == 0, "\(third)")
    #expect(third.lastLine.hasPrefix("Total  2 steps, 1 skipped, 2 rows written"), "\(third)")
    #expect(try target.values("SELECT name FROM companies WHERE id = 7") == ["Acme"])
    #expect(try target.values("SELECT count(*) FROM orders") == ["60"])
  }

  @Test(arguments: Engine.allCases)
  func obeysFlagsAndLeavesOutTheChecksOfSkippedSteps(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    let outcome = try await target.run("run", environment: ["SKIP_ORDERS": "true"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.errors.contains("skipped: SKIP_ORDERS is true"), "\(outcome)")
    #expect(outcome.errors.contains("skipped: WITH_NOTES is false"), "\(outcome)")
    #expect(outcome.output.contains("1 check: 1 passed"), "\(outcome)")
    #expect(try target.values("SELECT count(*) FROM users") == ["0"])
    let option = try await target.run("run", "--skip-orders=false", "--with-notes")
    #expect(option.lastLine.hasPrefix("Total  2 steps, 1 fresh"), "\(option)")
  }

  @Test(arguments: Engine.allCases)
  func runsNothingWhereAFileIsWrong(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    try target.write("03_a.sql", "-- titel: x\nSELECT 1")
    try target.write("10_b.sql", "SELECT 1")
    let outcome = try await target.run("run", "--onyl", "3")
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.errors.contains("db/03_a.sql:1:4: there is no key 'titel'"), "\(outcome)")
    #expect(outcome.errors.contains("db/10_notes.sql: the number 10 is also that of 10_b.sql"))
    #expect(outcome.errors.contains("there is no option '--onyl'; did you mean '--only'?"))
    try FileManager.default.removeItem(atPath: "\(target.folder.path)/db/10_b.sql")
    try target.write("03_a.sql", "SELECT :company_id, 'a")
    let quoted = try await target.run("plan")
    #expect(quoted.errors.contains("db/03_a.sql:1:1: a quote has no end; close it"), "\(quoted)")
    try target.write("03_a.sql", "SELECT\n :company_id")
    let unrequired = try await target.run("run")
    #expect(
      unrequired.errors.contains(
        "db/03_a.sql:2:1: ':company_id' is provided by step 01_companies; add 'company_id' to "
          + "'requires'"), "\(unrequired)")
    #expect(unrequired.status == 64)
    try target.write("03_a.sql", "-- requires: compny_id\nSELECT 1")
    let missing = try await target.run("run")
    #expect(
      missing.errors.contains(
        "step 03_a requires 'compny_id', which no step provides; did you mean 'company_id'?"),
      "\(missing)")
    #expect(try target.values("SELECT count(*) FROM companies") == ["0"])
  }

  @Test(arguments: Engine.allCases)
  func undoesAStepWhoseStatementFailsAndNamesItsLine(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    try target.write(
      "03_more.sql",
      """
      INSERT INTO companies (id, slug, name) VALUES (20, 'x', 'X');

      INSERT INTO companies (id, slug, name)
        VALUES (21, 'acme', 'Y');
      """)
    let outcome = try await target.run("run")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.errors.contains("db/03_more.sql:3: "), "\(outcome)")
    #expect(outcome.errors.contains("then go on with: seedbed run --steps db\n"), "\(outcome)")
    #expect(try target.values("SELECT id FROM companies ORDER BY id") == ["7", "8"])
    try target.write("03_more.sql", "UPDATE companies SET name = 'x' WHERE id = 99")
    let nothing = try await target.run("run")
    #expect(nothing.status == 1, "\(nothing)")
    #expect(
      nothing.errors.contains(
        "db/03_more.sql: the step wrote nothing; if that is fine, say why: -- writes-nothing: REASON"
      ), "\(nothing)")
    try target.write(
      "03_more.sql", "-- writes-nothing: it may be\nUPDATE companies SET name = 'x' WHERE id = 99")
    let fine = try await target.run("run")
    #expect(fine.status == 0, "\(fine)")
    #expect(
      fine.errors.contains("(it may be; failed in run 2)") || fine.errors.contains("it may be"))
    try target.write(
      "04_none.sql", "-- provides: x = SELECT id FROM notes\nUPDATE companies SET name = 'x'")
    let none = try await target.run("run")
    #expect(none.status == 1, "\(none)")
    #expect(
      none.errors.contains(
        "db/04_none.sql:1: the query of 'x' finds no row; it has to find one value"), "\(none)")
  }

  @Test(arguments: Engine.allCases)
  func exitsWith2WhereACheckFails(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    try target.write(
      "01_companies.sql",
      "-- check: no O'Hara | integrity | no rows | SELECT id, slug FROM companies WHERE id = 8\n"
        + Self.companies)
    let outcome = try await target.run("run")
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.output.contains("id 8, slug hara"), "\(outcome)")
    let again = try await target.run("validate")
    #expect(again.status == 2, "\(again)")
  }

  @Test(arguments: Engine.allCases)
  func goesOnAfterItWasKilledWithinAFill(_ engine: Engine) async throws {
    let files = [
      "01_companies.sql": Self.companies,
      "02_orders.yml": Self.orders.replacing("rows: 20", with: "rows: 3000")
        .replacing("3/users", with: "10/users"),
    ]
    let target = try StepsTarget(engine, schema: Self.schema)
    let whole = try StepsTarget(engine, schema: Self.schema)
    for (name, text) in files {
      try target.write(name, text)
      try whole.write(name, text)
    }
    let killed = try await target.run("run") { process in
      let session = try target.openSession()
      defer { session.close() }
      // The users are committed, and the orders come next.
      while process.isRunning, (try? SeedLedger.read(session).chunks.count) ?? 0 == 0 {
        // Not a task's sleep: other tests may keep its threads busy for longer than the load takes.
        usleep(500)
      }
      kill(process.processIdentifier, SIGKILL)
      _ = await process.wait()
    }
    #expect(killed.signal == SIGKILL, "\(killed)")
    #expect(try target.values("SELECT count(*) FROM users") == ["3000"])
    #expect(try target.values("SELECT count(*) FROM orders") != ["30000"])
    let rest = try await target.run("run")
    #expect(rest.status == 0, "\(rest)")
    #expect(rest.errors.contains("run 1 died; this one goes on from there"), "\(rest)")
    _ = try await whole.run("run", "--quiet")
    #expect(try await target.run("digest").output == (try await whole.run("digest").output))
  }

  @Test(arguments: Engine.allCases)
  func emptiesOnlyTheTablesOfItsSteps(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    let session = try target.openSession()
    try session.execute("INSERT INTO notes (id, body) VALUES (100, 'mine')", [])
    session.close()
    try target.write("10_notes.sql", "UPDATE notes SET body = 'changed' WHERE id = 100")
    let first = try await target.run("run", "--quiet")
    #expect(first.status == 0, "\(first)")
    let digest = try await target.run("digest").output
    let unasked = try await target.run("replant")
    #expect(unasked.status == 3, "\(unasked)")
    let anew = try await target.run("replant", "--yes")
    #expect(anew.status == 0, "\(anew)")
    #expect(anew.errors.contains("Emptying 3 tables"), "\(anew)")
    #expect(try await target.run("digest").output == digest)
    let foreign = try target.openSession()
    try foreign.execute("INSERT INTO companies (id, slug, name) VALUES (50, 'own', 'Own')", [])
    foreign.close()
    let refused = try await target.run("run", "--restart", "--yes")
    #expect(refused.status == 3, "\(refused)")
    #expect(refused.errors.contains("rows that no run of Seedbed wrote: 1 in companies"))
  }

  @Test(arguments: Engine.allCases)
  func fillsNoTableThatHoldsRowsOfOthers(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    try target.write("02_orders.yml", "fill: {tables: {companies: {rows: 5}}}")
    let outcome = try await target.run("run")
    #expect(outcome.status == 3, "\(outcome)")
    #expect(
      outcome.errors.contains(
        "these tables hold rows: companies; a step fills empty tables and those that it has begun "
          + "itself, so leave them out of it"), "\(outcome)")
    try target.write(
      "02_orders.yml", "fill: {tables: {users: {columns: {company_id: {value: 6}}}}}")
    let orphans = try await target.run("run")
    #expect(orphans.status == 3, "\(orphans)")
    #expect(
      orphans.errors.contains(
        "db/02_orders.yml:1:35: users.company_id refers to companies.id, and no row has '6' "
          + "there; name values that rows have, or let these rows be written first"), "\(orphans)")
  }

  @Test(arguments: Engine.allCases)
  func needsTablesThatAreThere(_ engine: Engine) async throws {
    let target = try StepsTarget(engine, schema: "")
    try target.write("01_companies.sql", Self.companies)
    for command in ["run", "plan", "validate"] {
      let outcome = try await target.run(command)
      #expect(outcome.status == 3, "\(outcome)")
      #expect(outcome.errors.contains("refused: the database has no tables; let the application"))
    }
    let created = try await target.run("run", "--create-database")
    #expect(created.status == 64, "\(created)")
    let saved = try await target.run("run", environment: ["SEED_SNAPSHOT": "save"])
    #expect(saved.status == 64, "\(saved)")
  }

  @Test func createsNoDatabase() async throws {
    let target = try StepsTarget(.sqlite, schema: Self.schema)
    try target.write("01_companies.sql", Self.companies)
    let outcome = try await target.run("run", environment: ["DATABASE_URL": "sqlite:no.sqlite"])
    #expect(outcome.status == 1, "\(outcome)")
    #expect(try target.folder.files() == ["db", "shop.sqlite"])
  }
}
