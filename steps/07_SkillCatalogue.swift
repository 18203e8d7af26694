internal import Seedbed

/// The skills that candidates can name, by category.
struct SkillCatalogue: SeedStep {
  let id: StepID = "07_skill_catalogue"
  let title = "Skill catalogue"
  let requires = ContextKeys(.categories)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [Catalogue.skills.estimate] }

  func run(_ context: SeedContext) async throws {
    let categories = try context.require(.categories)
    for row in try context.reference.table("skills") {
      try context.database.upsert(
        "skills", by: "category_id", "name",
        values: [
          "category_id": try categories.id(row.text("category")), "name": try row.text("skill"),
        ])
    }
  }
}
