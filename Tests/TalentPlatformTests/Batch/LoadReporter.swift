import Foundation
import Seedbed

/// Keeps what a load reports, and may ask for its end.
final class LoadReporter: Reporter, @unchecked Sendable {
  /// Asked for by the load.
  private(set) var interruption = Interruption()
  private let lock = NSLock()
  private var recordedNotes: [String] = []
  private var recordedProgress: [BulkProgress] = []
  private var chunksUntilEnd = Int.max

  var notes: [String] { lock.withLock { recordedNotes } }
  var progress: [BulkProgress] { lock.withLock { recordedProgress } }

  /// Asks for the end of the next load after a number of chunks; nil for never.
  func begin(interruptAfter chunks: Int? = nil) {
    lock.withLock {
      interruption = Interruption()
      chunksUntilEnd = chunks ?? .max
      recordedNotes = []
      recordedProgress = []
    }
  }

  func note(_ text: String) { lock.withLock { recordedNotes.append(text) } }
  func warning(_ text: String) { note("warning: \(text)") }

  func progress(_ progress: BulkProgress) {
    lock.withLock {
      recordedProgress.append(progress)
      if recordedProgress.count >= chunksUntilEnd { interruption.request() }
    }
  }
}
