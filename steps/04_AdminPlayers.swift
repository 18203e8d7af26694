internal import Seedbed

/// The platform's administrators; the first is admin@bluegeko.com.
struct AdminPlayers: SeedStep {
  let id: StepID = "04_admin_players"
  let title = "Admin players"
  let provides = ContextKeys(.admins)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("players", DemoMix.adminCount)]
  }

  func run(_ context: SeedContext) async throws {
    let writer = try StaffWriter(context)
    let people = try DemoPeople(context.reference).people(.admin)
    context.provide(
      .admins,
      try people.enumerated().map {
        try writer.write($1, row: StaffWriter.firstAdminRow + $0)
      })
  }
}
