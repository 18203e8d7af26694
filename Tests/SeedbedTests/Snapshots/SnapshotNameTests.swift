import Testing

@testable import Seedbed

@Suite struct SnapshotNameTests {
  @Test(arguments: [
    "a", "batch_100k", "2026-01-01.full", "A-b_c.9", String(repeating: "n", count: 100),
  ])
  func takesWhatIsTheNameOfAFolderEverywhere(text: String) throws {
    #expect(try SnapshotName(text).text == text)
  }

  @Test(arguments: [
    "", ".", "..", "../x", "a/b", "/etc", ".hidden", "-rf", "--yes", "a b", "a\u{0}b", "a\nb",
    "a'b", "a\"b", "a;b", "$(x)", "café", "a\\b", "README.md", String(repeating: "n", count: 101),
    String(repeating: "n", count: 300), "\u{202e}x", "a%2fb", "a:b",
  ])
  func refusesWhatCouldBeAnythingElse(text: String) {
    let error = #expect(throws: UsageProblems.self) { try SnapshotName(text) }
    let problem = error?.problems.first ?? ""
    #expect(problem.contains("cannot name a snapshot"))
    #expect(problem.utf8.allSatisfy { $0 >= 0x20 }, "\(problem)")
    #expect(problem.count < 300)
  }

  @Test(arguments: [
    ("save", SnapshotRequest.save(nil)), ("none", nil),
    ("save:x", .save(try? SnapshotName("x"))),
  ])
  func readsRequests(text: String, request: SnapshotRequest?) throws {
    #expect(try SnapshotRequest.read(text) == request)
  }

  @Test func readsTheNameToRestore() throws {
    #expect(try SnapshotRequest.read("restore:x") == .restore(SnapshotName("x")))
  }

  @Test(arguments: [
    "", "sav", "SAVE", "restore", "restore:", "save:", "save:../x", "restore:a:b", "restore x",
    "delete:x", " save",
  ])
  func refusesOtherRequests(text: String) {
    #expect(throws: UsageProblems.self) { try SnapshotRequest.read(text) }
  }

  @Test func refusesAMisspeltRequestBeforeTheRun() {
    let error = #expect(throws: UsageProblems.self) {
      try FlagResolver.resolve(
        declarations: FrameworkFlags.declarations, environment: ["SEED_SNAPSHOT": "sav"],
        options: [], now: Timestamp(seconds: 0))
    }
    #expect(
      error?.problems == ["SEED_SNAPSHOT is 'sav'; it takes save, save:NAME or restore:NAME"])
  }

  @Test func namesASnapshotByWhatIsInIt() throws {
    var origin = SnapshotOrigin(
      seed: 42, asOf: "2026-01-01T00:00:00Z",
      plans: [.init(name: "batch", parents: 100_000, fingerprint: "")])
    #expect(
      try origin.name(engine: "postgres", rowCount: 9).text
        == "postgres_batch-100k_seed42_20260101")
    origin.plans = [.init(name: "../ü", parents: 1_500_000, fingerprint: "")]
    #expect(try origin.name(engine: "sqlite", rowCount: 9).text == "sqlite_..---1m_seed42_20260101")
    #expect(
      try SnapshotOrigin().name(engine: "sqlite", rowCount: 3278).text == "sqlite_3k-rows")
  }

  @Test func tellsSchemasApartByEveryPartOfThem() {
    func catalog(_ change: (inout SchemaCatalog.Table) -> Void) -> String {
      var table = SchemaCatalog.Table(
        name: "t",
        columns: [.init(name: "a", type: .text, declaredType: "text", isNullable: true)])
      change(&table)
      return SchemaCatalog(tables: [table]).fingerprint
    }
    let all = [
      catalog { _ in }, catalog { $0.name = "u" }, catalog { $0.columns[0].name = "b" },
      catalog { $0.columns[0].isNullable = false }, catalog { $0.columns[0].hasDefault = true },
      catalog { $0.columns[0].declaredType = "varchar" }, catalog { $0.primaryKey = ["a"] },
      catalog { $0.uniqueKeys = [["a"]] }, catalog { $0.checks = ["a"] },
      catalog { $0.indexes = [.init(name: "a", definition: "")] },
      catalog {
        $0.foreignKeys = [.init(columns: ["a"], parentTable: "t", parentColumns: ["a"])]
      },
    ]
    #expect(Set(all).count == all.count)
  }
}
