internal import Seedbed

/// The ways in which a conversation can be held.
struct MessageChannels: SeedStep {
  let id: StepID = "14_message_channels"
  let title = "Message channels"
  let provides = ContextKeys(.messageChannels)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [Catalogue.messageChannels.estimate]
  }

  func run(_ context: SeedContext) async throws {
    let ids = try Catalogue.messageChannels.copy(context, by: "slug") { row in
      ["slug": try row.text("slug"), "name": try row.text("name")]
    }
    let slugs = try context.reference.rows("message_channels") { try $0.text("slug") }
    context.provide(.messageChannels, CatalogueIDs("message channel", keys: slugs, ids: ids))
  }
}
