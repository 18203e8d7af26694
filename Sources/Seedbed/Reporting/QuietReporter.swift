/// A reporter that shows nothing but warnings.
public final class QuietReporter: RunReporter {
  private let write: @Sendable (String) -> Void

  /// Creates a reporter; `write` gets whole lines, line breaks included.
  public init(write: @escaping @Sendable (String) -> Void = { _ in }) { self.write = write }

  /// Shows nothing.
  public func note(_ text: String) {}
  /// Shows what a person should look at.
  public func warning(_ text: String) { write("warning: \(text)\n") }
  /// Shows nothing.
  public func progress(_ progress: BulkProgress) {}
  /// Shows nothing.
  public func runStarted(_ headerLines: [String]) {}
  /// Shows nothing.
  public func stepStarted(_ step: PlannedStep, of stepCount: Int) {}
  /// Shows nothing.
  public func stepEnded(_ step: PlannedStep, of stepCount: Int, outcome: StepOutcome) {}
  /// Shows nothing.
  public func phaseStarted(_ title: String) {}
  /// Shows nothing.
  public func phaseEnded(_ duration: Duration) {}
}
