internal import Synchronization

/// The connections of one session: its own, and those that it opens to load or to read side by side.
///
/// They are cancelled together, and their statements are counted together.
final class PostgresConnectionGroup: Sendable {
  private let cancellers = Mutex<[PostgresCanceller]>([])
  private let statements = Atomic(0)

  /// How many statements all of them have sent so far.
  var statementCount: Int { statements.load(ordering: .relaxed) }

  /// Counts one statement.
  func countStatement() { statements.add(1, ordering: .relaxed) }

  /// Takes a connection in.
  func add(_ canceller: PostgresCanceller) { cancellers.withLock { $0.append(canceller) } }

  /// Lets a connection go, which is about to be closed.
  func remove(_ canceller: PostgresCanceller) {
    cancellers.withLock { $0.removeAll { $0 === canceller } }
  }

  /// Cancels the statement under way on every connection; on any thread.
  func cancelAll() {
    for canceller in cancellers.withLock({ $0 }) { canceller.cancel() }
  }
}
