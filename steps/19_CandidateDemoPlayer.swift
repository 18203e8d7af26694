internal import Seedbed

/// The candidate that a visitor of the demo signs in as.
struct CandidateDemoPlayer: SeedStep {
  let id: StepID = "19_candidate_demo_player"
  let title = "Candidate demo player"
  let requires = ContextKeys(.categories, .jobTitles, .realms)
  let provides = ContextKeys(.demoCandidate)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    DemoMix.candidateEstimates(rows: [DemoMix.demoRow])
  }

  func run(_ context: SeedContext) async throws {
    let entry = try DemoPeople(context.reference).person("demo-candidate")
    let brief = try CandidateBrief(entry, row: DemoMix.demoRow)
    context.provide(
      .demoCandidate, try CandidateWriter(context).write(ProfileMaker(context).profile(brief)))
  }
}
