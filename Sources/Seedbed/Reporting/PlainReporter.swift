internal import Synchronization

/// A reporter for files and pipes: lines that stay, and of a bulk load one every tenth or so.
public final class PlainReporter: RunReporter {
  private struct State {
    var line: StepLine
    var last: BulkProgress?
    var shown: BulkProgress?
  }

  private let state: Mutex<State>

  /// Creates a reporter.
  ///
  /// - Parameters:
  ///   - style: whether colours are used.
  ///   - write: gets text as it is to be written, line breaks included.
  public init(
    style: TextStyle = .plain, write: @escaping @Sendable (String) -> Void
  ) {
    state = Mutex(State(line: StepLine(style: style, write: write)))
  }

  /// Shows a remark.
  public func note(_ text: String) { state.withLock { $0.line.remark(text) } }

  /// Shows what a person should look at.
  public func warning(_ text: String) { state.withLock { $0.line.warning(text) } }

  /// Shows how far a bulk load has come.
  public func progress(_ progress: BulkProgress) {
    state.withLock { state in
      if progress.beginsLoad(after: state.last) { state.shown = nil }
      state.last = progress
      let isDue =
        progress.tenth > state.shown?.tenth ?? 0
        || progress.elapsed - (state.shown?.elapsed ?? .zero) >= Self.interval
      // What is done is said by the step's own end.
      guard isDue, !progress.isDone else { return }
      state.shown = progress
      state.line.remark(progress.parts.joined(separator: "  "))
    }
  }

  /// Shows the run's header.
  public func runStarted(_ headerLines: [String]) {
    state.withLock { $0.line.header(headerLines) }
  }

  /// Shows that a step begins.
  public func stepStarted(_ step: PlannedStep, of stepCount: Int) {
    state.withLock { $0.line.begin(step, of: stepCount) }
  }

  /// Shows what became of a step.
  public func stepEnded(_ step: PlannedStep, of stepCount: Int, outcome: StepOutcome) {
    state.withLock { $0.line.end(step, of: stepCount, outcome: outcome) }
  }

  /// Shows that something begins that is no step.
  public func phaseStarted(_ title: String) { state.withLock { $0.line.beginPhase(title) } }

  /// Shows that it has ended.
  public func phaseEnded(_ duration: Duration) { state.withLock { $0.line.endPhase(duration) } }

  /// The time after which a bulk load gets a line though it has not come a tenth further.
  private static let interval = Duration.seconds(2)
}
