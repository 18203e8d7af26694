import Seedbed
import SeedbedSQLite
import Testing

@testable import TalentPlatform

@Suite("A bulk load")
struct BulkLoadTests {
  static let schema = """
    CREATE TABLE parents (id integer PRIMARY KEY, name text NOT NULL UNIQUE);
    CREATE TABLE children (
      id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parents (id),
      friend_id integer REFERENCES parents (id), value integer
    );
    """

  private struct Broken: Error, CustomStringConvertible {
    let description = "not this one"
  }

  /// A plan of parents with up to three children, one of which may fail.
  private func plan(
    parents count: Int, failingAtParent failing: Int? = nil, largestValue: Int = 999
  ) throws -> BulkPlan {
    let parents = TablePlan("parents", rows: count) {
      Column("id", .rowNumber())
      Column(
        "name",
        .each { row -> String in
          if row.index == failing { throw Broken() }
          return "n\(row.index)-\(row.random.integer(in: 0...99))"
        })
    }
    let children = TablePlan("children", per: parents, 0...3) {
      Column("id", .rowNumber())
      Column("parent_id", .parent("id"))
      Column("value", Generator.integer(in: 0...largestValue).nullable(0.1))
    }
    return BulkPlan("people", noun: "people", tables: [parents, children])
  }

  private func loaded(parents: Int) throws -> DigestReport {
    let database = try LoadedDatabase(schema: Self.schema)
    try database.load(plan(parents: parents))
    return try database.digest()
  }

  private func chunks(_ database: LoadedDatabase) throws -> Int {
    try database.integer("SELECT count(*) FROM seedbed_chunks")
  }

  @Test("that is done already writes nothing and says so")
  func isIdempotent() throws {
    let database = try LoadedDatabase(schema: Self.schema)
    try database.load(plan(parents: 1000), chunkSize: 300, isVerbose: true)
    #expect(try chunks(database) == 4)
    #expect(database.counts.rowCount(of: "parents") == 1000)
    #expect(database.counts.written == database.counts.total)
    #expect(database.reporter.progress.map(\.parentsDone) == [300, 600, 900, 1000])
    #expect(database.reporter.progress.last?.rowsDone == database.counts.total)
    #expect(database.reporter.notes.count == 4)
    #expect(
      database.reporter.notes.first?.hasPrefix("chunk 1/4: people 1–300, ") == true,
      "\(database.reporter.notes)")
    let (digest, counts) = (try database.digest(), database.counts)

    try database.load(plan(parents: 1000), chunkSize: 77)
    #expect(database.counts.written == 0)
    #expect(database.counts.total == counts.total)
    #expect(database.reporter.notes == ["all 1000 people are there already"])
    #expect(try database.digest() == digest)
    #expect(try chunks(database) == 4)
  }

  @Test("of more than last time goes on, and of fewer leaves what is there")
  func countChanges() throws {
    let database = try LoadedDatabase(schema: Self.schema)
    try database.load(plan(parents: 250), chunkSize: 100)
    try database.load(plan(parents: 1030), chunkSize: 200)
    #expect(try database.digest() == loaded(parents: 1030))
    #expect(database.reporter.progress.map(\.parentsDone) == [400, 600, 800, 1000, 1030])
    try database.load(plan(parents: 10))
    #expect(database.counts.written == 0 && database.counts.rowCount(of: "parents") == 10)
    #expect(try database.digest() == loaded(parents: 1030))
  }

  @Test("with another seed, instant or plan is refused")
  func otherFingerprint() throws {
    let database = try LoadedDatabase(schema: Self.schema)
    try database.load(plan(parents: 20))
    let digest = try database.digest()
    let text =
      "the database holds rows of the plan people that were made with another seed, SEED_AS_OF, "
      + "reference data or version of the plan; begin anew with: seedbed run --restart"
    let loads: [() throws -> Void] = [
      { try database.load(plan(parents: 20), seed: 43) },
      { try database.load(plan(parents: 20), asOf: SeededDemo.asOf.adding(days: 1)) },
      { try database.load(plan(parents: 20, largestValue: 998)) },
      { try database.load(plan(parents: 900, largestValue: 998)) },
      { try database.load(plan(parents: 9, largestValue: 998)) },
    ]
    for load in loads {
      let error = try #require(throws: BulkLoadRefused.self) { try load() }
      #expect(error.description == text)
      #expect(database.counts.total == 0)
    }
    #expect(try database.digest() == digest)
  }

  @Test(
    "notices rows that were deleted by hand",
    arguments: [
      ("parents", "id = 7", "20 people were loaded, but parents holds 19 of them now"),
      (
        "children", "id IN (3, 4)",
        "20 people were loaded, but children holds 25 of their 27 rows now"
      ),
    ])
  func deletedRows(table: String, condition: String, text: String) throws {
    let database = try LoadedDatabase(schema: Self.schema)
    try database.load(plan(parents: 20))
    try database.session.executeScript(
      "PRAGMA foreign_keys = OFF; DELETE FROM \(table) WHERE \(condition)")
    for count in [20, 40] {
      let error = try #require(throws: BulkLoadRefused.self) {
        try database.load(plan(parents: count))
      }
      #expect(error.description == text + "; begin anew with: seedbed run --restart")
    }
  }

  @Test("that is interrupted rolls its chunk back, and the next one ends as if it had not been")
  func interruption() throws {
    let database = try LoadedDatabase(schema: Self.schema)
    #expect(throws: Interrupted.self) {
      try database.load(plan(parents: 1000), chunkSize: 100, rowsPerSlice: 50, interruptAfter: 3)
    }
    #expect(try chunks(database) == 3)
    #expect(try database.integer("SELECT count(*) FROM parents") == 300)
    #expect(database.counts.rowCount(of: "parents") == 300)
    #expect(try database.digest() == loaded(parents: 300))
    try database.load(plan(parents: 1000), chunkSize: 128)
    #expect(try database.digest() == loaded(parents: 1000))
    #expect(database.reporter.progress.first?.parentsDone == 384)
  }

  @Test("whose closure fails in chunk 57 keeps 56 chunks, and goes on when it is repaired")
  func failingClosure() throws {
    let database = try LoadedDatabase(schema: Self.schema)
    let failing = 56 * 20 + 13
    for _ in 1...2 {
      let error = try #require(throws: GenerationError.self) {
        try database.load(
          plan(parents: 2000, failingAtParent: failing), chunkSize: 20, rowsPerSlice: 10)
      }
      #expect(
        error.description == """
          the generator of parents.name failed at row \(failing): not this one; look at that row \
          with: seedbed show parents --row \(failing)
          """)
      #expect(error.location == ErrorLocation(table: "parents", row: failing))
      #expect(try chunks(database) == 56)
      #expect(try database.integer("SELECT count(*) FROM parents") == 56 * 20)
      #expect(try database.digest() == loaded(parents: 56 * 20))
    }
    try database.load(plan(parents: 2000), chunkSize: 333, threads: 1)
    #expect(try database.digest() == loaded(parents: 2000))
  }

  @Test("that the database refuses leaves nothing of its chunk")
  func constraint() throws {
    let database = try LoadedDatabase(schema: Self.schema)
    let parents = TablePlan("parents", rows: 100) {
      Column("id", .rowNumber())
      // Row 70 has the name of row 3.
      Column("name", .each { "n\($0.index == 70 ? 3 : $0.index)" })
    }
    let error = try #require(throws: SQLiteError.self) {
      try database.load(
        BulkPlan("p", noun: "parents", tables: [parents]), chunkSize: 30)
    }
    #expect(error.location == ErrorLocation(table: "parents", row: 70))
    #expect(try chunks(database) == 2)
    #expect(try database.integer("SELECT count(*) FROM parents") == 60)
  }

  @Test("of rows that refer to others at random holds in chunks of any size")
  func references() throws {
    func plan(_ count: Int) -> BulkPlan {
      let parents = TablePlan("parents", rows: count) {
        Column("id", .rowNumber())
        Column("name", .each { "n\($0.index)" })
      }
      let children = TablePlan("children", per: parents, 1...2) {
        Column("id", .rowNumber())
        Column("parent_id", .parent("id"))
        Column("friend_id", .reference(to: "parents"))
      }
      return BulkPlan("friends", noun: "parents", tables: [parents, children])
    }
    var digests: [DigestReport] = []
    for chunkSize in [7, 1000] {
      let database = try LoadedDatabase(schema: Self.schema)
      try database.load(plan(200), chunkSize: chunkSize, rowsPerSlice: 30)
      digests.append(try database.digest())
      // With more rows to choose from, others would be chosen.
      #expect(throws: BulkLoadRefused.self) { try database.load(plan(201)) }
    }
    #expect(digests[0] == digests[1])
  }

  @Test("of an impossible plan or into a schema that does not fit writes nothing at all")
  func nothingBeforeProof() throws {
    let database = try LoadedDatabase(schema: Self.schema)
    let impossible = TablePlan("parents", rows: 10) {
      Column("id", .uniqueInteger(in: 1...9))
      Column("name", .uuid)
    }
    let unfit = TablePlan("parents", rows: 10) { Column("id", .uuid) }
    for parents in [impossible, unfit] {
      #expect(throws: PlanError.self) {
        try database.load(BulkPlan("p", noun: "parents", tables: [parents]))
      }
    }
    #expect(
      try database.integer("SELECT count(*) FROM sqlite_master WHERE name = 'seedbed_chunks'")
        == 0)
  }

  @Test("of no row does nothing")
  func empty() throws {
    let database = try LoadedDatabase(schema: Self.schema)
    try database.load(plan(parents: 0))
    #expect(database.counts.total == 0)
    #expect(database.reporter.notes == ["all 0 people are there already"])
  }
}
