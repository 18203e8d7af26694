internal import Seedbed

/// The columns by which candidates sort the job posts on their boards.
struct QuestBoardCategories: SeedStep {
  let id: StepID = "17_quest_board_categories"
  let title = "Quest-board categories"
  let requires = ContextKeys(.categories)
  let provides = ContextKeys(.questBoardCategories)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [Catalogue.questBoardCategories.estimate]
  }

  func run(_ context: SeedContext) async throws {
    let categories = try context.require(.categories)
    let ids = try Catalogue.questBoardCategories.copy(context, by: "slug") { row in
      [
        "slug": try row.text("slug"), "name": try row.text("name"),
        "category_id": try categories.id(row.text("category")),
      ]
    }
    let slugs = try context.reference.rows("quest_board_categories") { try $0.text("slug") }
    context.provide(
      .questBoardCategories, CatalogueIDs("quest-board category", keys: slugs, ids: ids))
  }
}
