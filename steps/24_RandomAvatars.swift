internal import Seedbed

/// Candidates of whom only the seed decides who they are.
struct RandomAvatars: SeedStep {
  let id: StepID = "24_random_avatars"
  let title = "Random avatars"
  let requires = ContextKeys(.categories, .jobTitles, .realms)
  let provides = ContextKeys(.randomCandidates)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    DemoMix.candidateEstimates(rows: DemoMix.randomRows)
  }

  func run(_ context: SeedContext) async throws {
    let maker = try ProfileMaker(context)
    let writer = try CandidateWriter(context)
    let pool = try PersonPool(context.reference, context.random)
    let candidates = try DemoMix.randomRows.map { row in
      try writer.write(maker.profile(CandidateBrief(row: row, person: pool.person(row: row))))
    }
    context.provide(.randomCandidates, candidates)
  }
}
