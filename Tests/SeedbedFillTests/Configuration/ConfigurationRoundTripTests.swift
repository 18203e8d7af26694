import SchemaSamples
import Seedbed
import SeedbedFill
import Testing

/// The inferred plan as a configuration, read again, gives the same rows, on schemas that nobody here
/// designed and on our own nasty ones.
@Suite(.serialized) struct ConfigurationRoundTripTests {
  @Test(arguments: SampleSchema.fixtures)
  func givesTheSameRowsForTheSchemasOfThisPackage(_ sample: SampleSchema) throws {
    try check(sample, rowCount: 40)
  }

  @Test(
    .enabled(if: !SampleSchema.shared.isEmpty, "no ../shared/schemas"),
    arguments: SampleSchema.shared)
  func givesTheSameRowsForTheSampleDatabases(_ sample: SampleSchema) throws {
    try check(sample, rowCount: 60)
  }

  private func check(_ sample: SampleSchema, rowCount: Int) throws {
    let inferred = try SampleFill(sample, rowCount: rowCount)
    let text = inferred.configurationText
    let again = try SampleFill(sample, rowCount: nil, configuration: try configuration(text))
    #expect(again.report.exitStatus == .done)
    #expect(again.configurationText.lines == text.lines)
    #expect(try again.violations() == [])
    let digests = try inferred.digests()
    #expect(!digests.isEmpty)
    #expect(try again.digests() == digests)
  }
}

extension String {
  /// The lines without their comments, which say where something was written.
  fileprivate var lines: [Substring] {
    split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }.map { line in
      line.firstRange(of: "  # ").map { line[..<$0.lowerBound] } ?? line
    }
  }
}
