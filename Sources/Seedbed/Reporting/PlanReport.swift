/// What a run would do, step by step; its JSON form is documented in `docs/run-report.md`.
public struct PlanReport: Codable, Hashable, Sendable {
  /// The version of the JSON form; it grows when a field changes its meaning or goes.
  public static let currentSchemaVersion = 1

  /// The version of the JSON form that this report has.
  public var schemaVersion: Int
  /// The application's name.
  public var application: String
  /// Why the run would be refused; nil when it would not.
  public var refusal: String?
  /// The snapshot that the run would go on from, or why it is none; nil when nobody asked for one.
  public var checkpoint: CheckpointChoice?
  /// Every step of the application, in order, as it stands then.
  public var steps: [Step]

  /// One step.
  public struct Step: Codable, Hashable, Sendable {
    /// The step's id.
    public var id: String
    /// What the step seeds.
    public var title: String
    /// The 1-based place among all steps.
    public var position: Int
    /// How it stands.
    public var standing: Standing
    /// What changed, or why it is skipped, in words; nil when there is nothing to say.
    public var reason: String?
    /// What becomes of it.
    public var work: Work
    /// The rows that it is expected to write when it runs.
    public var estimatedRows: [Estimate]
  }

  /// How a step stands.
  public enum Standing: String, Codable, Hashable, Sendable {
    /// It is done, and would make the same rows.
    case fresh
    /// It is done, and what its rows depend on has changed.
    case changed
    /// It was begun and did not come to its end.
    case unfinished
    /// The ledger does not know it.
    case neverRun
  }

  /// What becomes of a step.
  public enum Work: String, Codable, Hashable, Sendable {
    /// It runs.
    case run
    /// It is fresh, and runs for the values that it provides.
    case replay
    /// It is fresh and is left alone.
    case rest
    /// A flag or an option skips it.
    case skip
  }

  /// The rows that a step is expected to write into one table.
  public struct Estimate: Codable, Hashable, Sendable {
    /// The table.
    public var table: String
    /// The rows.
    public var rows: Int
  }

  /// Creates the report of a plan.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - outlook: what a run would do, once the snapshot is restored.
  ///   - checkpoint: the snapshot that it would go on from.
  public init(_ plan: RunPlan, _ outlook: RunOutlook, _ checkpoint: CheckpointChoice? = nil) {
    schemaVersion = Self.currentSchemaVersion
    application = plan.application.name
    refusal = outlook.refusal
    self.checkpoint = checkpoint
    steps = plan.entries.enumerated().map { index, entry in
      Step(entry, outlook.standings[index], outlook.works[index])
    }
  }
}

extension PlanReport.Step {
  fileprivate init(_ entry: PlannedStep, _ standing: StepStanding, _ work: RunOutlook.Work) {
    id = entry.step.id.rawValue
    title = entry.step.title
    position = entry.position
    estimatedRows = entry.estimates.map {
      PlanReport.Estimate(table: $0.table, rows: $0.rowCount)
    }
    switch standing {
    case .fresh: self.standing = .fresh
    case .changed: self.standing = .changed
    case .unfinished: self.standing = .unfinished
    case .neverRun: self.standing = .neverRun
    }
    if case .skipped(let skipped) = entry.disposition {
      self.work = .skip
      reason = skipped.text
    } else {
      reason = standing == .neverRun ? nil : standing.text
      switch work {
      case .run: self.work = .run
      case .replay: self.work = .replay
      case .rest: self.work = .rest
      }
    }
  }
}
