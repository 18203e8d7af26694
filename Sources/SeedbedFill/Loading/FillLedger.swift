internal import Seedbed

/// What the ledger says of fills.
enum FillLedger {
  /// The names of a request's plans of which something is in the database; none before the first
  /// load.
  static func plans(of request: FillRequest, on session: any DatabaseSession) throws -> [String] {
    try ChunkedPlans.names(on: session).filter { $0.hasPrefix(request.planPrefix) }
  }
}
