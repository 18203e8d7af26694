internal import Seedbed

/// The languages that candidates can name, the most frequent first.
struct DialectCatalogue: SeedStep {
  let id: StepID = "08_dialect_catalogue"
  let title = "Dialect catalogue"

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [Catalogue.dialectNames.estimate] }

  func run(_ context: SeedContext) async throws {
    try Catalogue.dialectNames.copy(context, by: "code") { row in
      [
        "code": try row.text("code"), "name": try row.text("name"),
        "position": try row.integer("rank"),
      ]
    }
  }
}
