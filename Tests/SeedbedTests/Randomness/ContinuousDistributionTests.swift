import Seedbed
import Testing

@Suite struct ContinuousDistributionTests {
  /// Percentage points of the standard normal distribution: Abramowitz and Stegun, table 26.5, and
  /// AS 241's own check values for p = 0.25, 0.001 and 10⁻²⁰.
  static let normalPoints: [(p: Double, z: Double)] = [
    (0.5, 0), (0.25, -0.674_489_750_196_081_7), (0.001, -3.090_232_306_167_813_5),
    (1e-20, -9.262_340_089_798_408), (0.975, 1.959_963_984_540_054),
    (0.9, 1.281_551_565_544_600_4), (0.99, 2.326_347_874_040_841),
  ]

  @Test("normal quantiles are the published ones", arguments: normalPoints)
  func normalQuantilesAreThePublishedOnes(p: Double, z: Double) {
    #expect((NormalDistribution.standardQuantile(p) - z).magnitude <= 1e-14 * max(1, z.magnitude))
  }

  @Test("normal quantiles are symmetric, monotone and defined at the ends")
  func normalQuantilesAreSymmetricMonotoneAndDefinedAtTheEnds() {
    #expect(NormalDistribution.standardQuantile(0) == -.infinity)
    #expect(NormalDistribution.standardQuantile(1) == .infinity)
    #expect(NormalDistribution.standardQuantile(.nan).isNaN)
    #expect(NormalDistribution.standardQuantile(-0.1).isNaN)
    var previous = -Double.infinity
    for step in 1..<4_096 {
      let p = Double(step) / 4_096
      let z = NormalDistribution.standardQuantile(p)
      #expect(z > previous)
      #expect(z == -NormalDistribution.standardQuantile(1 - p))
      previous = z
    }
    let standard = NormalDistribution()
    #expect(standard.value(.max) == -standard.value(0))
    #expect(standard.value(.max) > 8.2 && standard.value(.max) < 8.3)
  }

  /// The mean and the variance of the values.
  static func moments(_ value: (UInt64) -> Double) -> (mean: Double, variance: Double) {
    var sum = 0.0
    var squares = 0.0
    for bits in Draws.some {
      let x = value(bits)
      sum += x
      squares += x * x
    }
    let count = Double(Draws.some.count)
    return (sum / count, squares / count - (sum / count) * (sum / count))
  }

  @Test("normal values have their moments") func normalValuesHaveTheirMoments() {
    let normal = NormalDistribution(mean: 10, deviation: 3)
    let (mean, variance) = Self.moments(normal.value)
    let count = Double(Draws.some.count)
    // Five standard errors: σ / √n of the mean, σ² √(2 / n) of the variance.
    #expect((mean - 10).magnitude < 5 * 3 / count.squareRoot())
    #expect((variance - 9).magnitude < 5 * 9 * (2 / count).squareRoot())
  }

  @Test("normal values fall evenly between the quantiles")
  func normalValuesFallEvenlyBetweenTheQuantiles() {
    let points = (1..<20).map { NormalDistribution.standardQuantile(Double($0) / 20) }
    let normal = NormalDistribution(mean: -2, deviation: 0.5)
    let counts = histogram(Draws.some, count: 20) { bits in
      let z = (normal.value(bits) + 2) / 0.5
      return points.firstIndex { z < $0 } ?? 19
    }
    #expect(ChiSquare(observed: counts, masses: counts.map { _ in 1 }).isPlausible)
  }

  @Test("a normal distribution without deviation is its mean")
  func aNormalDistributionWithoutDeviationIsItsMean() {
    #expect(NormalDistribution(mean: 7, deviation: 0).value(12_345) == 7)
  }

  @Test("log-normal values have their median and their mean")
  func logNormalValuesHaveTheirMedianAndTheirMean() {
    let distribution = LogNormalDistribution(median: 50_000, sigma: 0.4)
    let draws = Draws.some
    let below = draws.lazy.filter { distribution.value($0) < 50_000 }.count
    #expect(ChiSquare(observed: [below, draws.count - below], masses: [1, 1]).isPlausible)
    let (mean, variance) = Self.moments(distribution.value)
    let expected = 50_000 * DeterministicMath.exp(0.08)
    #expect(
      (mean - expected).magnitude < 5 * variance.squareRoot() / Double(draws.count).squareRoot())
    #expect(distribution.value(0) > 0)
  }

  @Test("exponential values have their moments and quantiles")
  func exponentialValuesHaveTheirMomentsAndQuantiles() {
    let distribution = ExponentialDistribution(mean: 4)
    let (mean, variance) = Self.moments(distribution.value)
    let count = Double(Draws.some.count)
    // The fourth central moment is 9 m⁴, so the variance's standard error is √8 m² / √n.
    #expect((mean - 4).magnitude < 5 * 4 / count.squareRoot())
    #expect((variance - 16).magnitude < 5 * 16 * (8 / count).squareRoot())
    let counts = histogram(Draws.some, count: 10) { bits in
      // P(X > x) is exp(-x / 4); ten classes of equal share.
      Int(10 * (1 - DeterministicMath.exp(-distribution.value(bits) / 4)))
    }
    #expect(ChiSquare(observed: counts, masses: counts.map { _ in 1 }).isPlausible)
    #expect(distribution.value(0) > 0)
    #expect(distribution.value(.max).isFinite)
  }

  @Test("uniform values fill their range evenly") func uniformValuesFillTheirRangeEvenly() {
    let distribution = UniformDistribution(range: -3...7)
    let counts = histogram(Draws.some, count: 50) { Int((distribution.value($0) + 3) * 5) }
    #expect(ChiSquare(observed: counts, masses: counts.map { _ in 1 }).isPlausible)
    #expect(distribution.value(0) == -3)
    #expect(distribution.value(.max) <= 7)
    #expect(UniformDistribution(range: 2...2).value(99) == 2)
  }

  @Test("all are monotone in their bits") func allAreMonotoneInTheirBits() throws {
    let empirical = try EmpiricalDistribution(quantiles: [0, 1, 1, 5, 100])
    let all: [@Sendable (UInt64) -> Double] = [
      NormalDistribution().value, LogNormalDistribution(median: 3, sigma: 1).value,
      ExponentialDistribution(mean: 2).value, UniformDistribution(range: 0...9).value,
      empirical.value,
    ]
    let sorted = Draws.million[..<5_000].sorted()
    for value in all {
      var previous = -Double.infinity
      for bits in sorted {
        let x = value(bits)
        #expect(x >= previous)
        previous = x
      }
    }
  }
}
