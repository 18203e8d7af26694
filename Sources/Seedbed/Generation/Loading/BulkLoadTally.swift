/// One chunk that a load has committed.
struct CommittedChunk: Sendable {
  /// The root rows.
  let parents: Range<Int>
  /// The rows of each table, in the plan's order.
  let rowCounts: [Int]
  /// How long the chunk took.
  let duration: Duration
}

extension Reporter {
  /// Tells of a chunk that is loaded again, after another transaction was in its way.
  func willRepeat(_ parents: Range<Int>, of plan: CompiledPlan, after error: any Error) {
    note(
      "\(plan.noun) \(parents.lowerBound + 1)–\(parents.upperBound) are loaded again: \(error)")
  }
}

/// Counts what a load has committed and reports it; used by one thread.
final class BulkLoadTally {
  private let plan: CompiledPlan
  private let chunkCount: Int
  private let isVerbose: Bool
  private let context: SeedContext
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private var parentsDone: Int
  private var chunksDone = 0
  private var rowsDone = 0

  /// Begins a count; `parentsDone` were there before.
  init(
    _ plan: CompiledPlan, chunkCount: Int, parentsDone: Int, isVerbose: Bool,
    _ context: SeedContext
  ) {
    self.plan = plan
    self.chunkCount = chunkCount
    self.parentsDone = parentsDone
    self.isVerbose = isVerbose
    self.context = context
    begin = clock.now
  }

  /// Counts and reports one chunk.
  func add(_ chunk: CommittedChunk) {
    for (table, count) in zip(plan.tables, chunk.rowCounts) {
      context.database.addBulkRows(table.name, count: count)
    }
    let rowCount = chunk.rowCounts.reduce(0, +)
    chunksDone += 1
    parentsDone += chunk.parents.count
    rowsDone += rowCount
    context.reporter.progress(
      BulkProgress(
        noun: plan.noun, parentsDone: parentsDone, parentCount: plan.parentCount,
        chunksDone: chunksDone, chunkCount: chunkCount, rowsDone: rowsDone,
        elapsed: clock.now - begin))
    if isVerbose {
      context.reporter.note(
        "chunk \(chunksDone)/\(chunkCount): \(plan.noun) \(grouped(chunk.parents.lowerBound + 1))–"
          + "\(grouped(chunk.parents.upperBound)), \(counted(rowCount, "row")) "
          + "in \(chunk.duration.text)")
    }
  }
}
