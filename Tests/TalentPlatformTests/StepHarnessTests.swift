import Seedbed
import SeedbedTestSupport
import TalentPlatform
import Testing

/// A step that inserts a row more each time it runs, with a text that differs each time.
private struct Growing: SeedStep {
  let id: StepID = "01_growing"
  let title = "Growing"

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [TableEstimate("plants", 1)] }

  func run(_ context: SeedContext) async throws {
    let height = try context.database.count("SELECT count(*) FROM plants")
    try context.database.upsert(
      "plants", by: "id", values: ["id": height + 1, "name": "\(ContinuousClock().now)"])
  }
}

@Suite("The harness for authors of steps")
struct StepHarnessTests {
  private static let package = #filePath.split(separator: "/").dropLast(3)
    .reduce("") { $0 + "/" + $1 }

  @Test("passes a step of the demo that does what is expected")
  func passes() async throws {
    let harness = try StepHarness(talentPlatform, projectFolder: Self.package)
    try await harness.expect("11_company_domains", creates: ["company_domains": 39])
    try await harness.expectIdempotent("11_company_domains")
    try await harness.expectReproducible("11_company_domains")
  }

  @Test("says how many rows there are instead")
  func wrongCount() async throws {
    let harness = try StepHarness(talentPlatform, projectFolder: Self.package)
    let failure = await #expect(throws: StepExpectationFailure.self) {
      try await harness.expect("13_training_tiers", creates: ["training_tiers": 7])
    }
    #expect(
      failure?.description == "step 13_training_tiers created 5 rows of training_tiers, not 7")
  }

  @Test("finds a step that writes again and one that differs")
  func growing() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "CREATE TABLE plants (id INTEGER PRIMARY KEY, name text NOT NULL);", to: "sqlite.sql")
    let application = SeedApplication(
      name: "Garden", steps: [Growing()], flags: [], schemaFolder: ".", checks: [], metrics: [])
    let harness = try StepHarness(application, projectFolder: folder.path)
    let again = await #expect(throws: StepExpectationFailure.self) {
      try await harness.expectIdempotent("01_growing")
    }
    #expect(again?.description == "step 01_growing wrote 1 rows when it ran a second time")
    let different = await #expect(throws: StepExpectationFailure.self) {
      try await harness.expectReproducible("01_growing")
    }
    #expect(
      different?.description.hasPrefix(
        "step 01_growing run on two empty databases made a difference in plants: 1 rows") == true)
  }
}
