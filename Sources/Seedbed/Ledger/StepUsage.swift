internal import Synchronization

/// What the step under way reads of the run's flags and reference files.
final class StepUsage: Sendable {
  private struct Reads {
    var flags: [String: FlagValues.Value] = [:]
    var referenceFiles: Set<String> = []
  }

  private let reads = Mutex(Reads())

  /// Forgets what was read so far.
  func begin() { reads.withLock { $0 = Reads() } }

  /// Adds a flag; the URL of a database, which may hold a password, is left out.
  func add(_ setting: FlagValues.Setting) {
    if case .databaseURL = setting.declaration.kind { return }
    reads.withLock { $0.flags[setting.declaration.name] = setting.value }
  }

  /// Adds a reference file by its name without ending.
  func add(referenceFile name: String) { reads.withLock { _ = $0.referenceFiles.insert(name) } }

  /// The flags read, with their values.
  var flags: [String: FlagValues.Value] { reads.withLock { $0.flags } }

  /// The names of the reference files read.
  var referenceFiles: Set<String> { reads.withLock { $0.referenceFiles } }
}
