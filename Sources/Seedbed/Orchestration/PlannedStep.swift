/// A step and what becomes of it in a run.
public struct PlannedStep: Sendable {
  /// The step.
  public let step: any SeedStep
  /// The 1-based place among all steps of the application.
  public let position: Int
  /// Whether it runs, and why.
  public let disposition: Disposition
  /// The rows that it is expected to write if it runs.
  public let estimates: [TableEstimate]

  /// Whether a step runs, and why.
  public enum Disposition: Hashable, Sendable {
    /// It runs because it was asked for.
    case selected
    /// It was left out, and runs because these steps require what it provides.
    case asProvider(of: [StepID])
    /// It does not run.
    case skipped(SkipReason)
  }

  /// Whether the step runs.
  public var runs: Bool {
    if case .skipped = disposition { false } else { true }
  }
}

/// Why a step does not run.
public enum SkipReason: Hashable, Sendable {
  /// A flag skips it, or does not enable it.
  case flag(name: String, value: Bool)
  /// An option of the command line leaves it out, such as `--only`.
  case selection(option: String)

  /// The reason in a few words: `SKIP_SEED_REPORTS is true`, `left out by --only`.
  public var text: String {
    switch self {
    case .flag(let name, let value): "\(name) is \(value)"
    case .selection(let option): "left out by \(option)"
    }
  }
}
