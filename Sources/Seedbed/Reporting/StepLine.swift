/// Writes a run's lines: of each step its number and title as it starts, and on the same line its
/// rows and time as it ends, unless a remark came in between.
struct StepLine {
  private let style: TextStyle
  private let write: @Sendable (String) -> Void
  /// The beginning of the line that waits for its end; nil when none does.
  private(set) var openLabel: String?
  private var phase = ""

  /// The column in which a step's rows and time begin.
  static let resultColumn = 41

  init(style: TextStyle, write: @escaping @Sendable (String) -> Void) {
    self.style = style
    self.write = write
  }

  /// Whether a line waits for its end.
  var isOpen: Bool { openLabel != nil }

  mutating func header(_ lines: [String]) {
    close()
    write(lines.map { style.dim($0) + "\n" }.joined() + "\n")
  }

  mutating func begin(_ step: PlannedStep, of count: Int) {
    open(Self.label(step, of: count))
  }

  mutating func end(_ step: PlannedStep, of count: Int, outcome: StepOutcome) {
    let label = Self.label(step, of: count)
    switch outcome {
    case .succeeded(let work):
      finish(label, Self.result(work))
    case .fresh(let run, let work):
      let text = "fresh, finished in run \(run)"
      guard let work else {
        close()
        write(style.dim("\(padded(label))\(text)") + "\n")
        break
      }
      let what =
        work.counts.total > 0
        ? "\(grouped(work.counts.total)) rows as they were" : "asked for its values"
      finish(label, style.dim("\(text); \(what)"))
    case .interrupted:
      finish(label, style.caution("interrupted"))
    case .failed(let failure):
      finish(label, style.bad("failed") + " after \(failure.duration.text)")
    case .skipped(let reason):
      close()
      write(style.dim("\(padded(label))skipped: \(reason.text)") + "\n")
    case .notRun:
      close()
    }
  }

  mutating func beginPhase(_ title: String) {
    phase = title
    open(title)
  }

  mutating func endPhase(_ duration: Duration) { finish(phase, Self.result(duration)) }

  mutating func remark(_ text: String) {
    close()
    write("        \(text)\n")
  }

  mutating func warning(_ text: String) {
    close()
    write("        \(style.caution("warning:")) \(text)\n")
  }

  /// Ends the open line without a result, so that something else can be written.
  mutating func close() {
    if isOpen { write("\n") }
    openLabel = nil
  }

  private mutating func open(_ label: String) {
    close()
    openLabel = label
    write(label)
  }

  private mutating func finish(_ label: String, _ result: String) {
    if isOpen {
      write(String(padded(label).dropFirst(label.count)) + result + "\n")
    } else {
      write(padded(label) + result + "\n")
    }
    openLabel = nil
  }

  private func padded(_ label: String) -> String {
    label + String(repeating: " ", count: max(Self.resultColumn - label.count, 2))
  }

  /// `[ 4/37] Admin players`
  static func label(_ step: PlannedStep, of count: Int) -> String {
    let position = String(step.position)
    let blanks = String(repeating: " ", count: max(String(count).count - position.count, 0))
    return "[\(blanks)\(position)/\(count)] \(step.step.title)"
  }

  /// `      12 rows     3 ms`, and what else there is to say.
  static func result(_ work: StepWork) -> String {
    let written = work.counts.written
    let unchanged = work.counts.total - written
    var notes: [String] = []
    if let cause = work.cause { notes.append(cause) }
    if let note = work.note { notes.append(note) }
    if unchanged > 0 { notes.append("\(grouped(unchanged)) unchanged") }
    let rows = counted(written, "row")
    let text = rightAligned(rows, 15) + rightAligned(work.duration.text, 11)
    return notes.isEmpty ? text : "\(text)  (\(notes.joined(separator: "; ")))"
  }

  /// The time alone, under those of the steps.
  private static func result(_ duration: Duration) -> String { rightAligned(duration.text, 26) }
}

private func rightAligned(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(width - text.count, 0)) + text
}
