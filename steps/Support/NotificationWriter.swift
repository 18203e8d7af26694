internal import Seedbed

/// Writes notifications after the texts of `notification_kinds.tsv`.
struct NotificationWriter {
  /// What a notification refers to.
  enum Subject {
    /// The account itself.
    case account
    /// An access request, and what happened to it.
    case request(Int64, String)
    /// A conversation and a message of it.
    case message(Int64, Int64)
  }

  private let context: SeedContext
  private let kinds: ReferenceTable

  init(_ context: SeedContext) throws {
    self.context = context
    kinds = try context.reference.table("notification_kinds", columns: ["slug", "title", "body"])
  }

  /// Writes one notification; those older than three days have been read.
  func write(
    _ kind: String, to playerID: Int64, about subject: Subject, sentAt: Timestamp,
    name: String = "", company: String = "", jobTitle: String = ""
  ) throws {
    guard let row = try kinds.first(where: { try $0.text("slug") == kind }) else {
      throw UnknownCatalogueEntry(noun: "notification kind", key: kind)
    }
    let values: KeyValuePairs<String, String> = [
      "name": name, "company": company, "title": jobTitle,
    ]
    var conversationID: Int64?
    var requestID: Int64?
    var dedupKey = kind
    var data = "{}"
    switch subject {
    case .account: break
    case .request(let id, let event):
      requestID = id
      dedupKey = "access_request:\(id):\(event)"
      data = #"{"access_request_id":\#(id)}"#
    case .message(let conversation, let message):
      conversationID = conversation
      dedupKey = "message:\(message)"
      data = #"{"conversation_id":\#(conversation),"message_id":\#(message)}"#
    }
    let isRead = sentAt < context.asOf.adding(days: -3)
    try context.database.upsert(
      "notifications", by: "player_id", "dedup_key",
      values: [
        "player_id": playerID, "conversation_id": conversationID,
        "access_request_id": requestID, "dedup_key": dedupKey, "kind": kind,
        "title": filled(try row.text("title"), values),
        "body": filled(try row.text("body"), values), "data": data, "sent_at": sentAt,
        "read_at": isRead ? sentAt.adding(seconds: 5400) : nil, "created_at": sentAt,
      ])
  }
}
