// `squareRoot()` is one exact instruction, but the compiler keeps a call to the C library's `sqrt`
// for negative arguments, and only this import links the library that has it.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The normal (Gaussian) distribution, drawn by inversion: one value for 64 bits, no rejection.
///
/// Standard normal quantiles to about 16 digits; draws reach 8.2 deviations from the mean. Source:
/// Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied
/// Statistics 37 (1988), function PPND16.
public struct NormalDistribution: Sendable, Hashable {
  /// The mean.
  public let mean: Double
  /// The standard deviation.
  public let deviation: Double

  /// Makes the distribution; the defaults are the standard normal one.
  /// - Precondition: both are finite and `deviation` is not negative.
  @inlinable public init(mean: Double = 0, deviation: Double = 1) {
    precondition(mean.isFinite, "NormalDistribution: the mean must be finite")
    precondition(
      deviation.isFinite && deviation >= 0,
      "NormalDistribution: the deviation must be finite and not negative")
    self.mean = mean
    self.deviation = deviation
  }

  /// The value of 64 random bits; monotone, so half of all bits are below the mean.
  @inlinable public func value(_ bits: UInt64) -> Double {
    mean + deviation * NormalDistribution.standardQuantile(Uniform.openUnit(bits))
  }

  /// The standard normal quantile: the z that a share `p` of the distribution lies below.
  ///
  /// -infinity at 0, infinity at 1, NaN outside of [0, 1].
  @inlinable public static func standardQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      var upper = 2.5090809287301226727e+3
      upper = upper * r + 3.3430575583588128105e+4
      upper = upper * r + 6.7265770927008700853e+4
      upper = upper * r + 4.5921953931549871457e+4
      upper = upper * r + 1.3731693765509461125e+4
      upper = upper * r + 1.9715909503065514427e+3
      upper = upper * r + 1.3314166789178437745e+2
      upper = upper * r + 3.3871328727963666080e+0
      var lower = 5.2264952788528545610e+3
      lower = lower * r + 2.8729085735721942674e+4
      lower = lower * r + 3.9307895800092710610e+4
      lower = lower * r + 2.1213794301586595867e+4
      lower = lower * r + 5.3941960214247511077e+3
      lower = lower * r + 6.8718700749205790830e+2
      lower = lower * r + 4.2313330701600911252e+1
      lower = lower * r + 1
      return upper * q / lower
    }
    return standardTailQuantile(p)
  }

  /// The quantile for `p` outside of [0.075, 0.925].
  @inlinable static func standardTailQuantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else {
      if p == 0 { return -.infinity }
      return p == 1 ? .infinity : .nan
    }
    let tail = p < 0.5 ? p : 1 - p
    let distance = (-DeterministicMath.log(tail)).squareRoot()
    let z: Double
    if distance <= 5 {
      let r = distance - 1.6
      var upper = 7.74545014278341407640e-4
      upper = upper * r + 2.27238449892691845833e-2
      upper = upper * r + 2.41780725177450611770e-1
      upper = upper * r + 1.27045825245236838258e+0
      upper = upper * r + 3.64784832476320460504e+0
      upper = upper * r + 5.76949722146069140550e+0
      upper = upper * r + 4.63033784615654529590e+0
      upper = upper * r + 1.42343711074968357734e+0
      var lower = 1.05075007164441684324e-9
      lower = lower * r + 5.47593808499534494600e-4
      lower = lower * r + 1.51986665636164571966e-2
      lower = lower * r + 1.48103976427480074590e-1
      lower = lower * r + 6.89767334985100004550e-1
      lower = lower * r + 1.67638483018380384940e+0
      lower = lower * r + 2.05319162663775882187e+0
      lower = lower * r + 1
      z = upper / lower
    } else {
      let r = distance - 5
      var upper = 2.01033439929228813265e-7
      upper = upper * r + 2.71155556874348757815e-5
      upper = upper * r + 1.24266094738807843860e-3
      upper = upper * r + 2.65321895265761230930e-2
      upper = upper * r + 2.96560571828504891230e-1
      upper = upper * r + 1.78482653991729133580e+0
      upper = upper * r + 5.46378491116411436990e+0
      upper = upper * r + 6.65790464350110377720e+0
      var lower = 2.04426310338993978564e-15
      lower = lower * r + 1.42151175831644588870e-7
      lower = lower * r + 1.84631831751005468180e-5
      lower = lower * r + 7.86869131145613259100e-4
      lower = lower * r + 1.48753612908506148525e-2
      lower = lower * r + 1.36929880922735805310e-1
      lower = lower * r + 5.99832206555887937690e-1
      lower = lower * r + 1
      z = upper / lower
    }
    return p < 0.5 ? -z : z
  }
}
