internal import Glibc

/// One run's entry in the ledger, from its beginning to its end.
///
/// What is written of a step is written on the session, and so in the step's transaction.
final class RunRecord {
  /// The number of the run.
  let id: Int
  /// What the user should know of the run before; nil when that came to its end.
  let note: String?

  private let ledger: SeedLedger
  private let plan: RunPlan
  private let surroundings: StepSurroundings
  private let before: LedgerState
  /// The fingerprints of the steps that are done, by id.
  private var fingerprints: [String: String] = [:]

  /// Begins a run: the ledger's tables are created where they are missing, and the run is added.
  ///
  /// Throws `OtherSeedRefused` when the database holds rows of another seed or instant.
  init(
    plan: RunPlan, configuration: RunConfiguration, session: any DatabaseSession,
    reference: ReferenceLibrary, sources: StepSources?, catalog: SchemaCatalog,
    toolVersion: String
  ) throws {
    self.plan = plan
    ledger = SeedLedger(session)
    try ledger.prepare()
    var state = try SeedLedger.read(session)
    let filledTables = try session.filledTables(of: catalog)
    let isStale = state.holdsData && filledTables.isEmpty
    if isStale { state = LedgerState(runs: state.runs) }
    if state.holdsData, let last = state.runs.last {
      try OtherSeedRefused.check(last, configuration)
    }
    surroundings = StepSurroundings(
      seed: configuration.seed, asOf: configuration.asOf, flags: plan.flags, reference: reference,
      sources: sources, catalog: catalog, filledTables: filledTables)
    before = state
    for step in state.steps { fingerprints[step.step] = step.fingerprint }
    id = (state.runs.last?.id ?? 0) + 1
    // Nobody else is at work, so a run that has no end has died.
    let dead = state.runs.filter { $0.state == .running }
    note = Self.note(on: state.runs.last)
    let run = LedgerRun(
      id: id, state: .running, application: plan.application.name, toolVersion: toolVersion,
      generatorVersion: GeneratorVersion.current, seed: configuration.seed,
      asOf: configuration.asOf.description, flags: configuration.flags.recorded,
      selection: plan.selection.text, processID: Int(getpid()),
      startedAt: configuration.startedAt.description)
    try session.begin()
    do {
      if isStale { try ledger.forgetData() }
      for run in dead { try ledger.end(run: run.id, as: .died, after: nil) }
      try ledger.add(run)
      try session.commit()
    } catch let error {
      try session.rollback()
      throw error
    }
  }

  /// What becomes of each step.
  func outlook(isForced: Bool) -> RunOutlook {
    RunOutlook(plan: plan, ledger: before, surroundings: surroundings, isForced: isForced)
  }

  /// How many rows a step saw to when it was run last, by table.
  func rowsBefore(of step: any SeedStep) -> [String: Int] {
    var rows: [String: Int] = [:]
    for table in before[step.id]?.rows ?? [] { rows[table.table] = table.rows }
    return rows
  }

  /// Records that a step that commits chunk by chunk begins.
  func begin(_ step: any SeedStep) throws {
    fingerprints[step.id.rawValue] = nil
    try ledger.record(entryKeepingRows(of: step, .running))
  }

  /// Records that a step is done, with what it wrote and what it read.
  func finish(
    _ step: any SeedStep, _ counts: WriteCounts, after duration: Duration, _ usage: StepUsage
  ) throws {
    var requires: [String: String] = [:]
    for provider in step.providers(among: plan.providers) {
      requires[provider.rawValue] = fingerprints[provider.rawValue]
    }
    let inputs = surroundings.inputs(
      of: step, after: usage, tables: counts.tables.map(\.name), requires: requires)
    var entry = entry(of: step, .finished)
    entry.inputs = inputs
    entry.fingerprint = inputs.fingerprint
    entry.rowCount = counts.total
    entry.rows = counts.tables.map { LedgerStep.TableRows(table: $0.name, rows: $0.rows.total) }
    // To find rows takes less than to make them, which is what a restored snapshot spares.
    let isFound = counts.written == 0 && before[step.id]?.state == .finished
    entry.durationSeconds =
      isFound ? before[step.id]?.durationSeconds : duration.reportSeconds
    try ledger.record(entry)
    fingerprints[step.id.rawValue] = entry.fingerprint
  }

  /// Leaves what is on record of a fresh step as it was before the run.
  func keep(_ step: any SeedStep) throws {
    guard let entry = before[step.id] else { return }
    try ledger.record(entry)
    fingerprints[step.id.rawValue] = entry.fingerprint
  }

  /// Records that a step failed or was ended; its transaction is undone.
  func fail(
    _ step: any SeedStep, _ state: LedgerStep.State, after duration: Duration
  ) throws {
    var entry = entryKeepingRows(of: step, state)
    entry.durationSeconds = duration.reportSeconds
    try ledger.record(entry)
  }

  /// Says of which tables rows are left that the step wrote in an earlier run and not in this one;
  /// nothing deletes them, since others may refer to them.
  func leftovers(of step: any SeedStep, _ counts: WriteCounts) throws -> [String] {
    guard let record = before[step.id] else { return [] }
    return record.rows.compactMap { before in
      guard !surroundings.isEmpty(before.table) else { return nil }
      let now = counts.tables.first { $0.name == before.table }?.rows ?? WriteCounts.Rows()
      // Rows that were not inserted were there: of the earlier ones, so many were found again.
      let left = before.rows - (now.total - now.inserted)
      guard left > 0 else { return nil }
      return "\(counted(left, "row")) of \(before.table) that step \(step.id) does not write any "
        + "more may still be there; to be rid of them: seedbed run --restart"
    }
  }

  /// Records how the run ended.
  func end(_ status: ExitStatus, after seconds: Double) throws {
    let state: LedgerRunState =
      switch status {
      case .done, .validationFailed: .finished
      case .interrupted: .interrupted
      case .failed, .refused, .usage: .failed
      }
    try ledger.end(run: id, as: state, after: seconds)
  }

  private func entry(of step: any SeedStep, _ state: LedgerStep.State) -> LedgerStep {
    LedgerStep(
      step: step.id.rawValue, runID: id, state: state, fingerprint: nil, inputs: nil, rowCount: 0,
      rows: [], durationSeconds: nil)
  }

  /// An entry of a step that is not done; what it wrote in an earlier run is still there.
  private func entryKeepingRows(of step: any SeedStep, _ state: LedgerStep.State) -> LedgerStep {
    var entry = entry(of: step, state)
    if let record = before[step.id] {
      (entry.rowCount, entry.rows) = (record.rowCount, record.rows)
    }
    return entry
  }

  private static func note(on run: LedgerRun?) -> String? {
    guard let run else { return nil }
    let what: String
    switch run.state {
    case .finished: return nil
    case .running, .died: what = "died"
    case .failed: what = "failed"
    case .interrupted: what = "was interrupted"
    }
    return "run \(run.id) \(what); this one goes on from there"
  }
}

extension FlagValues {
  /// The values by name, as the ledger keeps them: without the database's URL, which may hold a
  /// password.
  var recorded: [String: Value] {
    var values: [String: Value] = [:]
    for setting in settings {
      if case .databaseURL = setting.declaration.kind { continue }
      values[setting.declaration.name] = setting.value
    }
    return values
  }
}

extension DatabaseSession {
  /// The tables of a catalog that hold rows. Cost: a page or two a table.
  package func filledTables(of catalog: SchemaCatalog) throws -> Set<String> {
    var filled: Set<String> = []
    // SQLite takes at most 500 parts of a compound SELECT (SQLITE_MAX_COMPOUND_SELECT).
    var rest = catalog.tables.map(\.name)[...]
    while !rest.isEmpty {
      let names = Array(rest.prefix(100))
      rest = rest.dropFirst(100)
      let parts = names.enumerated().map {
        "SELECT \($0) WHERE EXISTS (SELECT 1 FROM \(SQLIdentifier($1)))"
      }
      try query(parts.joined(separator: " UNION ALL "), []) { row in
        if let position = row[0].asInt64 { filled.insert(names[Int(position)]) }
      }
    }
    return filled
  }
}
