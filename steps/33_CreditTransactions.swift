internal import Seedbed

/// The credits of the companies: granted, bought, spent on access requests, and returned.
struct CreditTransactions: SeedStep {
  let id: StepID = "33_credit_transactions"
  let title = "Credit transactions"
  let requires = ContextKeys(.accessRequests, .clients)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("credit_transactions", DemoMix.creditTransactionCount)]
  }

  /// What a request costs.
  static let requestPrice = 5

  /// One movement, before the balance is known.
  private struct Movement {
    var kind: CreditKind
    var amount: Int
    var description: String
    var playerID: Int64?
    var requestID: Int64?
    var occurredAt: Timestamp
  }

  func run(_ context: SeedContext) async throws {
    let (requests, clients) = try context.require(.accessRequests, .clients)
    for owner in clients where owner.membership?.role == .owner {
      let company = try owner.company()
      let movements = try movements(of: owner, requests, asOf: context.asOf)
      var balance = 0
      for (position, movement) in movements.enumerated() {
        balance += movement.amount
        try context.database.upsert(
          "credit_transactions", by: "company_id", "position",
          values: [
            "company_id": company.id, "player_id": movement.playerID,
            "access_request_id": movement.requestID, "position": position + 1,
            "kind": movement.kind, "amount": movement.amount, "balance_after": balance,
            "description": movement.description, "occurred_at": movement.occurredAt,
            "created_at": movement.occurredAt,
          ])
      }
    }
  }

  /// The movements of the owner's company in the order in which they happened.
  private func movements(
    of owner: StaffPlayer, _ requests: [AccessRequest], asOf: Timestamp
  ) throws -> [Movement] {
    let company = try owner.company()
    var movements = [
      Movement(
        kind: .grant, amount: 25, description: "Welcome credits",
        occurredAt: asOf.adding(days: -60)
          .atDaytime),
      Movement(
        kind: .purchase, amount: 100, description: "100 credits", playerID: owner.id,
        occurredAt: asOf.adding(days: -45).atDaytime),
    ]
    for request in requests where request.company.id == company.id {
      let name = request.candidate.profile.person.fullName
      movements.append(
        Movement(
          kind: .spend, amount: -Self.requestPrice, description: "Access request to \(name)",
          playerID: request.client.id, requestID: request.id, occurredAt: request.requestedAt))
      if let refundedAt = request.refundedAt {
        movements.append(
          Movement(
            kind: .refund, amount: Self.requestPrice,
            description: "Credits back for the request to \(name)", requestID: request.id,
            occurredAt: refundedAt))
      }
    }
    return movements.enumerated().sorted {
      ($0.element.occurredAt, $0.offset) < ($1.element.occurredAt, $1.offset)
    }.map(\.element)
  }
}
