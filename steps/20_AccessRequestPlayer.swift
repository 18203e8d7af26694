internal import Seedbed

/// The candidate whom every client has asked for access.
struct AccessRequestPlayer: SeedStep {
  let id: StepID = "20_access_request_player"
  let title = "Access-request player"
  let requires = ContextKeys(.categories, .jobTitles, .realms)
  let provides = ContextKeys(.accessRequestCandidate)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    DemoMix.candidateEstimates(rows: [DemoMix.accessRequestRow])
  }

  func run(_ context: SeedContext) async throws {
    let entry = try DemoPeople(context.reference).person("access-request-candidate")
    let brief = try CandidateBrief(entry, row: DemoMix.accessRequestRow)
    context.provide(
      .accessRequestCandidate,
      try CandidateWriter(context).write(ProfileMaker(context).profile(brief)))
  }
}
