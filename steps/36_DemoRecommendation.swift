internal import Seedbed

/// Says which accounts show the demo best.
struct DemoRecommendation: SeedStep {
  let id: StepID = "36_demo_recommendation"
  let title = "Demo recommendation"
  let requires = ContextKeys(.admins, .clients, .demoCandidate, .accessRequestCandidate)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [] }

  func run(_ context: SeedContext) async throws {
    let (admins, clients, demo, asked) = try context.require(
      .admins, .clients, .demoCandidate, .accessRequestCandidate)
    func recommend(_ email: String?, _ purpose: String) {
      if let email { context.reporter.note("\(purpose): \(email)") }
    }
    recommend(admins.first?.person.email, "administration")
    recommend(clients.first?.person.email, "a company's owner, with conversations and credits")
    recommend(demo.profile.person.email, "a candidate with a full profile")
    recommend(asked.profile.person.email, "a candidate with one access request of every status")
    context.reporter.note(
      "the accounts have no password: set one in your application to sign in as them")
    context.database.writesNothing(because: "it only recommends accounts")
  }
}
