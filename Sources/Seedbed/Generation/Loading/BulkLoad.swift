/// Generates a plan and loads it into a database, chunk by chunk, exactly once.
///
/// A chunk is a range of root rows with all their descendants; it is committed whole, together with
/// its row in the ledger. A load writes just the root rows that the ledger lacks, whatever size the
/// chunks of earlier runs were and in whatever order they were committed. A plan whose rows refer to
/// rows at random is one chunk. Within a transaction that the caller has opened, chunks are parts of
/// that, and committed with it or not at all.
struct BulkLoad {
  let plan: CompiledPlan
  let options: BulkLoadOptions
  let context: SeedContext
  private let ledger: BulkLedger
  private let isWithinTransaction: Bool

  init(_ plan: CompiledPlan, options: BulkLoadOptions, context: SeedContext) {
    self.plan = plan
    ledger = BulkLedger(
      plan: plan,
      fingerprint: plan.fingerprint(seed: context.random.seed, asOf: context.asOf))
    self.options = options
    self.context = context
    isWithinTransaction = context.database.session.isInTransaction
  }

  /// Loads what is missing.
  func run() throws {
    let session = context.database.session
    try SeedLedger(session).prepare()
    let done = try ledger.parentsDone(on: session)
    try checkStanding(done)
    let standing = done.map { $0.clamped(to: 0..<plan.parentCount) }.filter { !$0.isEmpty }
    countStanding(standing)
    // A row that refers to one of another chunk cannot be committed before it.
    let chunkSize = plan.refersAhead ? plan.parentCount : options.chunkSize
    let chunks = Self.gaps(between: standing, in: plan.parentCount).flatMap {
      Self.chunks(from: $0.lowerBound, to: $0.upperBound, size: chunkSize)
    }
    let standingCount = standing.reduce(0) { $0 + $1.count }
    guard !chunks.isEmpty else {
      context.reporter.note("all \(standingCount) \(plan.noun) are there already")
      return
    }
    let sinks = try session.makeBulkSinks(
      for: tables(of: chunks), count: min(max(connectionCount, 1), chunks.count))
    for note in sinks[0].notes { context.reporter.note(note) }
    let tally = BulkLoadTally(
      plan, chunkCount: chunks.count, parentsDone: standingCount, isVerbose: options.isVerbose,
      context)
    do {
      if sinks.count == 1 {
        try OrderedChunkLoad(
          plan: plan, chunks: chunks, sliceSize: sliceSize, threadCount: options.threadCount,
          repeatsChunks: !isWithinTransaction, ledger: ledger, context: context
        ).run(into: sinks[0], tally)
      } else {
        try ParallelChunkLoad(
          plan: plan, chunks: chunks, sliceSize: sliceSize, ledger: ledger,
          reporter: context.reporter, interruption: context.interruption
        ).run(into: sinks, tally)
      }
    } catch let error {
      try giveUp(sinks, after: error)
      // A request to stop cancels the statement under way, whose error says nothing new.
      try context.interruption.check()
      throw error
    }
    for sink in sinks.reversed() { try sink.finish() }
  }

  /// The plan's tables, each with the rows that some chunks write.
  private func tables(of chunks: [Range<Int>]) -> [BulkTable] {
    var tables = plan.bulkTables
    for index in tables.indices { tables[index].rowCount = 0 }
    for chunk in chunks {
      for (index, range) in plan.rowRanges(ofParents: chunk).enumerated() {
        tables[index].rowCount += range.count
      }
    }
    return tables
  }

  /// How many connections to ask for.
  private var connectionCount: Int {
    if plan.refersAhead || isWithinTransaction { return 1 }
    if let count = options.connectionCount { return count }
    return context.flags.count(of: FrameworkFlags.connections)
  }

  /// Undoes what is open. Throws `RollbackFailure` with both errors when that fails.
  private func giveUp(_ sinks: [any BulkSink], after error: any Error) throws {
    var failure: RollbackFailure?
    for sink in sinks.reversed() {
      do {
        try sink.rollbackChunk()
        try sink.finish()
      } catch let rollback {
        failure = RollbackFailure(cause: error, rollback: rollback)
      }
    }
    if let failure { throw failure }
  }

  /// What of the first `count` parents lies in none of the ranges, which are in order.
  static func gaps(between ranges: [Range<Int>], in count: Int) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var start = 0
    for range in ranges {
      if range.lowerBound > start { gaps.append(start..<range.lowerBound) }
      start = max(start, range.upperBound)
    }
    if start < count { gaps.append(start..<count) }
    return gaps
  }

  /// The root rows of each chunk: chunks begin at multiples of the size.
  static func chunks(from done: Int, to count: Int, size: Int) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var start = done
    while start < count {
      let end = start + min(size - start % size, count - start)
      chunks.append(start..<end)
      start = end
    }
    return chunks
  }

  /// How many root rows a slice has, so that its rows stay in the processor's cache.
  private var sliceSize: Int {
    let rowCount = plan.rowCounts.reduce(0) { $0 + $1.rowCount }
    let rowsPerParent = max(1, rowCount / max(1, plan.parentCount))
    return max(1, options.rowsPerSlice / rowsPerParent)
  }

  /// Makes sure that the rows that the ledger speaks of are there, as far as they are numbered.
  private func checkStanding(_ done: [Range<Int>]) throws {
    let ranges = done.map { plan.rowRanges(ofParents: $0) }
    for (position, table) in plan.tables.enumerated() {
      guard let key = plan.rowNumberKey(ofTable: position) else { continue }
      var expected = 0
      var standing = 0
      for range in ranges.map({ $0[position] }) where !range.isEmpty {
        expected += range.count
        try context.database.session.query(
          "SELECT count(*) FROM \(table.relation.quoted) "
            + "WHERE \(SQLIdentifier(key.column)) BETWEEN $1 AND $2",
          [
            .integer(Int64(key.first + range.lowerBound)),
            .integer(Int64(key.first + range.upperBound - 1)),
          ]
        ) { standing += Int($0[0].asInt64 ?? 0) }
      }
      guard standing != expected else { continue }
      let part = position == 0 ? "of them" : "of their \(expected) rows"
      let doneCount = done.reduce(0) { $0 + $1.count }
      throw BulkLoadRefused(
        reason:
          "\(doneCount) \(plan.noun) were loaded, but \(table.name) holds \(standing) \(part) "
          + "now")
    }
  }

  private func countStanding(_ ranges: [Range<Int>]) {
    for parents in ranges {
      for (table, range) in zip(plan.tables, plan.rowRanges(ofParents: parents)) {
        context.database.addBulkRows(table.name, count: range.count, change: .unchanged)
      }
    }
  }
}

extension SeedContext {
  /// Generates a plan and loads what of it the database does not have yet.
  ///
  /// Throws `PlanError` before anything is written when the plan cannot be carried out,
  /// `BulkLoadRefused` when the database holds rows of another seed, `GenerationError` when a
  /// generator fails, `Interrupted`, and the engine's `DatabaseError`. Chunks committed before stay.
  public func generate(_ plan: BulkPlan, options: BulkLoadOptions) throws {
    let compiled = try CompiledPlan(
      plan, seed: random.seed, binding: PlanBinding(reference: reference, asOf: asOf))
    try compiled.checkFit(with: database.catalog)
    try load(compiled, options: options)
  }

  /// Loads what of a plan the database does not have yet, without a look at the schema; within the
  /// transaction that is open, where one is.
  package func load(_ plan: CompiledPlan, options: BulkLoadOptions) throws {
    try BulkLoad(plan, options: options, context: self).run()
  }
}
