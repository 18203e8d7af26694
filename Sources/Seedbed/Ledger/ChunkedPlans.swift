/// The plans of which chunks are in a database, for those who load by plans and not by steps.
package enum ChunkedPlans {
  /// Their names, in order; none where there is no ledger yet.
  package static func names(on session: any DatabaseSession) throws -> [String] {
    guard try session.ledgerTables().contains(.chunks) else { return [] }
    var names: [String] = []
    try session.query("SELECT DISTINCT plan FROM \(session.name(of: .chunks)) ORDER BY plan", []) {
      if let name = $0[0].asString { names.append(name) }
    }
    return names
  }

  /// Forgets the chunks of a plan, whose rows are gone.
  package static func forget(_ plan: String, on session: any DatabaseSession) throws {
    try session.execute("DELETE FROM \(session.name(of: .chunks)) WHERE plan = $1", [.text(plan)])
  }
}
