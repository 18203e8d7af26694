internal import Seedbed

/// Says in three lines what the demo holds now.
struct Summary: SeedStep {
  let id: StepID = "35_summary"
  let title = "Summary"

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { [] }

  func run(_ context: SeedContext) async throws {
    let database = context.database
    func count(_ table: String) throws -> Int {
      try database.count("SELECT COUNT(*) FROM \(SQLIdentifier(table))")
    }
    let players = try count("players")
    let avatars = try count("avatars")
    let companies = try count("companies")
    let posts = try count("job_posts")
    let conversations = try count("conversations")
    let messages = try count("messages")
    context.reporter.note("\(players) players, \(avatars) avatars")
    context.reporter.note("\(companies) companies with \(posts) job posts")
    context.reporter.note("\(conversations) conversations with \(messages) messages")
    database.writesNothing(because: "it only says what is there")
  }
}
