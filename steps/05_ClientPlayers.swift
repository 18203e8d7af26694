internal import Seedbed

/// The people of the companies: owners, managers and members.
struct ClientPlayers: SeedStep {
  let id: StepID = "05_client_players"
  let title = "Client players"
  let requires = ContextKeys(.companies)
  let provides = ContextKeys(.clients)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [
      TableEstimate("players", DemoMix.clientCount),
      TableEstimate("company_memberships", DemoMix.clientCount),
    ]
  }

  func run(_ context: SeedContext) async throws {
    let companies = try context.require(.companies)
    let writer = try StaffWriter(context)
    let people = try DemoPeople(context.reference).people(.client)
    let clients = try people.enumerated().map { position, entry in
      let slug = try entry.row.text("company")
      guard let company = companies.first(where: { $0.slug == slug }) else {
        throw entry.row.error("there is no company '\(slug)'")
      }
      let role: CompanyRole = try entry.row.value("company_role")
      var client = try writer.write(entry, row: StaffWriter.firstClientRow + position)
      client.membership = StaffPlayer.Membership(company: company, role: role)
      try context.database.upsert(
        "company_memberships", by: "player_id",
        values: ["player_id": client.id, "company_id": company.id, "role": role])
      return client
    }
    context.provide(.clients, clients)
  }
}
