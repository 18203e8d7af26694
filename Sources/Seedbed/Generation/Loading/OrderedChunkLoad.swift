/// Loads chunks one after the other on one connection, while other threads generate what comes next.
struct OrderedChunkLoad {
  let plan: CompiledPlan
  let chunks: [Range<Int>]
  let sliceSize: Int
  let threadCount: Int
  /// Whether a chunk that was in another transaction's way is done again; else whoever opened the
  /// transaction has to begin anew.
  let repeatsChunks: Bool
  let ledger: BulkLedger
  let context: SeedContext

  /// Loads all chunks; after an error the chunk at which it happened is still open.
  func run(into sink: any BulkSink, _ tally: BulkLoadTally) throws {
    var position = 0
    var retries = 0
    while position < chunks.count {
      do {
        try load(chunks[position...], into: sink) { chunk in
          tally.add(chunk)
          position += 1
          retries = 0
        }
      } catch let error {
        guard repeatsChunks, TransactionRetries.isWorth(error, after: retries) else { throw error }
        retries += 1
        context.reporter.willRepeat(chunks[position], of: plan, after: error)
        try sink.rollbackChunk()
        TransactionRetries.pause(before: retries)
      }
    }
  }

  private func load(
    _ chunks: ArraySlice<Range<Int>>, into sink: any BulkSink,
    committed: (CommittedChunk) -> Void
  ) throws {
    let slicesOfChunks = chunks.map {
      BulkLoad.chunks(from: $0.lowerBound, to: $0.upperBound, size: sliceSize)
    }
    let pipeline = try GenerationPipeline(
      plan, ranges: slicesOfChunks.flatMap { $0 }, encoder: sink.encoder, threadCount: threadCount)
    defer { pipeline.stop() }
    let clock = ContinuousClock()
    for (chunk, slices) in zip(chunks, slicesOfChunks) {
      let begin = clock.now
      var rowCounts = Array(repeating: 0, count: plan.tables.count)
      try sink.beginChunk()
      for _ in slices {
        try context.interruption.check()
        _ = try pipeline.withNext { try $0.write(to: sink, counting: &rowCounts) }
      }
      let rowCount = rowCounts.reduce(0, +)
      try sink.commitChunk { try ledger.record(chunk, rowCount: rowCount, on: $0) }
      committed(
        CommittedChunk(parents: chunk, rowCounts: rowCounts, duration: clock.now - begin))
    }
  }
}

extension PlanSlice {
  /// Writes all encoded batches, and counts their rows.
  func write(to sink: any BulkSink, counting rowCounts: inout [Int]) throws {
    for (table, part) in parts.enumerated() where part.batch.rowCount > 0 {
      try sink.write(part.batch, table: table)
      rowCounts[table] += part.batch.rowCount
    }
  }
}
