/// What became of a step.
public enum StepOutcome: Hashable, Sendable {
  /// It did its work, and that is durable.
  case succeeded(StepWork)
  /// It was done in an earlier run and would make the same rows. With work where it ran for the values
  /// that it provides, and found its rows as they should be.
  case fresh(run: Int, StepWork?)
  /// It was not to run.
  case skipped(SkipReason)
  /// It failed, and its open transaction was undone.
  case failed(StepFailure)
  /// An earlier step failed, or the run was interrupted before this one began.
  case notRun
  /// The user ended the run while the step was at work.
  case interrupted(StepWork)
}

/// What a step did.
public struct StepWork: Hashable, Sendable {
  /// The rows written, by table.
  public var counts: WriteCounts
  /// The SQL statements executed.
  public var statementCount: Int
  /// How long it took.
  public var duration: Duration
  /// Why it wrote nothing, in its own words; nil when it wrote something.
  public var note: String?
  /// Why it ran though it had run before, such as `changed: flag BATCH_SIZE 3 to 4`; nil for a step
  /// that ran for the first time.
  public var cause: String?

  /// Creates a description of work.
  public init(
    counts: WriteCounts, statementCount: Int, duration: Duration, note: String? = nil,
    cause: String? = nil
  ) {
    self.counts = counts
    self.statementCount = statementCount
    self.duration = duration
    self.note = note
    self.cause = cause
  }
}

/// How a step failed.
public struct StepFailure: Hashable, Sendable {
  /// What happened, where, and what to do about it.
  public var message: String
  /// The step, table and row.
  public var location: ErrorLocation
  /// The rows that are durable all the same: those of the chunks committed before.
  public var counts: WriteCounts
  /// The SQL statements executed.
  public var statementCount: Int
  /// How long the step took until it failed.
  public var duration: Duration

  /// Creates a failure.
  public init(
    message: String, location: ErrorLocation, counts: WriteCounts = WriteCounts(),
    statementCount: Int, duration: Duration
  ) {
    self.message = message
    self.location = location
    self.counts = counts
    self.statementCount = statementCount
    self.duration = duration
  }
}
