/// A keyed bijection of 0 ..< `count`: unique values for unique indices, with no memory of others.
///
/// A Feistel network on the smallest domain of 2ʷ values that holds `count` (w at least 2), applied
/// again while the result is not below `count` (cycle walking): fewer than two applications on
/// average, except for counts 1 and 2. The network has six rounds, and 24 where w is below 8, which
/// small domains need until every order has the same chance. Not for adversaries. Source: Black
/// and Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002, methods 2 and 3.
public struct KeyedPermutation: Sendable {
  /// The largest count, 2⁶³.
  @inlinable public static var largestCount: UInt64 { 1 << 63 }

  /// How many values are permuted.
  public let count: UInt64

  @usableFromInline let key0: UInt64
  @usableFromInline let key1: UInt64
  @usableFromInline let key2: UInt64
  @usableFromInline let key3: UInt64
  @usableFromInline let key4: UInt64
  @usableFromInline let key5: UInt64
  /// How many bits the low half has; the high half has as many or one more.
  @usableFromInline let lowBitCount: UInt64
  /// The low half's bits.
  @usableFromInline let lowMask: UInt64
  /// 64 less the number of low bits, at most 63.
  @usableFromInline let lowShift: UInt64
  /// 64 less the number of high bits, at most 63.
  @usableFromInline let highShift: UInt64
  /// What the six rounds' keys differ by from one pass over them to the next; pass 0 has 0.
  @inlinable static var passTweak: UInt64 { 0x9E37_79B9_7F4A_7C15 }
  /// The tweak of the last pass.
  @usableFromInline let lastTweak: UInt64

  /// Makes the permutation of 0 ..< `count` that `key` selects.
  /// - Precondition: `count` is in 1 ... 2⁶³.
  public init(count: UInt64, key: StreamKey) {
    precondition(count > 0, "KeyedPermutation: there is no permutation of 0 values to draw from")
    precondition(
      count <= KeyedPermutation.largestCount, "KeyedPermutation: the count is above 2^63")
    self.init(count: count, roundKeys: key.derived("KeyedPermutation"), row: 0)
  }

  /// Makes the permutation whose round keys are the first six draws of a row.
  init(count: UInt64, roundKeys: StreamKey, row: Int) {
    self.count = count
    (self.key0, self.key1) = roundKeys.block(row: row, index: 0)
    (self.key2, self.key3) = roundKeys.block(row: row, index: 1)
    (self.key4, self.key5) = roundKeys.block(row: row, index: 2)
    let bitCount = Swift.max(2, 64 - UInt64((count - 1).leadingZeroBitCount))
    let lowBitCount = bitCount / 2
    self.lowBitCount = lowBitCount
    self.lowMask = (1 &<< lowBitCount) - 1
    self.lowShift = 64 - lowBitCount
    self.highShift = 64 - (bitCount - lowBitCount)
    self.lastTweak = bitCount < 8 ? 3 &* KeyedPermutation.passTweak : 0
  }

  /// The value at `index`, both in 0 ..< `count`.
  /// - Precondition: `index` is below `count`.
  @inlinable public func callAsFunction(_ index: UInt64) -> UInt64 {
    precondition(index < count, "KeyedPermutation: the index is not below the count")
    var value = index
    repeat { value = encrypted(value) } while value >= count
    return value
  }

  /// The index whose value is `value`, both in 0 ..< `count`.
  /// - Precondition: `value` is below `count`.
  @inlinable public func inverse(_ value: UInt64) -> UInt64 {
    precondition(value < count, "KeyedPermutation: the value is not below the count")
    var index = value
    repeat { index = decrypted(index) } while index >= count
    return index
  }

  /// One application of the network on 2ʷ values.
  @inlinable @inline(__always) func encrypted(_ value: UInt64) -> UInt64 {
    var low = value & lowMask
    var high = value &>> lowBitCount
    var tweak: UInt64 = 0
    while true {
      high ^= KeyedPermutation.mixed(low ^ key0 ^ tweak) &>> highShift
      low ^= KeyedPermutation.mixed(high ^ key1 ^ tweak) &>> lowShift
      high ^= KeyedPermutation.mixed(low ^ key2 ^ tweak) &>> highShift
      low ^= KeyedPermutation.mixed(high ^ key3 ^ tweak) &>> lowShift
      high ^= KeyedPermutation.mixed(low ^ key4 ^ tweak) &>> highShift
      low ^= KeyedPermutation.mixed(high ^ key5 ^ tweak) &>> lowShift
      if tweak == lastTweak { return high &<< lowBitCount | low }
      tweak = tweak &+ KeyedPermutation.passTweak
    }
  }

  /// The network's rounds in reverse.
  @inlinable @inline(__always) func decrypted(_ value: UInt64) -> UInt64 {
    var low = value & lowMask
    var high = value &>> lowBitCount
    var tweak = lastTweak
    while true {
      low ^= KeyedPermutation.mixed(high ^ key5 ^ tweak) &>> lowShift
      high ^= KeyedPermutation.mixed(low ^ key4 ^ tweak) &>> highShift
      low ^= KeyedPermutation.mixed(high ^ key3 ^ tweak) &>> lowShift
      high ^= KeyedPermutation.mixed(low ^ key2 ^ tweak) &>> highShift
      low ^= KeyedPermutation.mixed(high ^ key1 ^ tweak) &>> lowShift
      high ^= KeyedPermutation.mixed(low ^ key0 ^ tweak) &>> highShift
      if tweak == 0 { return high &<< lowBitCount | low }
      tweak = tweak &- KeyedPermutation.passTweak
    }
  }

  /// The round function, whose high bits depend on all bits of the keyed half.
  ///
  /// The multipliers are those of MurmurHash3's finalizer.
  @inlinable @inline(__always) static func mixed(_ keyed: UInt64) -> UInt64 {
    var mixed = keyed &* 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed &>> 32
    return mixed &* 0xC4CE_B9FE_1A85_EC53
  }
}
