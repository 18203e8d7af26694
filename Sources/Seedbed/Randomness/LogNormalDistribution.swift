/// The log-normal distribution: values above 0 whose logarithm is normally distributed.
///
/// For sizes, prices and salaries. Drawn by inversion, one value for 64 bits. Its mean is
/// `median` · exp(`sigma`² / 2).
public struct LogNormalDistribution: Sendable, Hashable {
  /// The median, which half of the values are below.
  public let median: Double
  /// The standard deviation of the value's natural logarithm; 0.25 is narrow, 1 very wide.
  public let sigma: Double

  /// Makes the distribution.
  /// - Precondition: `median` is finite and above 0, `sigma` finite and not negative.
  @inlinable public init(median: Double, sigma: Double) {
    precondition(
      median.isFinite && median > 0, "LogNormalDistribution: the median must be finite and above 0")
    precondition(
      sigma.isFinite && sigma >= 0,
      "LogNormalDistribution: sigma must be finite and not negative")
    self.median = median
    self.sigma = sigma
  }

  /// The value of 64 random bits, monotone in them.
  @inlinable public func value(_ bits: UInt64) -> Double {
    let z = NormalDistribution.standardQuantile(Uniform.openUnit(bits))
    return median * DeterministicMath.exp(sigma * z)
  }
}
