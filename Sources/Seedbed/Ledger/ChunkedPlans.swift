/// The plans of which chunks are in a database, for those who only read the ledger.
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
}
