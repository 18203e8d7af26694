internal import Seedbed

/// The pictures that a candidate can choose instead of a photograph.
struct PredefinedAvatarAssets: SeedStep {
  let id: StepID = "01_predefined_avatar_assets"
  let title = "Predefined avatar assets"

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [Catalogue.predefinedAvatarAssets.estimate]
  }

  func run(_ context: SeedContext) async throws {
    try Catalogue.predefinedAvatarAssets.copy(context, by: "slug") { row in
      let hint: Gender? =
        try row.optionalText("gender_hint") == nil ? nil : row.value("gender_hint")
      return [
        "slug": try row.text("slug"), "name": try row.text("name"), "gender_hint": hint,
        "url": try row.text("url"),
      ]
    }
  }
}
