internal import Seedbed

/// The kinds of links that a portfolio can have.
struct LinkLabels: SeedStep {
  let id: StepID = "15_link_labels"
  let title = "Link labels"

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [Catalogue.linkLabels.estimate] }

  func run(_ context: SeedContext) async throws {
    try Catalogue.linkLabels.copy(context, by: "slug") { row in
      [
        "slug": try row.text("slug"), "name": try row.text("name"),
        "url_pattern": try row.text("url_pattern"),
      ]
    }
  }
}
