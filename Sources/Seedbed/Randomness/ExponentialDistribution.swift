/// The exponential distribution: waiting times between independent events of a constant rate.
///
/// Drawn by inversion, one value for 64 bits; draws are above 0 and at most 36.8 means.
public struct ExponentialDistribution: Sendable, Hashable {
  /// The mean, which is also the standard deviation.
  public let mean: Double

  /// Makes the distribution.
  /// - Precondition: `mean` is finite and above 0.
  @inlinable public init(mean: Double) {
    precondition(
      mean.isFinite && mean > 0, "ExponentialDistribution: the mean must be finite and above 0")
    self.mean = mean
  }

  /// The value of 64 random bits, monotone in them.
  @inlinable public func value(_ bits: UInt64) -> Double {
    // 1 - u is exact, because u is a multiple of 2⁻⁵³.
    -mean * DeterministicMath.log(1 - Uniform.openUnit(bits))
  }
}
