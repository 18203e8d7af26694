/// One step in a run's report.
public struct StepReport: Codable, Hashable, Sendable {
  /// What became of the step.
  public enum Outcome: String, Codable, Hashable, Sendable {
    /// It did its work.
    case succeeded
    /// It was done in an earlier run; with rows where it ran for the values that it provides.
    case fresh
    /// It was not to run.
    case skipped
    /// It failed.
    case failed
    /// The run ended before it.
    case notRun
    /// The user ended the run while it was at work.
    case interrupted
  }

  /// The rows of one table.
  public struct TableRows: Codable, Hashable, Sendable {
    /// The table.
    public var table: String
    /// Rows that were not there.
    public var inserted: Int
    /// Rows that were there with other values.
    public var updated: Int
    /// Rows that were there just so.
    public var unchanged: Int
  }

  /// Where it failed.
  public struct Failure: Codable, Hashable, Sendable {
    /// What happened, and what to do about it.
    public var message: String
    /// The step, as far as known.
    public var step: String?
    /// The table, as far as known.
    public var table: String?
    /// The 0-based row within the table's plan, as far as known.
    public var row: Int?
  }

  /// The step's id.
  public var id: String
  /// What the step seeds.
  public var title: String
  /// The 1-based place among all steps.
  public var position: Int
  /// The steps for whose sake it ran though it was not asked for; nil when there are none.
  public var asProviderOf: [String]?
  /// What became of it.
  public var outcome: Outcome
  /// Why it was skipped, wrote nothing or was left alone; nil otherwise.
  public var reason: String?
  /// Why it ran though it had run before; nil otherwise.
  public var cause: String?
  /// What it wrote and is durable; nil when it did not run.
  public var rows: [TableRows]?
  /// The SQL statements that it executed; nil when it did not run.
  public var statementCount: Int?
  /// How long it took; nil when it did not run.
  public var durationSeconds: Double?
  /// How it failed; nil when it did not.
  public var failure: Failure?

  /// Creates the report of a planned step.
  public init(_ entry: PlannedStep, outcome: StepOutcome) {
    id = entry.step.id.rawValue
    title = entry.step.title
    position = entry.position
    if case .asProvider(let dependents) = entry.disposition {
      asProviderOf = dependents.map(\.rawValue)
    }
    switch outcome {
    case .succeeded(let work):
      self.outcome = .succeeded
      set(work)
    case .fresh(let run, let work):
      self.outcome = .fresh
      if let work { set(work) }
      reason = "finished in run \(run)"
    case .interrupted(let work):
      self.outcome = .interrupted
      set(work)
    case .skipped(let reason):
      self.outcome = .skipped
      self.reason = reason.text
    case .failed(let failure):
      self.outcome = .failed
      set(
        StepWork(
          counts: failure.counts, statementCount: failure.statementCount,
          duration: failure.duration))
      self.failure = Failure(
        message: failure.message, step: failure.location.step, table: failure.location.table,
        row: failure.location.row)
    case .notRun:
      self.outcome = .notRun
    }
  }

  /// The rows inserted and updated.
  public var writtenRowCount: Int {
    (rows ?? []).reduce(0) { $0 + $1.inserted + $1.updated }
  }

  /// The rows that were there just so.
  public var unchangedRowCount: Int { (rows ?? []).reduce(0) { $0 + $1.unchanged } }

  private mutating func set(_ work: StepWork) {
    reason = work.note
    cause = work.cause
    rows = work.counts.tables.map { name, rows in
      TableRows(
        table: name, inserted: rows.inserted, updated: rows.updated, unchanged: rows.unchanged)
    }
    statementCount = work.statementCount
    durationSeconds = work.duration.reportSeconds
  }
}

extension [StepReport] {
  /// How a run of these steps ends: interrupted when one was, or when some did not run though none
  /// failed.
  func exitStatus(afterFailure failed: ExitStatus) -> ExitStatus {
    if contains(where: { $0.outcome == .failed }) { return failed }
    if contains(where: { $0.outcome == .interrupted || $0.outcome == .notRun }) {
      return .interrupted
    }
    return .done
  }
}
