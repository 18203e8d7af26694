internal import Seedbed

/// Candidates with every kind of data, skills, experiences and login methods included.
struct FullDataCandidates: SeedStep {
  let id: StepID = "25_full_data_candidates"
  let title = "Full-data candidates"
  let requires = ContextKeys(.categories, .jobTitles, .realms)
  let provides = ContextKeys(.fullCandidates)
  let flag: Flag<Bool>? = .seedFullCandidates

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    DemoMix.candidateEstimates(rows: DemoMix.fullRows)
      + DemoMix.careerEstimates(rows: DemoMix.fullRows)
      + [AccessKeyWriter.estimate(rows: DemoMix.fullRows)]
  }

  func run(_ context: SeedContext) async throws {
    let maker = try ProfileMaker(context)
    let writer = try CandidateWriter(context)
    let pool = try PersonPool(context.reference, context.random)
    let candidates = try DemoMix.fullRows.map { row in
      let profile = try maker.profile(CandidateBrief(row: row, person: pool.person(row: row)))
      let candidate = try writer.write(profile)
      try CandidateWriter.writeCareer(of: candidate, to: context.database)
      try AccessKeyWriter.write(
        row: row, playerID: candidate.playerID, person: profile.person,
        lastUsedAt: profile.sessions.first?.start, to: context.database)
      return candidate
    }
    context.provide(.fullCandidates, candidates)
  }
}
