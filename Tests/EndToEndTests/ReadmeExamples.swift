import Foundation
import Seedbed
import SeedbedFill
import SeedbedTestSupport
import Testing

// The programs of the README, word for word; DocumentsTests compares them.

struct Publishers: SeedStep {
  let id: StepID = "01_publishers"
  let title = "Publishers"
  let provides = ContextKeys(.publishers)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [TableEstimate("publishers", 2)] }

  func run(_ context: SeedContext) async throws {
    var ids: [Int64] = []
    for (slug, name) in [("arbor", "Arbor Press"), ("north", "North & Daughters")] {
      // Inserts the row, or brings the one with this slug to these values.
      ids.append(
        try context.database.upsert(
          "publishers", by: "slug", values: ["slug": slug, "name": name]))
    }
    context.provide(.publishers, ids)
  }
}

extension ContextKey where Value == [Int64] {
  /// The ids of the publishers.
  static var publishers: Self { Self("publishers") }
}

struct Readers: SeedStep {
  let id: StepID = "02_readers"
  let title = "Readers and their loans"
  let requires = ContextKeys(.publishers)
  let commits = StepCommits.perChunk

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("readers", 10_000), TableEstimate("loans", 20_000)]
  }

  func run(_ context: SeedContext) async throws {
    let publishers = try context.require(.publishers)
    let readers = TablePlan("readers", rows: 10_000) {
      Column("id", .rowNumber())
      Column("name", .fullName)
      Column("email", .email(from: "name", unique: true))
      Column("joined_on", .date(.asOfDays - .random(in: 40...4000)))
    }
    let loans = try TablePlan("loans", per: readers, 0...4) {
      Column("id", .rowNumber())
      Column("reader_id", .parent("id"))
      Column("publisher_id", .pick(from: try Pool(publishers.map { Int($0) }, weights: [3, 1])))
      Column("lent_on", .date(.parent("joined_on") + .random(in: 0...40)))
      Column("stars", Generator.integer(in: 1...5).nullable(0.4))
      // A closure of your own gets random draws that belong to its row alone.
      Column(
        "shelf",
        .each { row in "\(row.random.integer(in: 1...9))-\(row.random.integer(in: 10...99))" })
    }
    try context.generate(
      BulkPlan("readers", noun: "readers", tables: [readers, loans]),
      options: BulkLoadOptions(chunkSize: 1000))
  }
}

let library = SeedApplication(
  name: "Library", steps: [Publishers(), Readers()], flags: [], schemaFolder: "steps/schema",
  checks: [
    .atLeast(
      2, "minimum_publishers", .minimum, "there are publishers",
      sql: "SELECT COUNT(*) FROM publishers"),
    .noRows(
      "early_loans", .integrity, "nobody borrows before joining",
      sql: """
        SELECT loans.id FROM loans JOIN readers ON readers.id = loans.reader_id
        WHERE loans.lent_on < readers.joined_on
        """),
  ],
  metrics: [SeedMetric("loans_total", "Loans", sql: "SELECT COUNT(*) FROM loans")])

struct Reviews: SeedStep {
  let id: StepID = "03_reviews"
  let title = "Reviews of publishers"
  let requires = ContextKeys(.publishers)
  let commits = StepCommits.perChunk

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [TableEstimate("reviews", 500)] }

  func run(_ context: SeedContext) async throws {
    try context.fill("reviews", rows: 500) {
      $0.column("stars", values: [5, 4, 3], weights: [6, 3, 1])
    }
  }
}

/// The library with the step that fills a table.
private let libraryWithReviews = SeedApplication(
  name: library.name, steps: library.steps + [Reviews()], flags: [], schemaFolder: "steps/schema",
  checks: library.checks, metrics: [])

@Suite struct ReadmeExamples {
  @Test(arguments: ["01_publishers", "02_readers", "03_reviews"] as [StepID])
  func areIdempotentAndReproducible(step: StepID) async throws {
    let folder = try TemporaryFolder()
    let harness = try harness(in: folder)
    try await harness.expectIdempotent(step)
    try await harness.expectReproducible(step)
  }

  @Test func createRows() async throws {
    let folder = try TemporaryFolder()
    let harness = try harness(in: folder)
    try await harness.expect("01_publishers", creates: ["publishers": 2])
    try await harness.expect("02_readers", creates: ["readers": 10_000])
    try await harness.expect("03_reviews", creates: ["reviews": 500])
  }

  /// A project whose schema is the one that the README shows.
  private func harness(in folder: borrowing TemporaryFolder) throws -> StepHarness {
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: "\(folder.path)/steps/schema", withIntermediateDirectories: true)
    try manager.createSymbolicLink(
      atPath: "\(folder.path)/reference-data",
      withDestinationPath: "\(SeedbedExecutable.package)/reference-data")
    let schema = try #require(
      MarkdownDocument("README.md").fences.first { $0.language == "sql" })
    try schema.text.write(
      toFile: "\(folder.path)/steps/schema/sqlite.sql", atomically: false, encoding: .utf8)
    return try StepHarness(libraryWithReviews, projectFolder: folder.path)
  }
}
