internal import Seedbed

/// What allows somebody to work in a realm.
struct PermitRules: SeedStep {
  let id: StepID = "16_permit_rules"
  let title = "Permit rules"

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [Catalogue.permitRules.estimate] }

  func run(_ context: SeedContext) async throws {
    try Catalogue.permitRules.copy(context, by: "slug") { row in
      [
        "slug": try row.text("slug"), "name": try row.text("name"),
      ]
    }
  }
}
