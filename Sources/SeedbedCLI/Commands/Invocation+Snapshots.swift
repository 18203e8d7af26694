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

  /// Restores a snapshot, if what it destroys may go; false when it may not.
  func restore(_ name: SnapshotName) throws -> Bool {
    let keeper = try keeper()
    let snapshot = try keeper.open(name)
    if let preview = try preview(), preview.rowCount > 0 {
      let database = configuration.databaseURL.redacted
      guard
        try agrees(
          to: "Put the snapshot \(name) in their place?",
          showing: "\(database): \(preview.text(console.errorStyle))")
      else { return false }
    }
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

  /// All rows of the database that is there now, those of others' tables included: a restore
  /// replaces the whole of it. Nil where there is none, and where that was agreed to.
  ///
  /// Throws `TargetRefused` for a database that looks like production.
  private func preview() throws -> ReplantPreview? {
    let session: any DatabaseSession
    do {
      if Engines.isMissingFile(configuration.databaseURL) { return nil }
      session = try openDatabase(for: .change)
    } catch let error where Engines.saysThatThereIsNone(error) {
      return nil
    }
    defer { session.close() }
    return isAgreed
      ? nil : try Replanter(session: session, catalog: session.catalog()).preview()
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
