/// How often a transaction is done again after another one was in its way: that of a step or chunk.
enum TransactionRetries {
  /// Three times: who loses a fourth time in a row has a rival that does not go away.
  static let limit = 3

  /// Whether a failure, after some retries, is worth another one.
  static func isWorth(_ error: any Error, after retries: Int) -> Bool {
    guard retries < limit, let error = error as? any DatabaseError else { return false }
    return error.isTransient
  }
}
