internal import Seedbed

/// Clients ask candidates for access to their full profiles; every answer occurs.
struct AccessRequests: SeedStep {
  let id: StepID = "29_access_requests"
  let title = "Access requests"
  let requires = ContextKeys(
    .clients, .jobPosts, .demoCandidate, .accessRequestCandidate, .homepageCandidates,
    .randomCandidates)
  let provides = ContextKeys(.accessRequests)

  /// How long a candidate may take to answer.
  static let answerDays = 14
  /// How long an access that was granted lasts.
  static let accessDays = 90

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("access_requests", DemoMix.accessRequests.count)]
  }

  func run(_ context: SeedContext) async throws {
    let (clients, posts) = try context.require(.clients, .jobPosts)
    let candidates = try context.candidates()
    let texts = try DemoNotes(context.reference)
    let requests = try DemoMix.accessRequests.enumerated().map { position, planned in
      var request = try Self.outline(
        planned, position: position, candidate: candidates[planned.row],
        client: clients[planned.client], posts: posts, context)
      request.id = try context.database.upsert(
        "access_requests", by: "avatar_id", "player_id",
        values: [
          "avatar_id": request.candidate.avatarID, "company_id": request.company.id,
          "player_id": request.client.id, "job_post_id": request.jobPost?.id,
          "status": request.status, "message": texts.request(position),
          "requested_at": request.requestedAt, "decided_at": request.decidedAt,
          "expires_at": request.expiresAt, "created_at": request.requestedAt,
        ])
      return request
    }
    context.provide(.accessRequests, requests)
  }

  /// When the request was made and answered, so that what follows from it lies before `asOf`.
  private static func outline(
    _ planned: DemoMix.PlannedRequest, position: Int, candidate: Candidate, client: StaffPlayer,
    posts: [JobPost], _ context: SeedContext
  ) throws -> AccessRequest {
    var draws = context.random.draws(table: "access_requests", purpose: "times", row: position)
    let daysAgo =
      switch planned.status {
      case .pending: draws.integer(in: 1...5)
      case .approved: draws.integer(in: 12...16)
      case .declined, .blocked: draws.integer(in: 7...13)
      case .expired: draws.integer(in: 16...24)
      }
    let requestedAt = context.asOf.adding(days: -daysAgo)
      .adding(seconds: -Int64(draws.integer(in: 0...80_000))).atDaytime
    let answeredAt = requestedAt.adding(seconds: Int64(draws.integer(in: 4 * 3600...40 * 3600)))
      .atDaytime
    let company = try client.company()
    return AccessRequest(
      id: 0, candidate: candidate, client: client, company: company,
      jobPost: posts.suiting(candidate, of: company.id, at: requestedAt), status: planned.status,
      requestedAt: requestedAt,
      decidedAt: planned.status == .pending || planned.status == .expired ? nil : answeredAt,
      expiresAt: planned.status == .approved
        ? answeredAt.adding(days: accessDays) : requestedAt.adding(days: answerDays))
  }
}
