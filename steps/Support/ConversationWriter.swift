internal import Seedbed

/// Writes conversations after the scripts of `demo_conversations.tsv`, one script after the other.
struct ConversationWriter {
  /// One message of a script.
  private struct Line {
    var isByClient: Bool
    var hoursLater: Int
    var text: String
  }

  private let context: SeedContext
  private let channels: CatalogueIDs
  private let scripts: [[Line]]

  init(_ context: SeedContext) throws {
    self.context = context
    channels = try context.require(.messageChannels)
    var scripts: [[Line]] = []
    for row in try context.reference.table("demo_conversations") {
      let script = try row.integer("script")
      guard script == scripts.count || script == scripts.count + 1 else {
        throw row.error("the scripts must be numbered from 1 in order")
      }
      if script > scripts.count { scripts.append([]) }
      let role: PlayerRole = try row.value("role")
      scripts[script - 1].append(
        Line(
          isByClient: role == .client, hoursLater: try row.integer("hours_later"),
          text: try row.text("text")))
    }
    self.scripts = scripts
  }

  /// Writes the conversation at a 0-based position; it begins some hours after an instant.
  func write(
    position: Int, candidate: Candidate, client: StaffPlayer, company: Company,
    jobPost: JobPost?, after earliest: Timestamp
  ) throws -> Conversation {
    var draws = context.random.draws(table: "conversations", purpose: "times", row: position)
    let script = scripts[position % scripts.count]
    var sentAt = earliest.adding(seconds: Int64(draws.integer(in: 2 * 3600...20 * 3600))).atDaytime
    let startedAt = sentAt
    let times = script.map { line in
      sentAt =
        sentAt.adding(
          seconds: Int64(line.hoursLater * 3600 + draws.integer(in: 0...3000))
        ).atDaytime
      return sentAt
    }
    let title = jobPost?.title ?? candidate.profile.displayedTitle
    let id = try context.database.upsert(
      "conversations", by: "avatar_id", "player_id",
      values: [
        "avatar_id": candidate.avatarID, "company_id": company.id, "player_id": client.id,
        "job_post_id": jobPost?.id,
        "message_channel_id": try channels.id(position % 3 == 2 ? "email" : "platform"),
        "subject": "\(title), \(company.name)", "last_message_at": times.last ?? startedAt,
        "created_at": startedAt,
      ])
    var firstMessageID: Int64?
    for (index, line) in script.enumerated() {
      let isUnread = index == script.count - 1 && position % 2 == 1
      let readAt = times[index].adding(seconds: Int64(draws.integer(in: 300...3300)))
      let messageID = try context.database.upsert(
        "messages", by: "conversation_id", "position",
        values: [
          "conversation_id": id,
          "player_id": line.isByClient ? client.id : candidate.playerID, "position": index + 1,
          "body": filled(
            line.text,
            [
              "name": candidate.profile.person.firstName, "client": client.person.firstName,
              "company": company.name, "title": title,
            ]), "sent_at": times[index], "read_at": isUnread ? nil : readAt,
          "created_at": times[index],
        ])
      firstMessageID = firstMessageID ?? messageID
    }
    return Conversation(
      id: id, candidate: candidate, client: client, company: company, title: title,
      firstMessageID: firstMessageID ?? 0, startedAt: times.first ?? startedAt)
  }
}
