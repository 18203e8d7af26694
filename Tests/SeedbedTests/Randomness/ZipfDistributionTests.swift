import Seedbed
import Testing

@Suite struct ZipfDistributionTests {
  static let exponents = [0, 0.5, 0.999_999_9, 1, 1.000_000_1, 1.5, 3]

  @Test("draws ranks by their exact masses", arguments: [2, 10, 256, 257, 2_000], exponents)
  func drawsRanksByTheirExactMasses(count: Int, exponent: Double) throws {
    let zipf = try ZipfDistribution(count: count, exponent: exponent)
    let counts = histogram(Draws.some, count: count, zipf.value)
    let masses = (1...count).map { DeterministicMath.pow(Double($0), -exponent) }
    let test = ChiSquare(observed: counts, masses: masses)
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }

  @Test("draws the exact masses with a million draws") func drawsTheExactMassesWithAMillionDraws()
    throws
  {
    let zipf = try ZipfDistribution(count: 1_000, exponent: 1)
    let counts = histogram(Draws.million, count: 1_000, zipf.value)
    let test = ChiSquare(observed: counts, masses: (1...1_000).map { 1 / Double($0) })
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }

  @Test("keeps the masses at the largest count", arguments: exponents)
  func keepsTheMassesAtTheLargestCount(
    exponent: Double
  ) throws {
    let count = ZipfDistribution.largestCount
    let zipf = try ZipfDistribution(count: count, exponent: exponent)
    // Classes of doubling width; their masses by Euler and Maclaurin's midpoint formula.
    let counts = histogram(Draws.some, count: 41) { bits in
      let rank = zipf.value(bits) + 1
      precondition(rank >= 1 && rank <= count)
      return 63 - rank.leadingZeroBitCount
    }
    let masses = (0...40).map { (power: Int) -> Double in
      let lower = 1 << power
      let upper = min(2 * lower - 1, count)
      if lower < 4_096 {
        return (lower...upper).reduce(0) { $0 + DeterministicMath.pow(Double($1), -exponent) }
      }
      let a = Double(lower) - 0.5
      let b = Double(upper) + 0.5
      let ratio = DeterministicMath.log(b / a)
      let part = 1 - exponent
      if part == 0 { return ratio }
      return DeterministicMath.pow(a, part) * DeterministicMath.expm1(part * ratio) / part
    }
    let test = ChiSquare(observed: counts, masses: masses)
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }

  @Test(
    "covers the ranks in order, from the first to the last",
    arguments: [1, 2, 256, 257, 100_000, ZipfDistribution.largestCount], [0, 1, 2.5, 100])
  func coversTheRanksInOrderFromTheFirstToTheLast(
    count: Int, exponent: Double
  ) throws {
    let zipf = try ZipfDistribution(count: count, exponent: exponent)
    #expect(zipf.value(0) == 0)
    #expect(zipf.value(.max) < count)
    if exponent <= 1 { #expect(count - zipf.value(.max) <= 1 + count >> 30) }
    var previous = 0
    for bits in Draws.million[..<2_000].sorted() {
      let rank = zipf.value(bits)
      #expect(rank >= previous && rank < count)
      previous = rank
    }
  }

  @Test(
    "refuses what cannot be drawn from",
    arguments: [
      (0, 1, RandomnessError.Code.emptyDomain), (-1, 1, .emptyDomain),
      (ZipfDistribution.largestCount + 1, 1, .invalidParameter), (5, -0.1, .invalidParameter),
      (5, .nan, .invalidParameter), (5, 101, .invalidParameter),
    ] as [(Int, Double, RandomnessError.Code)])
  func refusesWhatCannotBeDrawnFrom(
    count: Int, exponent: Double, code: RandomnessError.Code
  ) {
    let error = #expect(throws: RandomnessError.self) {
      try ZipfDistribution(count: count, exponent: exponent)
    }
    #expect(error?.code == code)
    #expect(error?.description.contains("Give ") == true)
  }
}
