import SchemaSamples
import Seedbed
import SeedbedFill
import Testing

/// Schemas that nobody here designed, and our own nasty ones, are filled without configuration:
/// every table gets rows, none breaks a constraint, and the same seed gives the same rows.
@Suite(.serialized) struct SampleFillTests {
  @Test(arguments: SampleSchema.fixtures)
  func fillsTheSchemasOfThisPackage(_ sample: SampleSchema) throws {
    try check(sample, rowCount: 60)
  }

  @Test(
    .enabled(if: !SampleSchema.shared.isEmpty, "no ../shared/schemas"),
    arguments: SampleSchema.shared)
  func fillsTheSampleDatabases(_ sample: SampleSchema) throws {
    try check(sample, rowCount: 200)
  }

  @Test(
    .enabled(if: !SampleSchema.applications.isEmpty, "scripts/sample-schemas has not run"),
    arguments: SampleSchema.applications)
  func fillsTheSchemasOfApplications(_ sample: SampleSchema) throws {
    try check(sample, rowCount: 100)
  }

  private func check(_ sample: SampleSchema, rowCount: Int) throws {
    let first = try SampleFill(sample, rowCount: rowCount)
    #expect(first.report.exitStatus == .done)
    #expect(first.report.tables.filter { $0.outcome == .failed } == [])
    #expect(try first.violations() == [])
    let audit = SchemaAudit(session: first.database.session, schema: first.schema)
    for table in first.schema.tables {
      guard table.kind == .ordinary || table.kind.isPartitioned else { continue }
      #expect(try audit.rowCount(of: table) > 0, "\(table.name) is empty")
    }
    let digests = try first.digests()
    #expect(!digests.isEmpty)
    #expect(try SampleFill(sample, rowCount: rowCount).digests() == digests)
    let other = try SampleFill(sample, rowCount: rowCount, seed: 43).digests()
    #expect(other.keys == digests.keys)
    #expect(other != digests)
  }
}

extension RelationalTable.Kind {
  fileprivate var isPartitioned: Bool { if case .partitioned = self { true } else { false } }
}
