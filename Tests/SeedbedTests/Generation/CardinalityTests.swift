import Testing

@testable import Seedbed

@Suite("Cardinality")
struct CardinalityTests {
  @Test("has a minimum, a maximum and an average")
  func bounds() {
    let cases: [(Cardinality, Int, Int, Double)] = [
      (.exactly(3), 3, 3, 3), (.exactly(0), 0, 0, 0), (.range(2...8), 2, 8, 5),
      (.range(0...0), 0, 0, 0), (.weighted([(5, 1), (1, 3), (9, 0)]), 1, 5, 2),
      (.weighted([(0, 4095), (7, 1)]), 0, 7, 7.0 / 4096),
    ]
    for (cardinality, minimum, maximum, mean) in cases {
      #expect(cardinality.minimum == minimum)
      #expect(cardinality.maximum == maximum)
      #expect(abs(cardinality.mean - mean) < 1e-12)
    }
  }

  @Test("holds every number of a block in its exact proportion")
  func proportions() {
    let weighted = Cardinality.weighted([(1, 5), (2, 15), (3, 40), (4, 30), (5, 10)])
    #expect(weighted.block.count == 100)
    for (count, share) in [(1, 5), (2, 15), (3, 40), (4, 30), (5, 10)] {
      #expect(weighted.block.count { $0 == count } == share)
    }
    let range = Cardinality.range(3...6)
    for count in 3...6 { #expect(range.block.count { $0 == count } == range.block.count / 4) }
  }

  @Test("is exact to one part in 4,096 for weights that add up to more")
  func largeWeights() {
    let weights = [(count: 0, weight: 1_000_003), (count: 1, weight: 7), (count: 2, weight: 999)]
    let block = Cardinality.weighted(weights).block
    #expect(block.count == 4096)
    for (count, weight) in weights {
      let exact = Double(weight) / 1_001_009 * 4096
      #expect(abs(Double(block.count { $0 == count }) - exact) <= 1)
    }
  }

  @Test("by Zipf gives most parents few children, in proportion to a power of the rank")
  func zipf() {
    let block = Cardinality.zipf(2...9, exponent: 1.5).block
    let masses = (1...8).map { 1 / DeterministicMath.pow(Double($0), 1.5) }
    let total = masses.reduce(0, +)
    for (rank, mass) in masses.enumerated() {
      let exact = mass / total * Double(block.count)
      #expect(abs(Double(block.count { $0 == rank + 2 }) - exact) <= 1.01, "\(rank + 2)")
    }
  }
}
