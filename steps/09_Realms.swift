internal import Seedbed

/// The labour markets in which the platform works.
struct Realms: SeedStep {
  let id: StepID = "09_realms"
  let title = "Realms"
  let provides = ContextKeys(.realms)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [Catalogue.realms.estimate] }

  func run(_ context: SeedContext) async throws {
    let ids = try Catalogue.realms.copy(context, by: "code") { row in
      [
        "code": try row.text("code"), "name": try row.text("name"),
        "currency": try row.text("currency"), "phone_prefix": try row.text("phone_prefix"),
      ]
    }
    let codes = try context.reference.rows("realms") { try $0.text("code") }
    context.provide(.realms, CatalogueIDs("realm", keys: codes, ids: ids))
  }
}
