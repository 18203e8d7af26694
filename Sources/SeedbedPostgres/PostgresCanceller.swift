internal import CLibPQ
internal import Synchronization

/// Cancels the statement that runs on a connection, from any thread and also after its end.
final class PostgresCanceller: Sendable {
  /// The `PGcancel *`, which does not touch the connection it was made of; libpq's manual, 34.7.
  private struct Token: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let token: Mutex<Token?>

  init(_ connection: OpaquePointer) {
    token = Mutex(PQgetCancel(connection).map { Token(pointer: $0) })
  }

  deinit { token.withLock { if let token = $0 { PQfreeCancel(token.pointer) } } }

  /// Asks the server to end the statement under way, which then fails with `query_canceled`;
  /// without one, nothing happens. Returns whether the request was sent.
  @discardableResult
  func cancel() -> Bool {
    token.withLock { token in
      guard let token else { return false }
      var reason = [CChar](repeating: 0, count: 256)
      return PQcancel(token.pointer, &reason, Int32(reason.count)) == 1
    }
  }
}
