internal import Seedbed

/// The administrators' own profiles: without abilities and work experience, and not published.
struct AdminAvatars: SeedStep {
  let id: StepID = "18_admin_avatars"
  let title = "Admin avatars"
  let requires = ContextKeys(.admins, .categories, .jobTitles, .realms)
  let provides = ContextKeys(.adminAvatars)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    DemoMix.profileEstimates(rows: DemoMix.adminRows)
  }

  func run(_ context: SeedContext) async throws {
    let admins = try context.require(.admins)
    let maker = try ProfileMaker(context)
    let writer = try CandidateWriter(context)
    let people = try DemoPeople(context.reference)
    let avatars = try admins.enumerated().map { position, admin in
      let brief = try CandidateBrief(
        people.person(admin.key), row: DemoMix.adminRows.lowerBound + position)
      return try writer.writeProfile(maker.profile(brief), of: admin.id)
    }
    context.provide(.adminAvatars, avatars)
  }
}
