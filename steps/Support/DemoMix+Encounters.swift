internal import Seedbed

extension DemoMix {
  /// A client's request to see a candidate's full profile.
  struct PlannedRequest: Hashable, Sendable {
    /// The candidate's row.
    var row: Int
    /// The client's 0-based position.
    var client: Int
    var status: AccessRequestStatus
  }

  /// A candidate whom a client has looked at without asking for access.
  struct PlannedGlance: Hashable, Sendable {
    /// The candidate's row.
    var row: Int
    /// The client's 0-based position.
    var client: Int
    var accessStatus: AccessStatus
    var endReason: AccessEndReason?
  }

  /// The access requests: one of every status at the access-request candidate, three at the demo
  /// candidate, one at each homepage candidate and at four of the random ones.
  static let accessRequests: [PlannedRequest] = {
    let homepage: [AccessRequestStatus] = [
      .approved, .pending, .approved, .declined, .expired, .approved, .pending, .approved,
    ]
    let random: [AccessRequestStatus] = [.approved, .pending, .expired, .blocked]
    var requests = AccessRequestStatus.allCases.enumerated().map {
      PlannedRequest(row: accessRequestRow, client: $0, status: $1)
    }
    requests.append(PlannedRequest(row: demoRow, client: 0, status: .approved))
    requests.append(PlannedRequest(row: demoRow, client: 3, status: .approved))
    requests.append(PlannedRequest(row: demoRow, client: 4, status: .pending))
    for (offset, status) in homepage.enumerated() {
      requests.append(
        PlannedRequest(
          row: homepageRows.lowerBound + offset, client: offset % clientCount, status: status))
    }
    for (offset, status) in random.enumerated() {
      requests.append(
        PlannedRequest(
          row: randomRows.lowerBound + offset, client: offset * 2 % clientCount, status: status))
    }
    return requests
  }()

  /// Profiles shared by their candidates, one taken back, and profiles only looked at.
  static let glances: [PlannedGlance] = {
    let first = randomRows.lowerBound + 4
    var glances = [0, 1, 3, 4].enumerated().map {
      PlannedGlance(row: first + $0, client: $1, accessStatus: .shared)
    }
    glances.append(
      PlannedGlance(row: first + 4, client: 0, accessStatus: .removed, endReason: .removed))
    for client in 0..<clientCount {
      glances.append(PlannedGlance(row: first + 5 + client, client: client, accessStatus: .none))
    }
    return glances
  }()

  /// How many of the access requests have a status.
  static func requestCount(_ status: AccessRequestStatus) -> Int {
    accessRequests.count { $0.status == status }
  }

  /// One conversation for each request that was approved and each profile that was shared.
  static let conversationCount =
    requestCount(.approved) + glances.count { $0.accessStatus == .shared }

  /// Every script of `demo_conversations.tsv` has as many messages.
  static let messagesPerConversation = 6

  /// A welcome for every candidate; one for every request, at the candidate; one for every answer
  /// and every lapse, at the client; one for every conversation's first message.
  static let notificationCount =
    candidateRows.count + accessRequests.count + requestCount(.approved) + requestCount(.declined)
    + requestCount(.expired) + conversationCount

  /// The companies that have people, and so credits.
  static let companiesWithClients = 3

  /// A grant and a purchase for each company with clients, a payment for every request, the money
  /// back where it was declined or not answered.
  static let creditTransactionCount =
    2 * companiesWithClients + accessRequests.count + requestCount(.declined)
    + requestCount(.expired)

  static let reportCount = 6

  /// How many job posts a rich candidate has on the board.
  static let questsPerCandidate = 5
}
