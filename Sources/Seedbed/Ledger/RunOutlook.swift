/// What a run is going to do with each step of its plan, judged by the ledger.
public struct RunOutlook: Sendable {
  /// What becomes of one step.
  public enum Work: Hashable, Sendable {
    /// It does its work.
    case run
    /// It is fresh, and runs all the same for the values that it provides to steps that run; its
    /// rows are there.
    case replay
    /// It is fresh and is left alone.
    case rest
  }

  /// How each step of the plan stands, in order.
  public let standings: [StepStanding]
  /// What becomes of each step of the plan, in order; those that the plan skips rest.
  public let works: [Work]
  /// How long each step of the plan took when it made its rows, in order; 0 where nothing says so.
  public let recordedSeconds: [Double]
  /// Why a run would be refused; nil when it would not.
  public let refusal: String?

  /// Judges the steps of a plan by an open database, and writes nothing.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - configuration: what else decides the run.
  ///   - session: the database; nil for one that is not there yet.
  ///   - schema: the application's schema for the session's engine; nil without one.
  ///   - reference: the look-up tables.
  ///   - sources: the steps' source files, where they are at hand.
  ///   - isForced: whether steps run that are fresh.
  public static func read(
    plan: RunPlan, configuration: RunConfiguration, session: (any DatabaseSession)?,
    schema: ApplicationSchema?, reference: ReferenceLibrary, sources: StepSources?,
    isForced: Bool = false
  ) throws -> RunOutlook {
    var state = LedgerState()
    var catalog = SchemaCatalog(tables: [])
    var filledTables: Set<String> = []
    var refusal: String?
    if let session, let schema {
      do {
        catalog = try schema.verify(in: session)
        filledTables = try session.filledTables(of: catalog)
        if !filledTables.isEmpty { state = try SeedLedger.read(session) }
        if state.holdsData, let last = state.runs.last {
          try OtherSeedRefused.check(last, configuration)
        }
      } catch let error as SchemaMismatch {
        if !error.isEmpty { refusal = error.description }
      } catch let error as OtherSeedRefused {
        refusal = error.description
      }
    }
    return RunOutlook(
      plan: plan, ledger: state,
      surroundings: StepSurroundings(
        seed: configuration.seed, asOf: configuration.asOf, flags: configuration.flags,
        reference: reference, sources: sources, catalog: catalog, filledTables: filledTables),
      isForced: isForced, refusal: refusal)
  }

  /// Judges the steps of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - ledger: what the database's ledger says.
  ///   - surroundings: what the steps would find now.
  ///   - isForced: whether steps run that are fresh.
  ///   - refusal: why a run would be refused.
  init(
    plan: RunPlan, ledger: LedgerState, surroundings: StepSurroundings, isForced: Bool,
    refusal: String? = nil
  ) {
    self.refusal = refusal
    let providers = plan.providers
    var standings: [StepID: StepStanding] = [:]
    for entry in plan.entries {
      standings[entry.step.id] = Self.standing(
        of: entry.step, providers: providers, standings: standings, ledger: ledger,
        surroundings: surroundings)
    }
    self.standings = plan.entries.map { standings[$0.step.id] ?? .neverRun }
    recordedSeconds = plan.entries.map { ledger[$0.step.id]?.durationSeconds ?? 0 }
    var works = zip(plan.entries, self.standings).map { entry, standing -> Work in
      entry.runs && (isForced || !standing.isFresh) ? .run : .rest
    }
    let positions = Dictionary(
      uniqueKeysWithValues: plan.entries.enumerated().map { ($1.step.id, $0) })
    // Backwards, so that what a replayed step requires is replayed as well.
    for (position, entry) in plan.entries.enumerated().reversed() where works[position] != .rest {
      for key in entry.step.requires.names {
        guard let provider = providers[key].flatMap({ positions[$0] }), works[provider] == .rest
        else { continue }
        works[provider] = .replay
      }
    }
    self.works = works
  }

  private static func standing(
    of step: any SeedStep, providers: [String: StepID], standings: [StepID: StepStanding],
    ledger: LedgerState, surroundings: StepSurroundings
  ) -> StepStanding {
    guard let record = ledger[step.id] else { return .neverRun }
    guard record.state == .finished, let inputs = record.inputs else {
      return .unfinished(run: record.runID, record.state)
    }
    var changes = inputs.changes(
      to: surroundings.inputs(of: step, like: inputs),
      sourceName: surroundings.sources?.fileName(of: step.id) ?? "")
    for rows in record.rows where rows.rows > 0 && surroundings.isEmpty(rows.table) {
      changes.append("the rows of \(rows.table) are gone")
    }
    for provider in step.providers(among: providers) {
      switch standings[provider] {
      case .fresh:
        if inputs.requires[provider.rawValue] != ledger[provider]?.fingerprint {
          changes.append("requires \(provider), which was repeated")
        }
      case .changed: changes.append("requires \(provider), which changed")
      case .unfinished: changes.append("requires \(provider), which is not finished")
      case .neverRun, nil: changes.append("requires \(provider), which was never run")
      }
    }
    return changes.isEmpty ? .fresh(run: record.runID) : .changed(changes)
  }
}

extension SeedStep {
  /// The steps that provide what this one requires, each once, in order.
  func providers(among providers: [String: StepID]) -> [StepID] {
    var found: [StepID] = []
    for key in requires.names {
      if let provider = providers[key], !found.contains(provider) { found.append(provider) }
    }
    return found.sorted { $0.number < $1.number }
  }
}
