/// Who wants to know how a run goes on, step by step.
public protocol RunObserver: Sendable {
  /// The run is about to do something; the lines say with what seed, database and flags.
  func runStarted(_ headerLines: [String])
  /// A step begins.
  func stepStarted(_ step: PlannedStep, of stepCount: Int)
  /// A step has ended, or is not going to begin.
  func stepEnded(_ step: PlannedStep, of stepCount: Int, outcome: StepOutcome)
  /// Something begins that is no step and may take a while, such as `Validating`.
  func phaseStarted(_ title: String)
  /// What began last has ended.
  func phaseEnded(_ duration: Duration)
}

/// A reporter that also shows how a run goes on.
public typealias RunReporter = Reporter & RunObserver
