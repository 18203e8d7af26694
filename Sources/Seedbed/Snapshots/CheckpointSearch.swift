/// Looks for the snapshot that a run goes on from.
///
/// A snapshot fits when the run would make just the rows that it holds, and then those of the steps
/// that follow: it has the application's seed and instant, every step in it is one that the run
/// needs and would make the same rows, none is left out between them, and no rows are there that no
/// step wrote. So whoever goes on from it ends as a run on a new database does.
public struct CheckpointSearch {
  private let plan: RunPlan
  private let configuration: RunConfiguration
  private let catalog: SchemaCatalog
  private let reference: ReferenceLibrary
  private let sources: StepSources?

  /// Creates a search for one run.
  ///
  /// - Parameters:
  ///   - plan: what the run does.
  ///   - configuration: what else decides it.
  ///   - catalog: the application's tables.
  ///   - reference: the look-up tables.
  ///   - sources: the steps' source files, where they are at hand.
  public init(
    plan: RunPlan, configuration: RunConfiguration, catalog: SchemaCatalog,
    reference: ReferenceLibrary, sources: StepSources?
  ) {
    self.plan = plan
    self.configuration = configuration
    self.catalog = catalog
    self.reference = reference
    self.sources = sources
  }

  /// Chooses among snapshots whose engine and schema are those of the run.
  ///
  /// The one that holds the most steps is taken, of several the newest, as long as it is quicker to
  /// restore it than to repeat what it holds.
  ///
  /// - Parameters:
  ///   - manifests: the snapshots, in any order.
  ///   - misfits: those that are known not to fit, for the reason.
  ///   - now: what the run would do with the database as it stands.
  public func choose(
    among manifests: [SnapshotManifest], misfits: [CheckpointMisfit] = [],
    insteadOf now: RunOutlook
  ) -> (CheckpointChoice, Checkpoint?) {
    guard now.works.contains(.run) else {
      return (CheckpointChoice(snapshot: nil, reason: "none is needed: every step is fresh"), nil)
    }
    var misfits = misfits
    var fitting: [Checkpoint] = []
    for manifest in manifests.sorted(by: { ($0.createdAt, $1.name) > ($1.createdAt, $0.name) }) {
      do {
        fitting.append(try checkpoint(manifest))
      } catch {
        misfits.append(error)
      }
    }
    // The sort is stable, so that the newest stays first among equals.
    fitting.sort { $0.stepCount > $1.stepCount }
    for checkpoint in fitting {
      let balance = checkpoint.balance(against: now)
      if balance.isWorth {
        let reason = "\(text(checkpoint)); \(text(balance))"
        return (CheckpointChoice(snapshot: checkpoint.manifest.name, reason: reason), checkpoint)
      }
    }
    return (CheckpointChoice(snapshot: nil, reason: whyNone(fitting.first, misfits, now)), nil)
  }

  /// Looks whether a snapshot fits, and what a run would do after it was restored.
  func checkpoint(_ manifest: SnapshotManifest) throws(CheckpointMisfit) -> Checkpoint {
    let origin = manifest.origin
    if let reason = otherOrigin(origin) { throw CheckpointMisfit(manifest.name, reason) }
    let ledger = LedgerState(steps: origin.steps)
    let outlook = RunOutlook(
      plan: plan, ledger: ledger,
      surroundings: StepSurroundings(
        seed: configuration.seed, asOf: configuration.asOf, flags: configuration.flags,
        reference: reference, sources: sources, catalog: catalog,
        filledTables: Set(manifest.tables.filter { $0.rows > 0 }.map(\.name))),
      isForced: false)
    if let reason = otherSteps(origin.steps, outlook) {
      throw CheckpointMisfit(manifest.name, reason)
    }
    let foreign = ForeignRows.count(
      present: manifest.tables.map { TableEstimate($0.name, $0.rows) }, ledger: ledger)
    if !foreign.isEmpty {
      throw CheckpointMisfit(manifest.name, ProductionSign.foreignRows(foreign).text)
    }
    return Checkpoint(manifest: manifest, outlook: outlook, stepCount: origin.steps.count)
  }

  private func otherOrigin(_ origin: SnapshotOrigin) -> String? {
    guard let application = origin.application, let seed = origin.seed, let asOf = origin.asOf
    else {
      return "no run has seeded it"
    }
    if application != plan.application.name { return "it is of the application \(application)" }
    if seed != configuration.seed { return "it has SEED \(seed)" }
    return asOf == configuration.asOf.description ? nil : "it has SEED_AS_OF \(asOf)"
  }

  /// Why the steps in a snapshot are not the first ones of the run; nil where they are.
  private func otherSteps(_ steps: [LedgerStep], _ outlook: RunOutlook) -> String? {
    for step in steps {
      guard let place = plan.entries.firstIndex(where: { $0.step.id.rawValue == step.step }) else {
        return "it holds step \(step.step), which is gone"
      }
      guard plan.entries[place].runs else {
        return "it holds step \(step.step), which this run leaves out"
      }
      let standing = outlook.standings[place]
      guard standing.isFresh else { return "step \(step.step) in it is \(standing.text)" }
    }
    let needed = plan.entries.indices.filter { plan.entries[$0].runs }
    let held = needed.prefix { outlook.standings[$0].isFresh }
    if held.isEmpty { return "it does not hold the first step" }
    if held.count < steps.count {
      return "it lacks step \(plan.entries[needed[held.count]].step.id), and holds later ones"
    }
    return nil
  }

  private func text(_ checkpoint: Checkpoint) -> String {
    // Without fractions of a second, as in the list of snapshots.
    "\(checkpoint.manifest.name) of \(checkpoint.manifest.createdAt.prefix(19)) holds "
      + "\(checkpoint.stepCount) of the \(counted(plan.running.count, "step"))"
  }

  private func text(_ balance: Checkpoint.Balance) -> String {
    func text(_ seconds: Double) -> String { Duration.seconds(seconds).text }
    let lost =
      balance.lost > 0 ? ", and repeating what it does not hold \(text(balance.lost))" : ""
    return "restoring it takes about \(text(balance.restoring))\(lost), "
      + "the steps that it spares took \(text(balance.spared))"
  }

  /// The most snapshots that are named with a reason.
  private static let shownLimit = 5

  private func whyNone(
    _ best: Checkpoint?, _ misfits: [CheckpointMisfit], _ now: RunOutlook
  ) -> String {
    if let best { return "none: \(text(best)), but \(text(best.balance(against: now)))" }
    if misfits.isEmpty { return "none: there are no snapshots" }
    let hidden = misfits.count - Self.shownLimit
    return "none fits: "
      + misfits.prefix(Self.shownLimit).map(\.description).joined(separator: "; ")
      + (hidden > 0 ? "; and \(counted(hidden, "snapshot")) more" : "")
  }
}
