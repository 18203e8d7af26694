import Foundation
import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import TalentPlatform

@Suite("The step registry")
struct RegistryTests {
  /// `04_AdminPlayers.swift` as `04_admin_players`.
  private static func stepID(ofFile name: String) -> String {
    var id = ""
    for character in name.dropLast(".swift".count) {
      if character.isUppercase && id.last != "_" { id.append("_") }
      id.append(contentsOf: character.lowercased())
    }
    return id
  }

  @Test("agrees with the file names, in order, without a gap")
  func agreesWithFiles() throws {
    let folder = SeededDemo.projectFolder.appendingPathComponent("steps").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.first?.isNumber ?? false }.sorted()
    #expect(talentPlatform.steps.map(\.id.rawValue) == files.map(Self.stepID(ofFile:)))
    #expect(talentPlatform.steps.map(\.id.number) == Array(1...talentPlatform.steps.count))
  }

  @Test("is a plan that the framework accepts, with and without the full candidates")
  func isProved() throws {
    for isFull in [false, true] {
      let flags = SeededDemo.flags(isFull: isFull)
      #expect(throws: Never.self) { try RunPlan(application: talentPlatform, flags: flags) }
    }
  }

  @Test("names and titles every step once")
  func titlesAreUnique() {
    #expect(Set(talentPlatform.steps.map(\.title)).count == talentPlatform.steps.count)
    #expect(Set(talentPlatform.steps.map(\.id)).count == talentPlatform.steps.count)
  }

  @Test("has the flags of the demo with their defaults")
  func flags() {
    #expect(
      TalentFlags.all.map(\.name) == [
        "SKIP_SEED_REPORTS", "SEED_FULL_CANDIDATES", "CREATE_BATCH_PROFILES",
        "BATCH_PROFILE_COUNT", "BATCH_CHUNK_SIZE", "BATCH_VERBOSE",
      ])
    #expect(SeededDemo.flags(isFull: false)[.batchProfileCount] == 100_000)
  }

  @Test("owns every table of the schema")
  func tablesAreOwned() throws {
    let database = try TemporaryDatabase(schema: SeededDemo.schemaScript())
    let owned = talentPlatform.steps.flatMap {
      $0.estimatedRows(SeededDemo.flags(isFull: true)).map(\.table)
    }
    #expect(try Set(owned) == Set(database.session.catalog().tables.map(\.name)))
  }

  @Test("says what catalogues hold, and under which ids")
  func catalogues() async throws {
    let demo = try await SeededDemo()
    for catalogue in Catalogue.allCases {
      let rows = try SeededDemo.reference.table(catalogue.file)
      #expect(rows.count == catalogue.rowCount, "\(catalogue.file)")
      #expect(talentPlatform.steps.contains { $0.id == catalogue.step }, "\(catalogue.step)")
      let ids = try demo.rows("SELECT id FROM \(catalogue.table) ORDER BY id")
        .map { $0[0].asInt64 }
      #expect(ids == rows.indices.map { catalogue.id(at: $0) }, "\(catalogue.table)")
    }
  }
}
