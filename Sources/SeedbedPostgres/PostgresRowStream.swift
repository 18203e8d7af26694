internal import CLibPQ
internal import Seedbed

/// The rows of a query under way, fetched from the server as they are asked for, so that memory does
/// not grow with them.
///
/// As long as rows are to come the connection can do nothing else. Who needs it for something else
/// calls `settle`, which fetches and keeps the rest.
final class PostgresRowStream {
  /// A part of the result: one row, as libpq's single-row mode has it.
  final class Part {
    let result: PostgresResult
    init(_ result: consuming PostgresResult) { self.result = result }
  }

  private let connection: PostgresConnection
  private let sql: String
  private var kept: [Part] = []
  private var nextKept = 0
  private var failure: PostgresError?
  private var isAtEnd = false

  /// Takes over the statement that was just sent.
  ///
  /// Throws its error when it fails before the first row.
  init(_ connection: PostgresConnection, sql: String) throws(PostgresError) {
    self.connection = connection
    self.sql = sql
    // Where that is refused, all rows come at once, which is as right.
    PQsetSingleRowMode(connection.pointer)
    connection.stream = self
    fetch()
    if let failure, kept.isEmpty {
      discard()
      throw failure
    }
  }

  /// The next part; nil after the last one.
  func next() throws(PostgresError) -> Part? {
    while nextKept == kept.count {
      kept.removeAll(keepingCapacity: true)
      nextKept = 0
      if isAtEnd {
        if let failure { throw failure }
        return nil
      }
      fetch()
    }
    nextKept += 1
    return kept[nextKept - 1]
  }

  /// Fetches all that is to come, and keeps it; the connection is then free.
  func settle() {
    while !isAtEnd { fetch() }
  }

  /// Forgets all that is to come.
  func discard() {
    while !isAtEnd {
      kept.removeAll(keepingCapacity: true)
      nextKept = 0
      fetch()
    }
    kept = []
    nextKept = 0
  }

  private func fetch() {
    guard let pointer = PQgetResult(connection.pointer) else { return end() }
    let result = PostgresResult(pointer)
    if result.isFailure {
      if failure == nil {
        failure = PostgresError(result, connection: connection.pointer, sql: sql)
      }
      if PQstatus(connection.pointer) == CONNECTION_BAD { end() }
      return
    }
    precondition(!result.isCopy, "COPY is for bulk sinks and digests, not for a query")
    // After the rows comes an empty result.
    if result.rowCount > 0 { kept.append(Part(result)) }
  }

  private func end() {
    isAtEnd = true
    connection.stream = nil
  }
}
