internal import Seedbed

/// The candidates on the homepage: one of every taste, all of them visible.
struct HomepageAvatars: SeedStep {
  let id: StepID = "23_homepage_avatars"
  let title = "Homepage avatars"
  let requires = ContextKeys(.categories, .jobTitles, .realms)
  let provides = ContextKeys(.homepageCandidates)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    DemoMix.candidateEstimates(rows: DemoMix.homepageRows)
  }

  func run(_ context: SeedContext) async throws {
    let maker = try ProfileMaker(context)
    let writer = try CandidateWriter(context)
    let people = try DemoPeople(context.reference)
    let candidates = try DemoMix.homepageRows.enumerated().map { position, row in
      let brief = try CandidateBrief(people.person("homepage-\(position + 1)"), row: row)
      return try writer.write(maker.profile(brief))
    }
    context.provide(.homepageCandidates, candidates)
  }
}
