internal import Seedbed
internal import SeedbedSnapshots

extension Invocation {
  /// Looks for a snapshot to go on from; nil when nobody asked for one, or the run would be refused.
  ///
  /// - Parameter now: what a run would do with the database as it stands.
  func checkpoint(insteadOf now: RunOutlook) throws -> (CheckpointChoice, Checkpoint?)? {
    guard usesCheckpoints, now.refusal == nil else { return nil }
    let keeper = try keeper()
    var manifests: [SnapshotManifest] = []
    var misfits: [CheckpointMisfit] = []
    for name in try keeper.store.names() {
      do {
        manifests.append(try keeper.open(name).manifest)
      } catch let error as SnapshotError {
        misfits.append(CheckpointMisfit(name.text, error.kind.misfit))
      }
    }
    return try CheckpointSearch(
      plan: plan, configuration: configuration, catalog: keeper.catalog(),
      reference: ReferenceLibrary(directory: referenceFolder), sources: stepSources
    ).choose(among: manifests, misfits: misfits, insteadOf: now)
  }

  /// Looks for a snapshot to go on from before a run, and says which it is.
  func chooseCheckpoint() throws -> CheckpointChoice? {
    guard usesCheckpoints, let now = try outlookBeforeRun(),
      let (choice, _) = try checkpoint(insteadOf: now)
    else { return nil }
    reporter.note("checkpoint: \(choice.reason)")
    return choice
  }

  /// What the run would do; nil where it has no database, and may not make one.
  private func outlookBeforeRun() throws -> RunOutlook? {
    let session = try openIfThere()
    defer { session?.close() }
    let isOnServer = configuration.databaseURL.path == nil
    if session == nil, isOnServer, !createsDatabase { return nil }
    return try outlook(on: session)
  }

  /// What a run would do with an open database, or without one.
  func outlook(on session: (any DatabaseSession)?) throws -> RunOutlook {
    try RunOutlook.read(
      plan: plan, configuration: configuration, session: session,
      schema: try session.map { try schema(for: $0) },
      reference: ReferenceLibrary(directory: referenceFolder), sources: stepSources,
      isForced: isForced)
  }
}

extension SnapshotError.Kind {
  /// What keeps a run from going on from a snapshot that cannot be opened.
  fileprivate var misfit: String {
    switch self {
    case .missing: "its database is gone"
    case .refused: "it is being deleted"
    case .damaged: "it is damaged"
    case .foreign: "it is of another engine, server, schema or version of Seedbed"
    case .failed: "it cannot be read"
    }
  }
}
