internal import Seedbed

/// The categories of professions, before everything that hangs on them.
struct Categories: SeedStep {
  let id: StepID = "03_categories"
  let title = "Categories"
  let provides = ContextKeys(.categories)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [Catalogue.categories.estimate] }

  func run(_ context: SeedContext) async throws {
    let ids = try Catalogue.categories.copy(context, by: "slug") { row in
      [
        "slug": try row.text("slug"), "name": try row.text("name"),
        "description": try row.text("description"), "position": row.position + 1,
      ]
    }
    let slugs = try context.reference.rows("categories") { try $0.text("slug") }
    context.provide(.categories, CatalogueIDs("category", keys: slugs, ids: ids))
  }
}
