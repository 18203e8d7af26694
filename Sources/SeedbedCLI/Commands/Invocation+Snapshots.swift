internal import Seedbed
internal import SeedbedSnapshots

extension Invocation {
  /// Saves and restores the invocation's database.
  func keeper() throws -> SnapshotKeeper {
    let engine = try Engines.snapshots(configuration.databaseURL)
    let reporter = reporter
    return SnapshotKeeper(
      store: SnapshotStore(path: "\(projectFolder)/snapshots"), engine: engine,
      schema: try schema(ofEngine: engine.engineName),
      work: SnapshotWork(interruption: interruption, note: { reporter.note($0) }))
  }

  /// The name of the snapshot that the command line gives; nil where it gives none.
  func snapshotName() throws -> SnapshotName? {
    guard let operand = operands.first else { return nil }
    return try SnapshotName(operand)
  }

  /// The name of the snapshot, of a command that cannot do without.
  func requiredSnapshotName() throws -> SnapshotName {
    guard let name = try snapshotName() else {
      preconditionFailure("the resolver lets the command through with a name only")
    }
    return name
  }

  /// Saves the database.
  func save(_ name: SnapshotName?) throws -> SnapshotManifest {
    try phase("Saving a snapshot") {
      try keeper().save(name, snapshotOptions, now: .current)
    }
  }

  /// Restores the snapshot that a run goes on from, if there is one; false when what it destroys may
  /// not go.
  func restore(_ checkpoint: CheckpointChoice?) throws -> Bool {
    guard let name = checkpoint?.snapshot else { return true }
    return try restore(SnapshotName(name))
  }

  /// Restores a snapshot, if what it destroys may go; false when it may not.
  func restore(_ name: SnapshotName) throws -> Bool {
    let keeper = try keeper()
    let snapshot = try keeper.open(name)
    guard try agreesToLose(for: name) else { return false }
    try interruption.check()
    try phase("Restoring \(name)") { try keeper.restore(snapshot, snapshotOptions) }
    return true
  }

  private func phase<Result>(_ title: String, _ work: () throws -> Result) throws -> Result {
    let start = ContinuousClock.now
    reporter.phaseStarted(title)
    defer { reporter.phaseEnded(ContinuousClock.now - start) }
    return try work()
  }

  /// Shows what a restore destroys and asks; false when it may not go. That is the whole database,
  /// with tables that are not the application's.
  ///
  /// Throws `TargetRefused` for a database that looks like production, or holds rows that no run
  /// wrote, and `AnotherSeeder` while one is being seeded.
  private func agreesToLose(for name: SnapshotName) throws -> Bool {
    guard let session = try openIfThere() else { return true }
    defer { session.close() }
    try session.lockForSeeding()
    let catalog = try session.catalog()
    if isAgreed {
      try checkForeignTables(catalog, in: session)
      return true
    }
    let preview = try Replanter(session: session, catalog: catalog).preview()
    try checkForeignRows(
      among: preview.tables.map { TableEstimate($0.name, $0.rowCount) }, SeedLedger.read(session),
      in: session)
    if preview.rowCount == 0 { return true }
    return try agrees(
      to: "Put the snapshot \(name) in their place?",
      showing: "\(configuration.databaseURL.redacted): \(preview.text(console.errorStyle))")
  }

  /// Keeps tables from being destroyed of which the ledger knows no row.
  ///
  /// To count all rows takes longer than a restore may take, and whoever has agreed beforehand is not
  /// shown them.
  private func checkForeignTables(
    _ catalog: SchemaCatalog, in session: any DatabaseSession
  ) throws {
    let ledger = try SeedLedger.read(session)
    // To look into a table is needless where it may hold a row.
    let known = Set(ledger.steps.flatMap(\.rows).filter { $0.rows > 0 }.map(\.table))
    let others = SchemaCatalog(tables: catalog.tables.filter { !known.contains($0.name) })
    let filled = try session.filledTables(of: others).sorted().map { TableEstimate($0, 1) }
    guard !ForeignRows.count(present: filled, ledger: ledger).isEmpty else { return }
    try checkForeignRows(
      among: Replanter(session: session, catalog: catalog).preview().tables.map {
        TableEstimate($0.name, $0.rowCount)
      }, ledger, in: session)
  }

  /// Finds out before the first step what would keep `SEED_SNAPSHOT` from being done.
  func proveSnapshotRequest(mayRestore: Bool) throws {
    switch configuration.snapshot {
    case .save(let name?): try keeper().store.checkIsFree(name)
    case .restore(let name) where !mayRestore:
      throw UsageProblems([
        "SEED_SNAPSHOT is 'restore:\(name)', and replant deletes what it restores; use run"
      ])
    case .save, .restore, nil: return
    }
  }

  /// Does what `SEED_SNAPSHOT` asks for before a run; false when what it destroys may not go.
  func restoreAsRequested() throws -> Bool {
    guard case .restore(let name) = configuration.snapshot else { return true }
    return try restore(name)
  }

  /// Does what `SEED_SNAPSHOT` asks for after a run.
  func saveAsRequested() throws {
    guard case .save(let name) = configuration.snapshot else { return }
    let manifest = try save(name)
    showResult("\n" + manifest.savedText(resultStyle))
  }
}
