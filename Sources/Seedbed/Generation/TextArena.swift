/// Memory for the texts of one batch: handed out in order, given back all at once, never moved.
public final class TextArena {
  private var blocks: [UnsafeMutableBufferPointer<UInt8>] = []
  private var current = 0
  private var used = 0
  private static let blockByteCount = 64 * 1024

  /// Creates an empty arena; nothing is allocated before it is needed.
  public init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Makes all memory free again without giving it back to the system.
  public func reset() {
    current = 0
    used = 0
  }

  /// Memory for at most `capacity` bytes, valid until `reset`. Call `commit` with what was used
  /// before the next reservation.
  @inline(__always)
  public func reserve(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    if current < blocks.count, used + capacity <= blocks[current].count,
      let base = blocks[current].baseAddress
    {
      return base + used
    }
    return reserveInNextBlock(capacity)
  }

  /// Takes the first bytes of the last reservation.
  @inline(__always)
  public func commit(_ byteCount: Int) { used += byteCount }

  @inline(never)
  private func reserveInNextBlock(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    if current < blocks.count { current += 1 }
    used = 0
    if current < blocks.count, blocks[current].count < capacity {
      blocks[current].deallocate()
      blocks[current] = .allocate(capacity: capacity)
    }
    if current == blocks.count {
      blocks.append(.allocate(capacity: max(capacity, Self.blockByteCount)))
    }
    guard let base = blocks[current].baseAddress else {
      preconditionFailure("a block of the arena has no memory")
    }
    return base
  }
}
