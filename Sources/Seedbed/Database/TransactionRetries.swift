internal import Glibc

/// How often a transaction is done again after another one was in its way: that of a step or chunk.
package enum TransactionRetries {
  /// Three times: who loses a fourth time in a row has a rival that does not go away.
  private static let limit = 3

  /// Whether a failure, after some retries, is worth another one.
  package static func isWorth(_ error: any Error, after retries: Int) -> Bool {
    guard retries < limit, let error = error as? any DatabaseError else { return false }
    return error.isTransient
  }

  /// Lets the rival take what it waits for before a retry, counted from 1: 10, 40 or 160 ms. Who
  /// begins at once can lock the same rows again before the rival has even woken.
  package static func pause(before retry: Int) {
    usleep(2_500 << UInt32(2 * retry))
  }
}
