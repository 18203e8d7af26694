/// A run of plain values that keeps its memory from one use to the next.
final class ScratchBuffer<Element: BitwiseCopyable> {
  /// The memory; its values are void after `resize`.
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int

  init() {
    capacity = 1
    base = .allocate(capacity: 1)
  }

  deinit { base.deallocate() }

  /// Makes room for a number of values.
  func resize(_ count: Int) {
    guard count > capacity else { return }
    capacity = max(count, capacity * 2)
    base.deallocate()
    base = .allocate(capacity: capacity)
  }
}
