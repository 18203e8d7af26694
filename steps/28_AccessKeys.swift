internal import Seedbed

/// The ways in which the accounts of the demo sign in.
struct AccessKeys: SeedStep {
  let id: StepID = "28_access_keys"
  let title = "Access keys"
  let requires = ContextKeys(
    .admins, .clients, .demoCandidate, .accessRequestCandidate, .homepageCandidates,
    .randomCandidates)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [
      AccessKeyWriter.estimate(
        rows: Array(DemoMix.candidateRows) + Array(0..<DemoMix.adminCount + DemoMix.clientCount))
    ]
  }

  func run(_ context: SeedContext) async throws {
    let (admins, clients) = try context.require(.admins, .clients)
    for (position, player) in (admins + clients).enumerated() {
      try AccessKeyWriter.write(
        row: position, playerID: player.id, person: player.person,
        lastUsedAt: context.asOf.adding(days: -1 - position), to: context.database)
    }
    for candidate in try context.candidates() {
      try AccessKeyWriter.write(
        row: candidate.profile.row, playerID: candidate.playerID,
        person: candidate.profile.person, lastUsedAt: candidate.profile.sessions.first?.start,
        to: context.database)
    }
  }
}
