/// How a plan is loaded; none of it changes what is loaded.
public struct BulkLoadOptions: Sendable {
  /// Root rows in a chunk, at least 1.
  public var chunkSize: Int
  /// Threads that generate, at least 1.
  public var threadCount: Int
  /// Connections that load chunks side by side, at least 1; nil for what `SEED_CONNECTIONS`
  /// says. An engine with one writer takes one.
  public var connectionCount: Int?
  /// Rows, of all tables together, that are generated and written at once.
  public var rowsPerSlice: Int
  /// Whether every chunk is reported in a line of its own.
  public var isVerbose: Bool

  /// Creates options.
  ///
  /// - Parameters:
  ///   - chunkSize: root rows in a chunk, at least 1.
  ///   - threadCount: threads that generate for one connection; nil for one less than there are
  ///     processors: one is for who writes. Of several connections each generates for itself.
  ///   - connectionCount: connections that load side by side; nil for what `SEED_CONNECTIONS` says.
  ///   - rowsPerSlice: rows that are generated and written at once.
  ///   - isVerbose: whether every chunk is reported in a line of its own.
  public init(
    chunkSize: Int, threadCount: Int? = nil, connectionCount: Int? = nil,
    rowsPerSlice: Int = 16_384, isVerbose: Bool = false
  ) {
    precondition(chunkSize > 0, "a chunk holds at least one parent")
    precondition(rowsPerSlice > 0, "a slice holds at least one row")
    precondition(threadCount.map { $0 > 0 } ?? true, "at least one thread generates")
    self.chunkSize = chunkSize
    self.threadCount = threadCount ?? max(1, WorkerThread.processorCount - 1)
    precondition(connectionCount ?? 1 > 0, "a load needs a connection")
    self.connectionCount = connectionCount
    self.rowsPerSlice = rowsPerSlice
    self.isVerbose = isVerbose
  }
}
