internal import Seedbed
internal import SeedbedSteps

/// Emptying the application's tables before they are seeded: shown, agreed to, and done.
struct Emptying {
  private let invocation: Invocation
  private let session: any DatabaseSession

  init(_ invocation: Invocation, _ session: any DatabaseSession) {
    self.invocation = invocation
    self.session = session
  }

  /// Empties the tables once the user agrees; false when nobody does. A database without tables has
  /// nothing to empty.
  func agreeAndEmpty() throws -> Bool {
    try session.lockForSeeding()
    let schema = try invocation.schema(for: session)
    let owned: OwnedTables
    do {
      owned = try OwnedTables(
        of: invocation.application, invocation.steps, flags: invocation.configuration.flags,
        in: schema.verify(in: session), ledger: SeedLedger.read(session), on: session)
    } catch let error as SchemaMismatch where error.isEmpty && invocation.restarts {
      return true
    }
    let replanter = Replanter(session: session, catalog: owned.catalog)
    let preview = try replanter.preview()
    try invocation.checkForeignRows(
      among: preview.tables.map { TableEstimate($0.name, $0.rowCount) }, owned.ledger, in: session)
    if preview.rowCount > 0 {
      let database = invocation.configuration.databaseURL.redacted
      let loss = preview.text(invocation.console.errorStyle)
      guard
        try invocation.agrees(
          to: "Delete them and seed again?", showing: "\(database): \(loss)")
      else { return false }
    }
    try invocation.interruption.check()
    let reporter = invocation.reporter
    let start = ContinuousClock.now
    reporter.phaseStarted("Emptying \(counted(owned.catalog.tables.count, "table"))")
    try replanter.emptyTables()
    reporter.phaseEnded(ContinuousClock.now - start)
    return true
  }
}

extension Invocation {
  /// Keeps rows that are somebody's own from being destroyed.
  ///
  /// Throws `TargetRefused` when a table holds more rows than the ledger accounts for.
  func checkForeignRows(
    among present: [TableEstimate], _ ledger: LedgerState, in session: any DatabaseSession
  ) throws {
    let foreign = ForeignRows.count(present: present, ledger: ledger)
    guard !foreign.isEmpty else { return }
    try targetGuard.check(session.target, further: [.foreignRows(foreign)])
  }
}
