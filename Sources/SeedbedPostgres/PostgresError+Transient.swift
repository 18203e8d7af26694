internal import Seedbed

extension PostgresError {
  /// Whether another transaction was in the way: a deadlock, or an order that could not be had.
  public var isTransient: Bool { code == .serializationFailure || code == .deadlockDetected }
}
