import Seedbed
import Testing

@Suite struct UniformTests {
  @Test(
    "stays below the bound and reaches both ends",
    arguments: [1, 2, 3, 7, 100, 1 << 40, .max] as [UInt64])
  func staysBelowTheBoundAndReachesBothEnds(bound: UInt64) {
    #expect(Uniform.below(bound, 0) == 0)
    #expect(Uniform.below(bound, .max) == bound - 1)
  }

  @Test(
    "gives integers below a bound with equal frequency",
    arguments: [2, 3, 7, 100, 1_000] as [UInt64])
  func givesIntegersBelowABoundWithEqualFrequency(bound: UInt64) {
    let counts = histogram(Draws.some, count: Int(bound)) { Int(Uniform.below(bound, $0)) }
    let test = ChiSquare(observed: counts, masses: counts.map { _ in 1 })
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }

  @Test(
    "gives both ends of a range",
    arguments: [0...0, 1...6, -5...5, Int.min...Int.max, Int.min...0, 0...Int.max])
  func givesBothEndsOfARange(range: ClosedRange<Int>) {
    #expect(Uniform.integer(in: range, 0) == range.lowerBound)
    #expect(Uniform.integer(in: range, .max) == range.upperBound)
  }

  @Test("gives each end of a small range its share") func givesEachEndOfASmallRangeItsShare() {
    let counts = histogram(Draws.some, count: 11) { Uniform.integer(in: -5...5, $0) + 5 }
    #expect(ChiSquare(observed: counts, masses: counts.map { _ in 1 }).isPlausible)
  }

  @Test("gives fractions below 1, and open ones above 0 too")
  func givesFractionsBelow1AndOpenOnesAbove0Too() {
    #expect(Uniform.unit(0) == 0)
    #expect(Uniform.unit(.max) == 1 - 0x1p-53)
    #expect(Uniform.openUnit(0) == 0x1p-53)
    #expect(Uniform.openUnit(.max) == 1 - 0x1p-53)
  }

  @Test(
    "makes impossible events never and certain ones always",
    arguments: [(0.0, 0), (-1, 0), (1, 1_000_000), (2, 1_000_000), (Double.nan, 0)])
  func makesImpossibleEventsNeverAndCertainOnesAlways(probability: Double, count: Int) {
    let extremes: [UInt64] = [0, 1, 1 << 63, .max]
    let hits = extremes.filter { Uniform.bool(probability: probability, $0) }
    #expect(hits.count == (count == 0 ? 0 : extremes.count))
  }

  @Test("makes an event as frequent as its probability")
  func makesAnEventAsFrequentAsItsProbability() {
    let draws = Draws.some
    let hits = draws.lazy.filter { Uniform.bool(probability: 0.03, $0) }.count
    let test = ChiSquare(observed: [hits, draws.count - hits], masses: [0.03, 0.97])
    #expect(test.isPlausible)
  }
}
