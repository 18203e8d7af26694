internal import Dispatch
internal import Synchronization

/// Loads chunks side by side: each connection has a thread that takes the next chunk, generates it
/// slice by slice and commits it in a transaction of its own.
///
/// The first failure, or an interruption, ends the others at their next slice; what they had begun
/// is rolled back, what was committed stays. The calling thread counts and reports.
final class ParallelChunkLoad: @unchecked Sendable {
  private let plan: CompiledPlan
  private let chunks: [Range<Int>]
  private let sliceSize: Int
  private let ledger: BulkLedger
  private let reporter: any Reporter
  private let interruption: Interruption
  private let state = Mutex(State())
  /// Signalled for every committed chunk and for every thread that ends.
  private let news = DispatchSemaphore(value: 0)

  private struct State {
    var next = 0
    var committed: [CommittedChunk] = []
    var failure: (any Error)?
    var threadsLeft = 0
  }

  /// Another connection failed, which is what is reported.
  private struct Abandoned: Error {}

  init(
    plan: CompiledPlan, chunks: [Range<Int>], sliceSize: Int, ledger: BulkLedger,
    reporter: any Reporter, interruption: Interruption
  ) {
    self.plan = plan
    self.chunks = chunks
    self.sliceSize = sliceSize
    self.ledger = ledger
    self.reporter = reporter
    self.interruption = interruption
  }

  /// Loads all chunks; throws the first failure once every thread has ended. Chunks that were open
  /// then are to be rolled back by the caller.
  func run(into sinks: [any BulkSink], _ tally: BulkLoadTally) throws {
    var threads: [WorkerThread] = []
    defer { for thread in threads { thread.join() } }
    for sink in sinks {
      state.withLock { $0.threadsLeft += 1 }
      // From here to the thread's end nobody else uses the sink.
      nonisolated(unsafe) let sink = sink
      do {
        threads.append(try WorkerThread { [self] in work(on: sink) })
      } catch let error {
        end(error)
        break
      }
    }
    while true {
      news.wait()
      let (committed, isOver, failure) = state.withLock { state in
        defer { state.committed = [] }
        return (state.committed, state.threadsLeft == 0, state.failure)
      }
      for chunk in committed { tally.add(chunk) }
      guard isOver else { continue }
      if let failure { throw failure }
      return
    }
  }

  /// What each thread does.
  private func work(on sink: any BulkSink) {
    do {
      let slice = PlanSlice(plan)
      while let chunk = takeChunk() {
        let committed = try load(chunk, with: slice, into: sink)
        state.withLock { $0.committed.append(committed) }
        news.signal()
      }
      end(nil)
    } catch let error {
      end(error)
    }
  }

  private func takeChunk() -> Range<Int>? {
    state.withLock { state in
      guard state.failure == nil, state.next < chunks.count else { return nil }
      state.next += 1
      return chunks[state.next - 1]
    }
  }

  private func end(_ error: (any Error)?) {
    state.withLock { state in
      state.threadsLeft -= 1
      if let error, !(error is Abandoned), state.failure == nil { state.failure = error }
    }
    news.signal()
  }

  private func checkGoingOn() throws {
    try interruption.check()
    if state.withLock({ $0.failure != nil }) { throw Abandoned() }
  }

  private func load(
    _ chunk: Range<Int>, with slice: PlanSlice, into sink: any BulkSink
  ) throws -> CommittedChunk {
    var retries = 0
    while true {
      do {
        return try loadOnce(chunk, with: slice, into: sink)
      } catch let error {
        guard TransactionRetries.isWorth(error, after: retries) else { throw error }
        retries += 1
        reporter.willRepeat(chunk, of: plan, after: error)
        try sink.rollbackChunk()
        TransactionRetries.pause(before: retries)
      }
    }
  }

  private func loadOnce(
    _ chunk: Range<Int>, with slice: PlanSlice, into sink: any BulkSink
  ) throws -> CommittedChunk {
    let clock = ContinuousClock()
    let begin = clock.now
    var rowCounts = Array(repeating: 0, count: plan.tables.count)
    try checkGoingOn()
    try sink.beginChunk()
    for parents in BulkLoad.chunks(
      from: chunk.lowerBound, to: chunk.upperBound, size: sliceSize)
    {
      try checkGoingOn()
      try slice.compute(parents: parents)
      try slice.encode(with: sink.encoder)
      try slice.write(to: sink, counting: &rowCounts)
    }
    try checkGoingOn()
    let rowCount = rowCounts.reduce(0, +)
    try sink.commitChunk { try ledger.record(chunk, rowCount: rowCount, on: $0) }
    return CommittedChunk(parents: chunk, rowCounts: rowCounts, duration: clock.now - begin)
  }
}

extension PlanSlice {
  /// Encodes all batches in place.
  func encode(with encoder: any BatchEncoder) throws {
    for (table, part) in parts.enumerated() { try encoder.encode(part.batch, table: table) }
  }
}
