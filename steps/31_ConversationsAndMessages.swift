internal import Seedbed

/// Clients who may see a profile write to its candidate.
struct ConversationsAndMessages: SeedStep {
  let id: StepID = "31_conversations_and_messages"
  let title = "Conversations and messages"
  let requires = ContextKeys(.accessRequests, .sharedProfiles, .jobPosts, .messageChannels)
  let provides = ContextKeys(.conversations)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [
      TableEstimate("conversations", DemoMix.conversationCount),
      TableEstimate(
        "messages", DemoMix.conversationCount * DemoMix.messagesPerConversation),
    ]
  }

  func run(_ context: SeedContext) async throws {
    let (requests, shared, posts) = try context.require(
      .accessRequests, .sharedProfiles, .jobPosts)
    let writer = try ConversationWriter(context)
    var conversations: [Conversation] = []
    for request in requests where request.status == .approved {
      guard let decidedAt = request.decidedAt else { continue }
      conversations.append(
        try writer.write(
          position: conversations.count, candidate: request.candidate, client: request.client,
          company: request.company, jobPost: request.jobPost, after: decidedAt))
    }
    for profile in shared {
      let sharedAt = context.asOf.adding(days: -12)
      conversations.append(
        try writer.write(
          position: conversations.count, candidate: profile.candidate, client: profile.client,
          company: profile.company,
          jobPost: posts.suiting(profile.candidate, of: profile.company.id, at: sharedAt),
          after: sharedAt))
    }
    context.provide(.conversations, conversations)
  }
}
