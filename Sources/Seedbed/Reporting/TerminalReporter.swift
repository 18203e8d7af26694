internal import Synchronization

/// A reporter for a terminal: of a bulk load it draws one live bar and wipes it away at the end.
public final class TerminalReporter: RunReporter {
  private struct State {
    var line: StepLine
    var last: BulkProgress?
    var drawnAt: Duration?
    var hasBar = false
  }

  private let state: Mutex<State>
  private let style: TextStyle
  private let width: @Sendable () -> Int
  private let write: @Sendable (String) -> Void

  /// Creates a reporter.
  ///
  /// - Parameters:
  ///   - style: whether colours are used.
  ///   - width: the terminal's width in columns, asked for with every drawing.
  ///   - write: gets text as it is to be written, line breaks and control sequences included.
  public init(
    style: TextStyle = TextStyle(color: true),
    width: @escaping @Sendable () -> Int = { 80 }, write: @escaping @Sendable (String) -> Void
  ) {
    self.style = style
    self.width = width
    self.write = write
    state = Mutex(State(line: StepLine(style: style, write: write)))
  }

  /// Shows a remark.
  public func note(_ text: String) { withLine { $0.remark(text) } }

  /// Shows what a person should look at.
  public func warning(_ text: String) { withLine { $0.warning(text) } }

  /// Shows how far a bulk load has come.
  public func progress(_ progress: BulkProgress) {
    state.withLock { state in
      if progress.beginsLoad(after: state.last) { state.drawnAt = nil }
      state.last = progress
      if progress.isDone {
        erase(&state)
        return
      }
      if let drawnAt = state.drawnAt, progress.elapsed - drawnAt < Self.interval { return }
      state.drawnAt = progress.elapsed
      let bar = Self.bar(progress, width: max(width() - 1, 10), style: style)
      let lineBreak = !state.hasBar && state.line.isOpen ? "\n" : ""
      write("\(lineBreak)\r\(bar)\u{1b}[K")
      state.hasBar = true
    }
  }

  /// Shows the run's header.
  public func runStarted(_ headerLines: [String]) { withLine { $0.header(headerLines) } }

  /// Shows that a step begins.
  public func stepStarted(_ step: PlannedStep, of stepCount: Int) {
    withLine { $0.begin(step, of: stepCount) }
  }

  /// Shows what became of a step.
  public func stepEnded(_ step: PlannedStep, of stepCount: Int, outcome: StepOutcome) {
    withLine { $0.end(step, of: stepCount, outcome: outcome) }
  }

  /// Shows that something begins that is no step.
  public func phaseStarted(_ title: String) { withLine { $0.beginPhase(title) } }

  /// Shows that it has ended.
  public func phaseEnded(_ duration: Duration) { withLine { $0.endPhase(duration) } }

  /// The bar in at most `width` columns: what does not fit is left out from the right, and the bar
  /// itself takes what is left, up to 30 columns.
  static func bar(_ progress: BulkProgress, width: Int, style: TextStyle) -> String {
    var parts = progress.parts
    let leastBar = 12
    while parts.count > 2, parts.joined(separator: "  ").count + leastBar > width {
      parts.removeLast()
    }
    let text = parts.joined(separator: "  ")
    let room = min(width - text.count - 2, 30)
    guard room >= 5 else { return String(text.prefix(width)) }
    let filled = Int(progress.share * Double(room))
    return style.good(String(repeating: "█", count: filled))
      + style.dim(String(repeating: "░", count: room - filled)) + "  " + text
  }

  private func withLine(_ body: (inout StepLine) -> Void) {
    state.withLock { state in
      erase(&state)
      body(&state.line)
    }
  }

  private func erase(_ state: inout State) {
    guard state.hasBar else { return }
    write("\r\u{1b}[K")
    // Back to the end of the step's line, which waits for its result.
    if let label = state.line.openLabel { write("\u{1b}[A\r\(label)") }
    state.hasBar = false
  }

  /// The least time between two drawings: ten a second.
  private static let interval = Duration.milliseconds(100)
}
