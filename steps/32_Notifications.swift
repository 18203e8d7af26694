internal import Seedbed

/// What the platform has told people: each notification refers to something that is there.
struct Notifications: SeedStep {
  let id: StepID = "32_notifications"
  let title = "Notifications"
  let requires = ContextKeys(
    .accessRequests, .conversations, .demoCandidate, .accessRequestCandidate,
    .homepageCandidates, .randomCandidates)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("notifications", DemoMix.notificationCount)]
  }

  func run(_ context: SeedContext) async throws {
    let (requests, conversations) = try context.require(.accessRequests, .conversations)
    let writer = try NotificationWriter(context)
    for candidate in try context.candidates() {
      try writer.write(
        "welcome", to: candidate.playerID, about: .account,
        sentAt: candidate.profile.registeredAt.adding(seconds: 30),
        name: candidate.profile.person.firstName)
    }
    for request in requests {
      try writer.write(
        "access-requested", to: request.candidate.playerID, about: .request(request.id, "made"),
        sentAt: request.requestedAt, name: request.candidate.profile.person.firstName,
        company: request.company.name,
        jobTitle: request.jobPost?.title ?? request.candidate.profile.displayedTitle)
      try writeAnswer(request, writer)
    }
    for conversation in conversations {
      try writer.write(
        "message-received", to: conversation.candidate.playerID,
        about: .message(conversation.id, conversation.firstMessageID),
        sentAt: conversation.startedAt,
        name: conversation.candidate.profile.person.firstName,
        company: conversation.company.name, jobTitle: conversation.title)
    }
  }

  /// Tells the client what became of the request. That somebody was blocked is not told.
  private func writeAnswer(_ request: AccessRequest, _ writer: NotificationWriter) throws {
    let name = request.candidate.profile.person.fullName
    switch (request.status, request.decidedAt) {
    case (.approved, .some(let decidedAt)):
      try writer.write(
        "access-approved", to: request.client.id, about: .request(request.id, "answered"),
        sentAt: decidedAt, name: name)
    case (.declined, .some(let decidedAt)):
      try writer.write(
        "access-declined", to: request.client.id, about: .request(request.id, "answered"),
        sentAt: decidedAt, name: name)
    case (.expired, _):
      try writer.write(
        "access-expired", to: request.client.id, about: .request(request.id, "answered"),
        sentAt: request.expiresAt, name: name)
    default: break
    }
  }
}
