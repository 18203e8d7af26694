/// Discrete inversion with a guide table: 64 bits to an index, in O(1) expected and in order.
///
/// Finds the smallest index whose cumulative threshold is above the bits. As many guide entries as
/// thresholds (or more) make it two comparisons or fewer on average. Source: Chen and Asau, "On
/// Generating Random Variates from an Empirical Distribution", AIIE Transactions 6 (1974); Devroye,
/// "Non-Uniform Random Variate Generation" (1986), section III.2.4.
@usableFromInline struct InversionTable: Sendable {
  /// For every index but the last, the cumulative share up to and with it, in units of 2⁻⁶⁴.
  @usableFromInline let thresholds: [UInt64]
  /// For every value of the bits' high part, the first index whose threshold is above it.
  @usableFromInline let guide: [UInt32]
  /// How far to shift bits right to get their high part.
  @usableFromInline let shift: UInt64

  /// Makes the table from cumulative masses, ascending, whose last is the total and above 0.
  ///
  /// An index that adds nothing is never found.
  init(cumulative: [Double]) {
    let total = cumulative[cumulative.count - 1]
    // Without the trailing ones that add nothing, the last index needs no threshold.
    var lastIndex = cumulative.count - 1
    while lastIndex > 0, cumulative[lastIndex - 1] == total { lastIndex -= 1 }
    let thresholds = cumulative[..<lastIndex].map { mass in
      let scaled = mass / total * 0x1p64
      return scaled < 0x1p64 ? UInt64(scaled) : .max
    }
    var guideBits: UInt64 = 1
    while guideBits < 20, 1 &<< guideBits < thresholds.count { guideBits += 1 }
    var guide: [UInt32] = []
    guide.reserveCapacity(1 &<< guideBits)
    var index = 0
    for high in UInt64(0)..<(1 &<< guideBits) {
      let start = high &<< (64 - guideBits)
      while index < thresholds.count, thresholds[index] <= start { index += 1 }
      guide.append(UInt32(index))
    }
    self.thresholds = thresholds
    self.guide = guide
    self.shift = 64 - guideBits
  }

  /// The index that 64 bits fall on.
  @inlinable @inline(__always) func index(_ bits: UInt64) -> Int {
    var index = Int(guide[Int(truncatingIfNeeded: bits &>> shift)])
    while index < thresholds.count, thresholds[index] <= bits { index &+= 1 }
    return index
  }
}
