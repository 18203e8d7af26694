/// The counter-based generator Philox4x32-10: a keyed bijection of 128-bit counters.
///
/// A block is a pure function of (key, counter), so any block can be computed without the ones
/// before it. Ten rounds. Source: Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy
/// as 1, 2, 3", SC'11; the constants are those of its section 4 and of Random123's `philox.h`.
public struct Philox4x32: Sendable, Hashable {
  /// The multiplier of the counter's first word.
  @inlinable static var multiplier0: UInt64 { 0xD251_1F53 }
  /// The multiplier of the counter's third word.
  @inlinable static var multiplier1: UInt64 { 0xCD9E_8D57 }
  /// What the first key word grows by each round: the golden ratio's fraction in 32 bits.
  @inlinable static var weyl0: UInt32 { 0x9E37_79B9 }
  /// What the second key word grows by each round: the fraction of the square root of 3.
  @inlinable static var weyl1: UInt32 { 0xBB67_AE85 }

  /// The key; its low half is Random123's first key word, its high half the second.
  public let key: UInt64

  /// Makes the generator of one key.
  @inlinable public init(key: UInt64) {
    self.key = key
  }

  /// The four 32-bit words at counter (`c0`, `c1`, `c2`, `c3`), the least significant word first.
  @inlinable @inline(__always) public func block(
    _ c0: UInt32, _ c1: UInt32, _ c2: UInt32, _ c3: UInt32
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var x0 = c0
    var x1 = c1
    var x2 = c2
    var x3 = c3
    var key0 = UInt32(truncatingIfNeeded: key)
    var key1 = UInt32(truncatingIfNeeded: key &>> 32)
    var round = 0
    while round < 10 {
      let product0 = Philox4x32.multiplier0 &* UInt64(x0)
      let product1 = Philox4x32.multiplier1 &* UInt64(x2)
      x0 = UInt32(truncatingIfNeeded: product1 &>> 32) ^ x1 ^ key0
      x1 = UInt32(truncatingIfNeeded: product1)
      x2 = UInt32(truncatingIfNeeded: product0 &>> 32) ^ x3 ^ key1
      x3 = UInt32(truncatingIfNeeded: product0)
      key0 = key0 &+ Philox4x32.weyl0
      key1 = key1 &+ Philox4x32.weyl1
      round &+= 1
    }
    return (x0, x1, x2, x3)
  }
}
