/// Bits of a value that follow from its number, where the number alone does not decide all of them.
enum Mixing {
  /// A bijection of 64 bits: MurmurHash3's finalizer (`fmix64`).
  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed ^= mixed &>> 33
    mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
    mixed ^= mixed &>> 33
    mixed = mixed &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ mixed &>> 33
  }

  /// One of many independent words of a number; the step is that of SplitMix64.
  @inline(__always)
  static func word(_ position: Int, of number: UInt64) -> UInt64 {
    mix(number &+ UInt64(truncatingIfNeeded: position &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }

  /// A bijection of 62 bits: multiplications by odd numbers and shifts to the right, all invertible.
  @inline(__always)
  static func scrambled62(_ number: UInt64) -> UInt64 {
    let mask: UInt64 = 1 &<< 62 &- 1
    var mixed = number & mask
    mixed ^= mixed &>> 31
    mixed = mixed &* 0xFF51_AFD7_ED55_8CCD & mask
    mixed ^= mixed &>> 29
    mixed = mixed &* 0xC4CE_B9FE_1A85_EC53 & mask
    return mixed ^ mixed &>> 31
  }
}

/// The largest count of a space.
let largestSpaceCount: UInt64 = 1 << 62
