import Foundation
import SchemaSamples
import Seedbed
import Testing

@testable import SeedbedFill

/// How many columns of schemas that others designed get a generator of their own.
@Suite struct PlausibilityTests {
  private struct Share {
    var specific = 0
    var typical = 0
    var complaints = 0
    var total: Int { specific + typical + complaints }
  }

  @Test(.enabled(if: !SampleSchema.shared.isEmpty, "../shared/schemas is not there"))
  func fourOfFiveTextColumnsOfThePublicExamplesAreUnderstood() throws {
    var texts = Share()
    for sample in SampleSchema.shared where !sample.name.contains("with_rows") {
      let database = try sample.makeDatabase()
      let schema = try database.session.relationalSchema()
      let inference = FillInference(schema, vocabulary: try InferenceFixture.vocabulary.get())
      var own = Share()
      for table in schema.tables {
        switch table.kind {
        case .ordinary, .partitioned: break
        case .partition, .other: continue
        }
        for decision in inference.decisions(for: table, restrictions: [:]) where !decision.isHidden
        {
          guard let column = table[decision.column] else {
            Issue.record("\(decision.column) is no column of \(table.name)")
            continue
          }
          guard ValueFamily(column.type) == .text, column.type != .any else { continue }
          switch (decision.source, decision.confidence) {
          case (.impossible, _): own.complaints += 1
          case (_, .guess):
            own.typical += 1
          default: own.specific += 1
          }
        }
      }
      print("PLAUSIBLE \(sample.engine) \(sample.name): \(own.specific) of \(own.total)")
      texts.specific += own.specific
      texts.typical += own.typical
      texts.complaints += own.complaints
    }
    #expect(texts.total > 250)
    #expect(Double(texts.specific) >= 0.8 * Double(texts.total), "\(texts)")
    #expect(texts.complaints == 0)
  }
}
