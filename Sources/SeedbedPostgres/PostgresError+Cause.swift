internal import Seedbed

extension PostgresError {
  /// Whether another transaction was in the way: a deadlock, or an order that could not be had.
  public var isTransient: Bool { code == .serializationFailure || code == .deadlockDetected }

  /// Whether a function raised it, as a trigger's does; the server's context says which, in the
  /// server's language.
  public var isRaisedByTrigger: Bool {
    context.map { $0.contains("PL/") || $0.contains("function") } ?? false
  }
}
