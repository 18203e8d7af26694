/// A continuous distribution given by a histogram: a weighted choice of a bin, uniform inside it.
///
/// Drawn by inversion, one value for 64 bits, in O(1) expected time whatever the number of bins.
public struct EmpiricalDistribution: Sendable {
  /// One bin as it is drawn from.
  @usableFromInline struct Segment: Sendable {
    /// The first bits of the bin.
    @usableFromInline let start: UInt64
    /// The bin's lower bound.
    @usableFromInline let lower: Double
    /// The bin's upper bound.
    @usableFromInline let upper: Double
    /// How much the value grows for each unit of the bits.
    @usableFromInline let slope: Double
  }

  @usableFromInline let table: InversionTable
  @usableFromInline let segments: [Segment]

  /// The smallest value.
  public let lowerBound: Double
  /// The largest value, that of the last bin even if its weight is 0.
  public let upperBound: Double

  /// Makes the distribution of adjoining bins: the first begins at `lowerBound`, each next where
  /// the one before ends.
  ///
  /// Weights are relative; a bin of weight 0 is a gap. A bin of no width is a single value.
  /// - Throws: `RandomnessError` if there is no bin, a bound is not finite or below the one before,
  ///   a weight is negative, NaN or infinite, or all weights are 0.
  public init(
    lowerBound: Double, bins: [(upperBound: Double, weight: Double)]
  ) throws(RandomnessError) {
    guard !bins.isEmpty else {
      throw RandomnessError(
        code: .emptyDomain, message: "A histogram has no bin. Give at least one bin.")
    }
    var previous = lowerBound
    var sum = 0.0
    var cumulative: [Double] = []
    cumulative.reserveCapacity(bins.count)
    for (index, bin) in bins.enumerated() {
      guard previous <= bin.upperBound, (bin.upperBound - previous).isFinite else {
        throw RandomnessError(
          code: .invalidParameter,
          message: "Bin number \(index), counted from 0, reaches from \(previous) to "
            + "\(bin.upperBound). Give finite bounds in ascending order.")
      }
      guard bin.weight >= 0, bin.weight.isFinite else {
        throw RandomnessError(
          code: .invalidWeight,
          message: "The weight of bin number \(index), counted from 0, is \(bin.weight). "
            + "Give finite weights that are not negative.")
      }
      sum += bin.weight
      cumulative.append(sum)
      previous = bin.upperBound
    }
    guard sum.isFinite else {
      throw RandomnessError(
        code: .invalidWeight,
        message: "The sum of a histogram's weights overflows. Give smaller weights.")
    }
    guard sum > 0 else {
      throw RandomnessError(
        code: .noWeight,
        message: "All bins of a histogram have weight 0. Give at least one weight above 0.")
    }
    let table = InversionTable(cumulative: cumulative)
    var segments: [Segment] = []
    segments.reserveCapacity(table.thresholds.count + 1)
    var lower = lowerBound
    var start: UInt64 = 0
    for index in 0...table.thresholds.count {
      let upper = bins[index].upperBound
      let isLast = index == table.thresholds.count
      // The last bin ends at 2⁶⁴, which as an unsigned integer is 0.
      let end = isLast ? 0 : table.thresholds[index]
      let width = isLast && start == 0 ? 0x1p64 : Double(end &- start)
      segments.append(
        Segment(
          start: start, lower: lower, upper: upper, slope: width > 0 ? (upper - lower) / width : 0))
      lower = upper
      start = end
    }
    self.table = table
    self.segments = segments
    self.lowerBound = lowerBound
    self.upperBound = previous
  }

  /// Makes the distribution of evenly spaced quantiles, from the minimum to the maximum.
  ///
  /// [0, 10, 100] has half of the values between 0 and 10 and half between 10 and 100.
  /// - Throws: `RandomnessError` if there are fewer than two, one is not finite or they descend.
  public init(quantiles: [Double]) throws(RandomnessError) {
    guard let first = quantiles.first, quantiles.count >= 2 else {
      throw RandomnessError(
        code: .emptyDomain,
        message: "There are \(quantiles.count) quantiles. Give at least the least and the largest "
          + "value.")
    }
    try self.init(
      lowerBound: first, bins: quantiles.dropFirst().map { (upperBound: $0, weight: 1) })
  }

  /// The value of 64 random bits, monotone in them.
  @inlinable public func value(_ bits: UInt64) -> Double {
    let segment = segments[table.index(bits)]
    let offset = Double(bits &- segment.start) * segment.slope
    return Swift.min(segment.lower + offset, segment.upper)
  }
}
