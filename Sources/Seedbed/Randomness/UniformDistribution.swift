/// The continuous uniform distribution over a range.
public struct UniformDistribution: Sendable, Hashable {
  /// The range; its upper end is practically never drawn.
  public let range: ClosedRange<Double>

  /// Makes the distribution.
  /// - Precondition: both ends and the range's width are finite.
  @inlinable public init(range: ClosedRange<Double>) {
    precondition(
      (range.upperBound - range.lowerBound).isFinite,
      "UniformDistribution: the range's ends and its width must be finite")
    self.range = range
  }

  /// The value of 64 random bits, monotone in them.
  @inlinable public func value(_ bits: UInt64) -> Double {
    let width = range.upperBound - range.lowerBound
    return Swift.min(range.lowerBound + width * Uniform.unit(bits), range.upperBound)
  }
}
