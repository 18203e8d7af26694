import Synchronization

/// A request to end the run, made once from anywhere, and asked for where work can stop cleanly.
public final class Interruption: Sendable {
  private let requested = Atomic(false)
  private let actions = Mutex<[@Sendable () -> Void]>([])

  /// Creates a request that nobody has made yet.
  public init() {}

  /// Asks for the end, and does what `onRequest` was given; on any thread, but not in a signal
  /// handler.
  public func request() {
    requested.store(true, ordering: .sequentiallyConsistent)
    for action in actions.withLock({ $0 }) { action() }
  }

  /// Keeps something to be done when the end is asked for, such as to cancel a statement under way;
  /// does it at once when that has happened already.
  public func onRequest(_ action: @escaping @Sendable () -> Void) {
    actions.withLock { $0.append(action) }
    if requested.load(ordering: .sequentiallyConsistent) { action() }
  }

  /// Whether the end was asked for.
  public var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Throws `Interrupted` when the end was asked for.
  public func check() throws {
    if isRequested { throw Interrupted() }
  }
}

/// The run ended because somebody asked for it, as with Ctrl-C.
public struct Interrupted: Error, CustomStringConvertible {
  /// Creates the error.
  public init() {}

  /// A short text.
  public var description: String { "interrupted" }
}
