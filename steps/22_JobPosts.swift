internal import Seedbed

/// The job posts of the companies that have people on the platform.
struct JobPosts: SeedStep {
  let id: StepID = "22_job_posts"
  let title = "Job posts"
  let requires = ContextKeys(.companies, .clients, .categories, .jobTitles, .realms)
  let provides = ContextKeys(.jobPosts)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("job_posts", DemoMix.jobPostCount)]
  }

  func run(_ context: SeedContext) async throws {
    let writer = try JobPostWriter(context)
    context.provide(
      .jobPosts, try context.reference.rows("demo_job_posts") { try writer.write($0) })
  }
}
