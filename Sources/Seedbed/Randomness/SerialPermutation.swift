/// A keyed bijection of the natural numbers that keeps the number of decimal digits.
///
/// Rows 0 ..< 10 are permuted among themselves, then 10 ..< 100, 100 ..< 1000 and so on. So a
/// serial number needs no bound on the row count, does not depend on it, and is no longer than the
/// row's own. The cost of a `KeyedPermutation`, which each band of rows is.
public struct SerialPermutation: Sendable {
  /// The first value of each number of digits, 1 to 19, and 10¹⁹.
  @usableFromInline let bandStarts: [UInt64]
  /// One permutation for each number of digits, 1 to 19.
  @usableFromInline let bands: [KeyedPermutation]

  /// Makes the permutation that `key` selects; takes about a microsecond.
  public init(key: StreamKey) {
    let roundKeys = key.derived("SerialPermutation")
    var starts: [UInt64] = [0]
    var bands: [KeyedPermutation] = []
    var end: UInt64 = 10
    for digits in 0..<19 {
      let start = starts[digits]
      bands.append(KeyedPermutation(count: end - start, roundKeys: roundKeys, row: digits))
      starts.append(end)
      end = end &* 10
    }
    self.bandStarts = starts
    self.bands = bands
  }

  /// The value of a row, both 0-based, with as many decimal digits as the row.
  /// - Precondition: `row` is not negative.
  @inlinable public func callAsFunction(_ row: Int) -> UInt64 {
    precondition(row >= 0, "SerialPermutation: the row is negative")
    let index = UInt64(row)
    let band = band(of: index)
    let start = bandStarts[band]
    return start &+ bands[band](index &- start)
  }

  /// The row of a value; nil if no `Int` row has it.
  /// - Precondition: `value` is below 10¹⁹.
  @inlinable public func inverse(_ value: UInt64) -> Int? {
    precondition(
      value < 10_000_000_000_000_000_000, "SerialPermutation: the value has more than 19 digits")
    let band = band(of: value)
    let start = bandStarts[band]
    return Int(exactly: start &+ bands[band].inverse(value &- start))
  }

  /// The number of decimal digits of `value`, less 1.
  @inlinable @inline(__always) func band(of value: UInt64) -> Int {
    // 1233 / 4096 is log10(2) closely enough for 64 bits: right, or one too many.
    let bitCount = 64 &- (value | 1).leadingZeroBitCount
    let estimate = (bitCount &* 1233) &>> 12
    return estimate &- (value < bandStarts[estimate] ? 1 : 0)
  }
}
