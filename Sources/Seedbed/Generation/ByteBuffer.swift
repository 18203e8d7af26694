/// A growing run of bytes that keeps its memory when it is emptied.
public final class ByteBuffer {
  /// The memory; the first `count` bytes are in use.
  public private(set) var base: UnsafeMutablePointer<UInt8>
  /// How many bytes are in use.
  public var count = 0
  private var capacity: Int

  /// Creates an empty buffer without memory of note.
  public init() {
    capacity = 16
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  /// Makes sure that a number of further bytes fit; addresses taken before are void afterwards.
  public func reserve(_ further: Int) {
    guard count + further > capacity else { return }
    capacity = max(count + further, capacity * 2)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: base, count: count)
    base.deallocate()
    base = grown
  }

  /// Empties the buffer.
  public func removeAll() { count = 0 }
}
