/// Austin Appleby's public-domain hash MurmurHash3, in its 128-bit form for 64-bit machines.
///
/// The same value on every platform, whatever its byte order and whatever the alignment of the
/// bytes. Not for adversaries: who may choose the input can make collisions. Source:
/// `MurmurHash3.cpp` of SMHasher, function `MurmurHash3_x64_128`.
public enum MurmurHash3 {
  /// The first multiplier of a block's words.
  @inlinable static var multiplier1: UInt64 { 0x87C3_7B91_1142_53D5 }
  /// The second multiplier of a block's words.
  @inlinable static var multiplier2: UInt64 { 0x4CF5_AD43_2745_937F }

  /// Hashes `bytes` into two halves of 64 bits, the first 8 bytes of the published digest first.
  ///
  /// O(n), without allocation. The published function takes a seed of 32 bits; a larger one is an
  /// extension that starts both halves at that value.
  @inlinable public static func hash128(
    _ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0
  ) -> (UInt64, UInt64) {
    var low = seed
    var high = seed
    let count = bytes.count
    var offset = 0
    if let base = bytes.baseAddress {
      while count &- offset >= 16 {
        let word0 = word(base, at: offset)
        let word1 = word(base, at: offset &+ 8)
        low ^= mixedLow(word0)
        low = (rotated(low, by: 27) &+ high) &* 5 &+ 0x52DC_E729
        high ^= mixedHigh(word1)
        high = (rotated(high, by: 31) &+ low) &* 5 &+ 0x3849_5AB5
        offset &+= 16
      }
      let rest = count &- offset
      if rest > 8 {
        high ^= mixedHigh(partialWord(base, at: offset &+ 8, byteCount: rest &- 8))
      }
      if rest > 0 {
        low ^= mixedLow(partialWord(base, at: offset, byteCount: rest < 8 ? rest : 8))
      }
    }
    low ^= UInt64(count)
    high ^= UInt64(count)
    low = low &+ high
    high = high &+ low
    low = finalized(low)
    high = finalized(high)
    low = low &+ high
    high = high &+ low
    return (low, high)
  }

  /// The little-endian word at `offset`, which needs no alignment.
  @inlinable @inline(__always) static func word(
    _ base: UnsafeRawPointer, at offset: Int
  ) -> UInt64 {
    UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The little-endian word of the `byteCount` bytes (1 to 8) at `offset`, filled up with zeros.
  @inlinable @inline(__always) static func partialWord(
    _ base: UnsafeRawPointer, at offset: Int, byteCount: Int
  ) -> UInt64 {
    if byteCount == 8 { return word(base, at: offset) }
    var result: UInt64 = 0
    var index = byteCount &- 1
    while index >= 0 {
      let byte = base.load(fromByteOffset: offset &+ index, as: UInt8.self)
      result = result &<< 8 | UInt64(byte)
      index &-= 1
    }
    return result
  }

  /// What a block's first word contributes to the low half.
  @inlinable @inline(__always) static func mixedLow(_ word: UInt64) -> UInt64 {
    rotated(word &* multiplier1, by: 31) &* multiplier2
  }

  /// What a block's second word contributes to the high half.
  @inlinable @inline(__always) static func mixedHigh(_ word: UInt64) -> UInt64 {
    rotated(word &* multiplier2, by: 33) &* multiplier1
  }

  /// `value` rotated left by `count` bits, 1 to 63.
  @inlinable @inline(__always) static func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
    value &<< count | value &>> (64 &- count)
  }

  /// MurmurHash3's 64-bit finalizer (`fmix64`): a bijection in which every bit reaches every bit.
  @inlinable public static func finalized(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed ^= mixed &>> 33
    mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed &>> 33
    mixed = mixed &* 0xC4CE_B9FE_1A85_EC53
    mixed ^= mixed &>> 33
    return mixed
  }
}
