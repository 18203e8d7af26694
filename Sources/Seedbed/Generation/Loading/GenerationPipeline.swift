internal import Dispatch
internal import Synchronization

/// Computes slices on several threads and hands them over in order.
///
/// A fixed number of slices is in use. A thread takes a permit, then the next number, computes and
/// encodes that slice and marks it ready; who writes waits for slices in order and gives each permit
/// back. So memory does not grow with the rows, and the order does not depend on the threads.
final class GenerationPipeline {
  private let shared: Shared
  private var threads: [WorkerThread] = []
  private var position = 0

  /// What the threads and the writer share.
  private final class Shared: @unchecked Sendable {
    let ranges: [Range<Int>]
    let encoder: (any BatchEncoder)?
    let slices: [PlanSlice]
    let permits: DispatchSemaphore
    let ready: [DispatchSemaphore]
    let failures: Mutex<[Int: any Error]> = Mutex([:])
    let next = Atomic(0)
    let isStopped = Atomic(false)

    init(plan: CompiledPlan, ranges: [Range<Int>], encoder: (any BatchEncoder)?, depth: Int) {
      self.ranges = ranges
      self.encoder = encoder
      slices = (0..<depth).map { _ in PlanSlice(plan) }
      permits = DispatchSemaphore(value: 0)
      for _ in 0..<depth { permits.signal() }
      ready = (0..<depth).map { _ in DispatchSemaphore(value: 0) }
    }

    func work() {
      while true {
        permits.wait()
        let number = next.add(1, ordering: .relaxed).oldValue
        if isStopped.load(ordering: .acquiring) || number >= ranges.count { return }
        let slot = number % slices.count
        do {
          try compute(slices[slot], ranges[number])
        } catch let error {
          failures.withLock { $0[number] = error }
        }
        ready[slot].signal()
      }
    }

    private func compute(_ slice: PlanSlice, _ range: Range<Int>) throws {
      try slice.compute(parents: range)
      if let encoder { try slice.encode(with: encoder) }
    }
  }

  /// Starts computing.
  ///
  /// - Parameters:
  ///   - ranges: the root rows of each slice, in order.
  ///   - encoder: what prepares batches for the sink; nil to leave them as they are.
  ///   - threadCount: how many threads compute, at least 1.
  init(
    _ plan: CompiledPlan, ranges: [Range<Int>], encoder: (any BatchEncoder)?, threadCount: Int
  ) throws {
    shared = Shared(plan: plan, ranges: ranges, encoder: encoder, depth: threadCount + 2)
    for _ in 0..<threadCount {
      let shared = shared
      do {
        threads.append(try WorkerThread { shared.work() })
      } catch let error {
        stop()
        throw error
      }
    }
  }

  deinit { stop() }

  /// Hands over the next slice, for the duration of a closure; false after the last.
  ///
  /// Throws what the slice's generators or the closure threw.
  func withNext(_ body: (PlanSlice) throws -> Void) throws -> Bool {
    guard position < shared.ranges.count else { return false }
    let slot = position % shared.slices.count
    shared.ready[slot].wait()
    if let failure = shared.failures.withLock({ $0[position] }) { throw failure }
    try body(shared.slices[slot])
    position += 1
    shared.permits.signal()
    return true
  }

  /// Ends the threads; slices not handed over are lost.
  func stop() {
    shared.isStopped.store(true, ordering: .releasing)
    for _ in threads { shared.permits.signal() }
    for thread in threads { thread.join() }
    threads = []
  }
}

extension CompiledPlan {
  /// Computes every row and throws it away: what generation costs alone, for benchmarks.
  ///
  /// Returns the number of cells made, hidden ones included.
  package func generateToNowhere(threadCount: Int, rowsPerSlice: Int = 8192) throws -> Int {
    let rowCount = rowCounts.reduce(0) { $0 + $1.rowCount }
    let size = max(1, rowsPerSlice / max(1, rowCount / max(1, parentCount)))
    let pipeline = try GenerationPipeline(
      self, ranges: BulkLoad.chunks(from: 0, to: parentCount, size: size), encoder: nil,
      threadCount: threadCount)
    var cells = 0
    while try pipeline.withNext({ slice in
      for part in slice.parts { cells += part.batch.rowCount * part.vectors.count }
    }) {}
    return cells
  }
}
