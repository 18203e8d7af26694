/// Zipf's distribution: rank k of 1 ... n is drawn in proportion to k to the power −exponent.
///
/// For popularity: few companies, words or tags have most of the mentions. One value for 64 bits
/// by inversion, so the most frequent rank has the lowest bits; no rejection, O(1) memory (at most
/// 256 stored thresholds) and O(1) time for any n.
///
/// What results exactly: the 256 most frequent ranks have their masses to 2⁻⁴⁵ of the whole. A rank
/// k above has, in place of k⁻ˢ, the integral of x⁻ˢ from k − ½ to k + ½, which is larger by a
/// relative s · (s + 1) / (24 k²): for s = 1 at most 1.3 · 10⁻⁶. With at most 256 ranks there is no
/// such difference.
public struct ZipfDistribution: Sendable {
  /// The largest count, 2⁴⁰, up to which a rank is precise in a double's 53 bits.
  @inlinable public static var largestCount: Int { 1 << 40 }
  /// How many ranks have a stored threshold.
  @inlinable static var headCount: Int { 256 }

  /// How many ranks there are.
  public let count: Int
  /// The exponent s; 0 is uniform, 1 is Zipf's law.
  public let exponent: Double
  /// The stored thresholds; an index at or after `tailIndex` means a rank beyond them.
  @usableFromInline let head: InversionTable
  /// The number of stored ranks if there are more, else `count`.
  @usableFromInline let tailIndex: Int
  /// The bits at which the ranks without a threshold begin.
  @usableFromInline let tailStart: UInt64
  /// 1 / (2⁶⁴ − `tailStart`).
  @usableFromInline let tailScale: Double
  /// 1 − exponent.
  @usableFromInline let power: Double
  /// The integral over the tail, from a to b, over a¹⁻ˢ: expm1((1 − s) ln(b/a)) / (1 − s).
  @usableFromInline let tailMass: Double

  /// The lower end a of the tail's integral.
  @inlinable static var tailLowerEnd: Double { Double(headCount) + 0.5 }

  /// Makes the distribution of `count` ranks.
  /// - Throws: `RandomnessError` if `count` is not in 1 ... `largestCount`, or `exponent` is
  ///   negative, NaN or above 100.
  public init(count: Int, exponent: Double) throws(RandomnessError) {
    guard count >= 1 else {
      throw RandomnessError(
        code: .emptyDomain,
        message: "A Zipf distribution over \(count) ranks has nothing to draw. "
          + "Give a count of at least 1.")
    }
    guard count <= ZipfDistribution.largestCount else {
      throw RandomnessError(
        code: .invalidParameter,
        message: "A Zipf distribution over \(count) ranks is too large. "
          + "Give a count of at most \(ZipfDistribution.largestCount).")
    }
    guard exponent >= 0, exponent <= 100 else {
      throw RandomnessError(
        code: .invalidParameter,
        message: "A Zipf distribution's exponent is \(exponent). Give one from 0 to 100.")
    }
    let headCount = Swift.min(count, ZipfDistribution.headCount)
    var sum = 0.0
    var cumulative: [Double] = []
    cumulative.reserveCapacity(headCount + 1)
    for rank in 1...headCount {
      sum += DeterministicMath.pow(Double(rank), -exponent)
      cumulative.append(sum)
    }
    let lowerEnd = ZipfDistribution.tailLowerEnd
    let power = 1 - exponent
    var tailMass = 0.0
    if count > headCount {
      let logRatio = DeterministicMath.log((Double(count) + 0.5) / lowerEnd)
      tailMass = power == 0 ? logRatio : DeterministicMath.expm1(power * logRatio) / power
      cumulative.append(sum + tailMass * DeterministicMath.pow(lowerEnd, power))
    }
    let head = InversionTable(cumulative: cumulative)
    self.count = count
    self.exponent = exponent
    self.head = head
    self.power = power
    self.tailMass = tailMass
    self.tailIndex = headCount
    // A tail too thin for a threshold below 2⁶⁴ is never drawn.
    let hasTail = count > headCount && head.thresholds.count == headCount
    self.tailStart = hasTail ? head.thresholds[headCount - 1] : .max
    self.tailScale = hasTail ? 1 / Double(0 &- head.thresholds[headCount - 1]) : 0
  }

  /// The rank, 0-based with the most frequent first, of 64 random bits; monotone in them.
  @inlinable public func value(_ bits: UInt64) -> Int {
    if bits >= tailStart, tailScale > 0 { return tailValue(bits) }
    return head.index(bits)
  }

  /// The rank of bits that are in the tail.
  @inlinable func tailValue(_ bits: UInt64) -> Int {
    let share = Double(bits &- tailStart) * tailScale
    let logRatio =
      power == 0
      ? share * tailMass : DeterministicMath.log1p(share * tailMass * power) / power
    let x = ZipfDistribution.tailLowerEnd * DeterministicMath.exp(logRatio)
    // Rounding may leave the tail by one rank, and at its end even by infinity.
    let rank = x < Double(count) ? Int(x + 0.5) : count
    return Swift.max(rank, tailIndex &+ 1) &- 1
  }
}
