/// Uniform integers and fractions from 64 random bits.
///
/// Pure functions, each monotone in its bits: larger bits never give a smaller value.
public enum Uniform {
  /// An integer in 0 ..< `bound`: the high half of the 128-bit product of `bound` and `bits`.
  ///
  /// One multiplication, no rejection. Each value's probability differs from 1 / `bound` by less
  /// than 2⁻⁶⁴, a relative bias below `bound` · 2⁻⁶⁴. Source: Lemire, "Fast Random Integer
  /// Generation in an Interval", ACM TOMACS 29 (2019), without its rejection step.
  /// - Precondition: `bound` is above 0.
  @inlinable public static func below(_ bound: UInt64, _ bits: UInt64) -> UInt64 {
    precondition(bound > 0, "Uniform.below: there is no integer below 0")
    return bits.multipliedFullWidth(by: bound).high
  }

  /// An integer in `range`, both ends included; the whole range of `Int` works.
  @inlinable public static func integer(in range: ClosedRange<Int>, _ bits: UInt64) -> Int {
    let lower = UInt64(bitPattern: Int64(range.lowerBound))
    let width = UInt64(bitPattern: Int64(range.upperBound)) &- lower
    let offset = width == .max ? bits : bits.multipliedFullWidth(by: width &+ 1).high
    return Int(truncatingIfNeeded: lower &+ offset)
  }

  /// A double in [0, 1): a multiple of 2⁻⁵³, from the 53 high bits.
  @inlinable public static func unit(_ bits: UInt64) -> Double {
    Double(Int64(bitPattern: bits &>> 11)) * 0x1p-53
  }

  /// A double in (0, 1), never an end: an odd multiple of 2⁻⁵³, from the 52 high bits.
  ///
  /// Symmetric about 1/2, and so is what inverse distribution functions make of it.
  @inlinable public static func openUnit(_ bits: UInt64) -> Double {
    (Double(Int64(bitPattern: bits &>> 12)) + 0.5) * 0x1p-52
  }

  /// Whether an event of this probability happens; at or below 0 never, at or above 1 always.
  ///
  /// The probability is kept to 2⁻⁵³.
  @inlinable public static func bool(probability: Double, _ bits: UInt64) -> Bool {
    unit(bits) < probability
  }
}
