import Seedbed
import Testing

@Suite struct EmpiricalDistributionTests {
  @Test("draws bins by weight and is uniform inside them")
  func drawsBinsByWeightAndIsUniformInsideThem() throws {
    let bounds = [0.0, 10, 20, 50, 60]
    let weights = [5.0, 0, 4, 11]
    let distribution = try EmpiricalDistribution(
      lowerBound: bounds[0],
      bins: zip(bounds.dropFirst(), weights).map { (upperBound: $0, weight: $1) })
    // Every bin in quarters.
    let counts = histogram(Draws.some, count: 16) { bits in
      let x = distribution.value(bits)
      let bin = x < 10 ? 0 : x < 20 ? 1 : x < 50 ? 2 : 3
      return 4 * bin + Int(4 * (x - bounds[bin]) / (bounds[bin + 1] - bounds[bin]))
    }
    #expect(counts[4..<8].allSatisfy { $0 == 0 })
    let drawn = [0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15]
    let test = ChiSquare(observed: drawn.map { counts[$0] }, masses: drawn.map { weights[$0 / 4] })
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }

  @Test("draws a bin of no width as one value") func drawsABinOfNoWidthAsOneValue() throws {
    let distribution = try EmpiricalDistribution(
      lowerBound: 0, bins: [(upperBound: 1, weight: 1), (upperBound: 1, weight: 3)])
    let ones = Draws.some.lazy.filter { distribution.value($0) == 1 }.count
    #expect(ChiSquare(observed: [ones, Draws.some.count - ones], masses: [3, 1]).isPlausible)
  }

  @Test("stays in the drawn bins at the extremes") func staysInTheDrawnBinsAtTheExtremes() throws {
    let distribution = try EmpiricalDistribution(
      lowerBound: 0,
      bins: [
        (upperBound: 1, weight: 0), (upperBound: 2, weight: 1), (upperBound: 3, weight: 0),
      ])
    #expect(distribution.value(0) == 1)
    #expect(distribution.value(.max) <= 2)
    #expect(distribution.lowerBound == 0)
    #expect(distribution.upperBound == 3)
  }

  @Test("gives quantiles equal shares") func givesQuantilesEqualShares() throws {
    let distribution = try EmpiricalDistribution(quantiles: [1, 2, 4, 8, 16])
    let counts = histogram(Draws.some, count: 4) { bits in
      let x = distribution.value(bits)
      return x < 2 ? 0 : x < 4 ? 1 : x < 8 ? 2 : 3
    }
    #expect(ChiSquare(observed: counts, masses: [1, 1, 1, 1]).isPlausible)
    #expect(distribution.value(0) == 1)
    #expect(distribution.value(1 << 63) == 4)
  }

  @Test("refuses histograms that cannot be drawn from")
  func refusesHistogramsThatCannotBeDrawnFrom() {
    let faulty: [([(upperBound: Double, weight: Double)], RandomnessError.Code)] = [
      ([], .emptyDomain), ([(1, 0), (2, 0)], .noWeight), ([(1, -1)], .invalidWeight),
      ([(1, .nan)], .invalidWeight), ([(2, 1), (1, 1)], .invalidParameter),
      ([(.nan, 1)], .invalidParameter), ([(.infinity, 1)], .invalidParameter),
      ([(1, 1e308), (2, 1e308)], .invalidWeight),
    ]
    for (bins, code) in faulty {
      let error = #expect(throws: RandomnessError.self) {
        try EmpiricalDistribution(lowerBound: 0, bins: bins)
      }
      #expect(error?.code == code)
      #expect(error?.description.contains("Give ") == true)
    }
    #expect(throws: RandomnessError.self) { try EmpiricalDistribution(quantiles: [1]) }
    #expect(throws: RandomnessError.self) { try EmpiricalDistribution(quantiles: [2, 1]) }
  }
}
