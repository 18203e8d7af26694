import Seedbed
import Testing

@testable import Seedbed

@Suite struct ReporterTests {
  static let steps: [PlannedStep] = [
    PlannedStep(
      step: TestStep(id: "04_admins", title: "Admin players"), position: 4, disposition: .selected,
      estimates: []),
    PlannedStep(
      step: TestStep(id: "37_batch", title: "Batch avatars"), position: 37, disposition: .selected,
      estimates: []),
  ]

  func work(inserted: Int = 0, unchanged: Int = 0, note: String? = nil) -> StepWork {
    var counts = WriteCounts()
    if inserted > 0 { counts.add("players", .inserted, count: inserted) }
    if unchanged > 0 { counts.add("players", .unchanged, count: unchanged) }
    return StepWork(counts: counts, statementCount: 4, duration: .milliseconds(12), note: note)
  }

  func progress(_ chunk: Int, of count: Int = 20, at milliseconds: Int) -> BulkProgress {
    BulkProgress(
      noun: "profiles", parentsDone: chunk * 500, parentCount: count * 500, chunksDone: chunk,
      chunkCount: count, rowsDone: chunk * 14_000, elapsed: .milliseconds(milliseconds))
  }

  @Test func writesAStepOnOneLineInTwoParts() {
    let written = Written()
    let reporter = PlainReporter { written.write($0) }
    reporter.stepStarted(Self.steps[0], of: 37)
    #expect(written.text == "[ 4/37] Admin players")
    reporter.stepEnded(Self.steps[0], of: 37, outcome: .succeeded(work(inserted: 2)))
    #expect(
      written.text == "[ 4/37] Admin players                             2 rows      12 ms\n")
  }

  @Test func writesEveryOutcomeInItsWords() {
    let written = Written()
    let reporter = PlainReporter { written.write($0) }
    let failure = StepFailure(
      message: "no", location: ErrorLocation(), statementCount: 1, duration: .seconds(2))
    let outcomes: [StepOutcome] = [
      .succeeded(work(inserted: 1, unchanged: 1_500)), .succeeded(work(note: "no players")),
      .failed(failure), .interrupted(work()),
    ]
    for outcome in outcomes {
      reporter.stepStarted(Self.steps[0], of: 37)
      reporter.stepEnded(Self.steps[0], of: 37, outcome: outcome)
    }
    reporter.stepEnded(
      Self.steps[1], of: 37, outcome: .skipped(.flag(name: "SEED_EXTRA", value: false)))
    reporter.stepEnded(Self.steps[1], of: 37, outcome: .notRun)
    reporter.phaseStarted("Validating")
    reporter.phaseEnded(.milliseconds(1_240))
    #expect(
      written.text == """
        [ 4/37] Admin players                              1 row      12 ms  (1,500 unchanged)
        [ 4/37] Admin players                             0 rows      12 ms  (no players)
        [ 4/37] Admin players                    failed after 2.00 s
        [ 4/37] Admin players                    interrupted
        [37/37] Batch avatars                    skipped: SEED_EXTRA is false
        Validating                                                   1.24 s

        """)
  }

  @Test func givesRemarksLinesOfTheirOwn() {
    let written = Written()
    let reporter = PlainReporter { written.write($0) }
    reporter.runStarted(["seed      42", "as of     2026-01-01T00:00:00Z"])
    reporter.stepStarted(Self.steps[0], of: 37)
    reporter.note("looking around")
    reporter.warning("it is late")
    reporter.stepEnded(Self.steps[0], of: 37, outcome: .succeeded(work(inserted: 2)))
    #expect(
      written.text == """
        seed      42
        as of     2026-01-01T00:00:00Z

        [ 4/37] Admin players
                looking around
                warning: it is late
        [ 4/37] Admin players                             2 rows      12 ms

        """)
  }

  @Test func plainProgressComesEveryTenthOrEveryTwoSeconds() {
    let written = Written()
    let reporter = PlainReporter { written.write($0) }
    for chunk in 1...20 { reporter.progress(progress(chunk, at: chunk * 10)) }
    #expect(written.count == 9)
    #expect(
      written.text.split(separator: "\n").first
        == "         10 %  0 s left  chunk 2/20  1,000/10,000 profiles  28,000 rows  1,400,000 rows/s"
    )
    let slow = Written()
    let slowReporter = PlainReporter { slow.write($0) }
    for chunk in 1...8 { slowReporter.progress(progress(chunk, of: 2_000, at: chunk * 500)) }
    #expect(
      slow.text == """
                  0 %  16 min 38 s left  chunk 4/2,000  2,000/1,000,000 profiles  56,000 rows  28,000 rows/s
                  0 %  16 min 36 s left  chunk 8/2,000  4,000/1,000,000 profiles  112,000 rows  28,000 rows/s

        """)
  }

  @Test func theBarComesBelowTheStepAndGoesWithoutATrace() {
    let written = Written()
    let reporter = TerminalReporter(style: .plain, width: { 101 }) { written.write($0) }
    reporter.stepStarted(Self.steps[1], of: 37)
    reporter.progress(progress(10, at: 1_000))
    reporter.progress(progress(11, at: 1_050))
    reporter.progress(progress(12, at: 1_200))
    reporter.progress(progress(20, at: 2_000))
    reporter.stepEnded(Self.steps[1], of: 37, outcome: .succeeded(work(inserted: 280_000)))
    let bar = "\r████████░░░░░░░░░   50 %  1 s left  chunk 10/20  5,000/10,000 profiles"
    let next = "\r██████████░░░░░░░   60 %  1 s left  chunk 12/20  6,000/10,000 profiles"
    #expect(
      written.text
        == "[37/37] Batch avatars\n\(bar)  140,000 rows  140,000 rows/s\u{1b}[K"
        + "\(next)  168,000 rows  140,000 rows/s\u{1b}[K"
        + "\r\u{1b}[K\u{1b}[A\r[37/37] Batch avatars"
        + "                       280,000 rows      12 ms\n")
  }

  @Test func aRemarkTakesThePlaceOfTheBar() {
    let written = Written()
    let reporter = TerminalReporter(style: .plain, width: { 40 }) { written.write($0) }
    reporter.stepStarted(Self.steps[1], of: 37)
    reporter.progress(progress(10, at: 1_000))
    reporter.note("half way")
    reporter.progress(progress(12, at: 1_200))
    #expect(
      written.text
        == "[37/37] Batch avatars\n\r███████████░░░░░░░░░░░   50 %  1 s left\u{1b}[K"
        + "\r\u{1b}[K\u{1b}[A\r[37/37] Batch avatars\n        half way\n"
        + "\r█████████████░░░░░░░░░   60 %  1 s left\u{1b}[K")
  }

  @Test(arguments: [10, 20, 30, 40, 60, 79, 100, 200])
  func theBarIsNoWiderThanTheTerminal(width: Int) {
    let bar = TerminalReporter.bar(progress(10, at: 1_000), width: width, style: .plain)
    #expect(bar.count <= width)
    #expect(bar.contains("50 %"))
  }

  @Test func aQuietReporterShowsWarningsAlone() {
    let written = Written()
    let reporter = QuietReporter { written.write($0) }
    reporter.runStarted(["seed 42"])
    reporter.stepStarted(Self.steps[0], of: 37)
    reporter.note("a")
    reporter.progress(progress(1, at: 1))
    reporter.warning("it is late")
    reporter.stepEnded(Self.steps[0], of: 37, outcome: .succeeded(work(inserted: 2)))
    #expect(written.text == "warning: it is late\n")
  }

  @Test func theTimeLeftFollowsFromTheChunksOfThisRun() {
    #expect(progress(0, at: 100).timeLeft == nil)
    #expect(progress(5, at: 1_000).timeLeft == .seconds(3))
    #expect(progress(20, at: 1_000).timeLeft == .zero)
  }
}
