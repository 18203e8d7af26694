internal import Seedbed

/// The tiers of educations, lowest first.
struct TrainingTiers: SeedStep {
  let id: StepID = "13_training_tiers"
  let title = "Training tiers"

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [Catalogue.trainingTiers.estimate] }

  func run(_ context: SeedContext) async throws {
    try Catalogue.trainingTiers.copy(context, by: "slug") { row in
      [
        "slug": try row.text("slug"), "name": try row.text("name"),
        "position": try row.integer("rank"),
      ]
    }
  }
}
