internal import Seedbed

/// The job titles of every category. They come after the categories, which they belong to.
struct JobTitles: SeedStep {
  let id: StepID = "06_job_titles"
  let title = "Job titles"
  let requires = ContextKeys(.categories)
  let provides = ContextKeys(.jobTitles)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [Catalogue.jobTitles.estimate] }

  func run(_ context: SeedContext) async throws {
    let categories = try context.require(.categories)
    let titles = try context.reference.rows("job_titles", JobTitle.init)
    let ids = try titles.map { title in
      try context.database.upsert(
        "job_titles", by: "category_id", "name",
        values: [
          "category_id": try categories.id(title.category), "name": title.name,
          "level_low": title.levels.lowerBound, "level_high": title.levels.upperBound,
        ])
    }
    context.provide(.jobTitles, CatalogueIDs("job title", keys: titles.map(\.key), ids: ids))
  }
}
