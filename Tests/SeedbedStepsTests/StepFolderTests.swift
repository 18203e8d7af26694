import Seedbed
import SeedbedConfiguration
import SeedbedTestSupport
import Testing

@testable import SeedbedSteps

/// Everything that can be wrong with a folder of steps is found before a database is opened.
@Suite struct StepFolderTests {
  /// The problems of a folder with some files; `DIR` stands for the folder.
  static func problems(
    _ files: KeyValuePairs<String, String>, dialect: RelationalSchema.Dialect = .sqlite
  ) throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    let steps = StepFolder(path: folder.path, reservedOptions: ["--force"])
    do {
      _ = try steps.application(for: dialect)
      return []
    } catch {
      return error.problems.map { $0.replacing(folder.path, with: "DIR") }
    }
  }

  @Test(arguments: [
    ("-- titel: x\nSELECT 1", "DIR/01_a.sql:1:4: there is no key 'titel'; did you mean 'title'?"),
    ("-- Title: x\nSELECT 1", "DIR/01_a.sql:1:4: there is no key 'Title'; did you mean 'title'?"),
    (
      "-- owner: x\nSELECT 1",
      "DIR/01_a.sql:1:4: there is no key 'owner'; there are title, requires, provides, flag, check, "
        + "writes-nothing; a comment that is none of these begins with a capital letter"
    ),
    (
      "-- title: x\n-- title: y\nSELECT 1",
      "DIR/01_a.sql:2:4: 'title' is there twice; write it once"
    ),
    (
      "-- title:\nSELECT 1",
      "DIR/01_a.sql:1:4: 'title' says nothing; write what, or leave it out"
    ),
    (
      "SELECT 1;\n-- flag: SKIP_A",
      "DIR/01_a.sql:2:4: 'flag' comes after the first statement; move it to the beginning of the file"
    ),
    (
      "-- requires: A-b\nSELECT 1",
      "DIR/01_a.sql:1:4: 'A-b' is no name of a value; write lower-case words, as in company_id"
    ),
    (
      "-- requires: b\nSELECT 1",
      "step 01_a requires 'b', which no step provides; add it to a step's `provides`"
    ),
    (
      "-- provides: x\nSELECT 1",
      "DIR/01_a.sql:1:4: 'provides' is a name and a query, as in company_id = SELECT id FROM "
        + "companies WHERE …"
    ),
    (
      "-- provides: x = DELETE FROM a\nSELECT 1",
      "DIR/01_a.sql:1:4: 'provides' takes one query, as in SELECT id FROM companies WHERE …"
    ),
    (
      "-- provides: seed = SELECT 1\nSELECT 1",
      "DIR/01_a.sql:1:4: ':seed' is there already, as the seed, the instant or a flag; take another "
        + "name"
    ),
    (
      "-- flag: skip_a\nSELECT 1",
      "DIR/01_a.sql:1:4: 'skip_a' is no name of a flag; write capitals, as in SKIP_COMPANIES"
    ),
    (
      "-- flag: SEED\nSELECT 1",
      "DIR/01_a.sql:1:4: the flag SEED cannot be used, since --seed is taken; take another name"
    ),
    (
      "-- flag: FORCE\nSELECT 1",
      "DIR/01_a.sql:1:4: the flag FORCE cannot be used, since --force is taken; take another name"
    ),
    (
      "-- check: a | minimum | SELECT 1\nSELECT 1",
      "DIR/01_a.sql:1:4: 'check' is a title, a kind, what is expected and a query, as in there are "
        + "companies | minimum | at least 1 | SELECT count(*) FROM companies"
    ),
    (
      "-- check: a | minimal | no rows | SELECT 1\nSELECT 1",
      "DIR/01_a.sql:1:4: there is no kind of check 'minimal'; did you mean 'minimum'?"
    ),
    (
      "-- check: a | quality | some | SELECT 1\nSELECT 1",
      "DIR/01_a.sql:1:4: 'some' is nothing that a check can expect; write 'at least 5' or 'no rows'"
    ),
    (
      "-- check: a | quality | no rows | SELECT :seed\nSELECT 1",
      "DIR/01_a.sql:1:4: a check takes no values, and this one names ':seed'"
    ),
    (
      "-- check: a | quality | no rows | SELECT 1; SELECT 2\nSELECT 1",
      "DIR/01_a.sql:1:4: a check takes one query, as in SELECT id FROM companies WHERE …"
    ),
    (
      "-- check: a b | quality | no rows | SELECT 1\n-- check: A b | quality | no rows | SELECT 1\n"
        + "SELECT 1", "DIR/01_a.sql:2:4: two checks are called 'A b'; give one another title"
    ),
    (
      "-- title: x",
      "DIR/01_a.sql:1:1: the step has no statement; write one, or say why with -- writes-nothing: "
        + "REASON"
    ),
    (
      "SELECT 1,\n  :sed",
      "DIR/01_a.sql:2:1: there is no value ':sed'; did you mean ':seed'?"
    ),
    (
      "SELECT :quite_other",
      "DIR/01_a.sql:1:1: there is no value ':quite_other'; let an earlier step provide it: provides: "
        + "quite_other = SELECT …"
    ),
    (
      "-- provides: x = SELECT 1\nSELECT :x",
      "DIR/01_a.sql:2:1: ':x' is what this step provides itself, once it has run; take it from the "
        + "table"
    ),
    (
      "ROLLBACK",
      "DIR/01_a.sql:1:1: ROLLBACK has no place in a step, which is one transaction that "
        + "Seedbed opens and commits; leave the statement out"
    ),
    ("SELECT '\u{0}'", "DIR/01_a.sql:1:1: there is a NUL in the file; take it out"),
  ])
  func findsWhatIsWrongInSQL(text: String, problem: String) throws {
    let found = try Self.problems(["01_a.sql": text])
    #expect(found == [problem] || Self.registryProblems(text) == [problem], "\(found)")
  }

  /// What the plan of a run finds, which knows of all steps.
  private static func registryProblems(_ text: String) -> [String] {
    var problems: [String] = []
    _ = UsageProblems.collecting(into: &problems) { () throws(UsageProblems) in
      guard let folder = try? TemporaryFolder(), (try? folder.write(text, to: "01_a.sql")) != nil
      else { return }
      let application = try StepFolder(path: folder.path).application(for: .sqlite)
      _ = try RunPlan(
        application: application, flags: FlagValues(defaultsOf: application.allFlags))
    }
    return problems
  }

  @Test(arguments: [
    ("titel: x", "DIR/01_a.yml:1:1: a step has no key 'titel'; did you mean 'title'?"),
    (
      "title: x",
      "DIR/01_a.yml:1:1: the step fills nothing; add 'fill:', or say why with 'writes-nothing: "
        + "REASON'"
    ),
    ("fill: {}", "DIR/01_a.yml:1:7: 'fill' names no table; write tables, or rows or size for all"),
    (
      "fill: {tabels: {}}",
      "DIR/01_a.yml:1:8: the configuration has no key 'tabels'; did you mean 'tables'?"
    ),
    (
      "fill: {tables: {a: {rows: -1}}}",
      "DIR/01_a.yml:1:27: rows is a whole number from 0 up, or a number for each row of another table "
        + "as 10/companies, and not '-1'"
    ),
    (
      "requires: [A]\nfill: {rows: 1}",
      "DIR/01_a.yml:1:11: 'A' is no name of a value; write lower-case words, as in company_id"
    ),
    (
      "flag: no\nfill: {rows: 1}",
      "DIR/01_a.yml:1:7: 'no' is no name of a flag; write capitals, as in SKIP_COMPANIES"
    ),
    ("checks: x\nfill: {rows: 1}", "DIR/01_a.yml:1:9: 'checks' is a list, and not 'x'"),
    (
      "checks: [{title: a, kind: quality, sql: SELECT 1}]\nfill: {rows: 1}",
      "DIR/01_a.yml:1:10: the check has no 'expect'; add it"
    ),
    (
      "checks: [{title: a, kind: nice, expect: no rows, sql: SELECT 1}]\nfill: {rows: 1}",
      "DIR/01_a.yml:1:10: there is no kind of check 'nice'; there are integrity, minimum, quality"
    ),
    (
      "fill: {tables: {a: {columns: {b: {value: ':c'}}}}}",
      "DIR/01_a.yml:1:31: there is no value ':c'; let an earlier step provide it: provides: c = "
        + "SELECT …; for the text itself write '::c'"
    ),
    (
      "fill: {tables: {a: {columns: {b: {values: [':sed']}}}}}",
      "DIR/01_a.yml:1:31: there is no value ':sed'; did you mean ':seed'?; for the text itself write "
        + "'::sed'"
    ),
    (
      "fill: {tables: {a: {columns: {b: {sql: ':seed + 1'}}}}}",
      "DIR/01_a.yml:1:31: an expression takes no values, and this one names ':seed'; give the column "
        + "{value: ':seed'}, or compute it in an SQL step"
    ),
  ])
  func findsWhatIsWrongInYAML(text: String, problem: String) throws {
    #expect(try Self.problems(["01_a.yml": text]) == [problem])
  }

  @Test func reportsEveryBadNameAtOnce() throws {
    let sql = "SELECT 1"
    let found = try Self.problems([
      "01_a.sql": sql, "1_b.sql": sql, "02_B.sql": sql, "c.sql": sql, "01_d.yml": "fill: {rows: 1}",
      "03_e.yaml": "", "04_f.txt": "", "README.md": "", "notes.txt": "", "07_g.sql": sql,
      "05_h.sql": "-- titel: x\nSELECT 1",
    ])
    let advice =
      "that is no name of a step; write two digits or more, lower-case words and .sql or .yml, as in "
      + "07_orders.sql"
    #expect(
      found == [
        "DIR/01_d.yml: the number 1 is also that of 01_a.sql; give each file a number of its own",
        "DIR/02_B.sql: \(advice)",
        "DIR/03_e.yaml: files of steps end in .sql or .yml; rename it",
        "DIR/04_f.txt: \(advice)",
        "DIR/05_h.sql:1:4: there is no key 'titel'; did you mean 'title'?",
        "DIR/1_b.sql: \(advice)",
        "DIR/c.sql: \(advice)",
      ])
  }

  @Test func namesTheStepThatWouldProvideAValue() throws {
    let found = try Self.problems([
      "01_a.sql": "-- provides: x = SELECT 1\nSELECT 1", "02_b.sql": "SELECT :x, :y",
      "10_c.sql": "-- provides: y = SELECT 1\nSELECT 1",
    ])
    #expect(
      found == [
        "DIR/02_b.sql:1:1: ':x' is provided by step 01_a; add 'x' to 'requires'",
        "DIR/02_b.sql:1:1: ':y' is provided by step 10_c only later; move one of the steps",
      ])
  }

  @Test func readsEverythingThatAFileDeclares() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      -- title: Companies: all of them
      -- Note: this is prose, and so is the example:
      --
      --     flag: SKIP_NOTHING
      --
      -- provides: a = SELECT 1 WHERE 1 = 1
      -- provides: b = SELECT
      --   2
      -- flag: SKIP_SOME
      -- check: a | quality | at least 3 |
      --        SELECT 'x' || 'y'
      /* flag: SKIP_NOT_THIS */
      INSERT INTO companies VALUES (1);
      """, to: "10_companies.sql")
    try folder.write(
      """
      requires: [a, b]
      flag: WITH_ORDERS
      provides: {c: SELECT 3}
      checks:
        - {title: there are orders, kind: minimum, expect: at least 2, sql: SELECT 4}
      fill: {tables: {orders: {rows: 2/users}, users: {rows: 4}, "x*": {rows: 9}}}
      """, to: "200_order_items.yml")
    let steps = StepFolder(path: folder.path)
    #expect(steps.problems == [])
    let application = try steps.application(for: .postgres)
    #expect(application.steps.map(\.id.rawValue) == ["10_companies", "200_order_items"])
    #expect(application.steps.map(\.title) == ["Companies: all of them", "Order items"])
    #expect(application.steps.map(\.provides.names) == [["a", "b"], ["c"]])
    #expect(application.steps.map(\.requires.names) == [[], ["a", "b"]])
    #expect(application.steps.map(\.commits) == [.once, .perChunk])
    #expect(application.flags.map(\.name) == ["SKIP_SOME", "WITH_ORDERS"])
    #expect(
      application.flags.map(\.kind) == [.boolean(.skipsWhenTrue), .boolean(.enablesWhenTrue)])
    #expect(application.checks.map(\.id) == ["10_companies_a", "200_order_items_there_are_orders"])
    #expect(application.checks.map(\.kind) == [.quality, .minimum])
    let flags = FlagValues(defaultsOf: application.allFlags)
    #expect(application.steps[0].estimatedRows(flags) == [TableEstimate("companies", 1)])
    #expect(
      application.steps[1].estimatedRows(flags)
        == [TableEstimate("orders", 8), TableEstimate("users", 4)])
  }

  @Test func sharesAFlagBetweenSteps() throws {
    let folder = try TemporaryFolder()
    for name in ["01_a.sql", "02_b.sql"] {
      try folder.write("-- flag: SKIP_BOTH\nSELECT 1", to: name)
    }
    let application = try StepFolder(path: folder.path).application(for: .sqlite)
    #expect(application.flags.map(\.meaning) == ["Leaves out the steps 01_a, 02_b"])
    let flags = FlagValues(defaultsOf: application.allFlags)
    #expect(try RunPlan(application: application, flags: flags).running.count == 2)
  }

  @Test func saysWhereAFolderIsMissingOrEmpty() throws {
    let folder = try TemporaryFolder()
    let missing = StepFolder(path: folder.path("none"))
    #expect(missing.problems.count == 1)
    #expect(missing.problems[0].contains("No such file or directory; name a folder of numbered"))
    #expect(StepFolder(path: folder.path).problems[0].contains("the folder has no steps"))
  }

  @Test(arguments: ["orders", "orders.sql", "order_items2.yml"])
  func numbersNewStepsAndTheyRunAsTheyAre(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("SELECT 1", to: "09_a.sql")
    let first = try NewStep(named: name, in: folder.path)
    let second = try NewStep(named: name, in: folder.path)
    let base = name.hasSuffix(".yml") ? name : "orders.sql"
    #expect(first.path == folder.path("10_\(base)"))
    #expect(second.path == folder.path("11_\(base)"))
    let application = try StepFolder(path: folder.path).application(for: .postgres)
    let flags = FlagValues(defaultsOf: application.allFlags)
    #expect(try RunPlan(application: application, flags: flags).running.count == 3)
  }

  @Test(arguments: [
    "", ".sql", "Orders", "a b", "../a", "a/b", "/etc/passwd", "a\nb", "a;b", "orders.txt", "ä",
    "..",
    "-x", "a\u{0}",
  ])
  func refusesHostileNames(name: String) throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: UsageProblems.self) {
      try NewStep(named: name, in: folder.path)
    }
    #expect(error.problems.count == 1)
    #expect(error.problems[0].contains("is no name of a step"))
    #expect(!error.problems[0].contains("\n") && !error.problems[0].contains("\u{0}"))
    #expect(try folder.fileNames == [])
  }
}
