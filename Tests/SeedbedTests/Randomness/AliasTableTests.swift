import Seedbed
import Testing

@Suite struct AliasTableTests {
  static let weights: [[Double]] = [
    [1], [1, 1], [5, 15, 40, 30, 10], [45, 15, 10, 8, 7, 5, 4, 3, 3], [0, 3, 0, 1, 0],
    [1e-3, 1, 1e3], (1...200).map { 1 / Double($0) }, (0..<1_000).map { Double($0 % 7) },
    [1e300, 2e300, 3e300], [1e-300, 2e-300],
  ]

  @Test("draws each index by its weight", arguments: weights) func drawsEachIndexByItsWeight(
    weights: [Double]
  ) throws {
    let table = try AliasTable(weights: weights)
    let counts = histogram(
      weights.count == 5 ? Draws.million[...] : Draws.some, count: weights.count, table.index)
    for (count, weight) in zip(counts, weights) where weight == 0 { #expect(count == 0) }
    guard weights.count > 1 else { return }
    let scaled = weights.map { $0 / (weights.max() ?? 1) }
    let test = ChiSquare(observed: counts, masses: scaled)
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }

  /// The share of each index that the slots hold, in units of 2⁻³² of a slot.
  static func shares(of table: AliasTable) -> [UInt64] {
    var shares = [UInt64](repeating: 0, count: table.count)
    for (index, slot) in table.slots.enumerated() {
      if slot.alias == UInt32(index) {
        shares[index] += 1 << 32
      } else {
        shares[index] += UInt64(slot.threshold)
        shares[Int(slot.alias)] += 1 << 32 - UInt64(slot.threshold)
      }
    }
    return shares
  }

  @Test("holds exactly the weights", arguments: weights) func holdsExactlyTheWeights(
    weights: [Double]
  ) throws {
    let shares = Self.shares(of: try AliasTable(weights: weights))
    #expect(shares.reduce(0, +) == UInt64(weights.count) << 32)
    let total = weights.reduce(0, +)
    for (share, weight) in zip(shares, weights) {
      let exact = weight / total * Double(weights.count) * 0x1p32
      // Less than one unit, and the rounding of the sums in doubles.
      #expect((Double(share) - exact).magnitude < 1.001)
      if weight == 0 { #expect(share == 0) }
    }
  }

  @Test("takes integers exactly") func takesIntegersExactly() throws {
    let weights = [3, 0, Int.max / 2, 1, 7, Int.max / 4]
    let table = try AliasTable(integerWeights: weights)
    let shares = Self.shares(of: table)
    #expect(shares.reduce(0, +) == 6 << 32)
    #expect(shares[1] == 0)
    #expect(Double(shares[2]) / Double(shares[5]) - 2 < 1e-8)
    let small = try AliasTable(integerWeights: [5, 15, 40, 30, 10])
    let same = try AliasTable(weights: [5, 15, 40, 30, 10])
    #expect(small.slots == same.slots)
  }

  @Test("never draws weight 0, whatever the bits") func neverDrawsWeight0WhateverTheBits() throws {
    let table = try AliasTable(integerWeights: [0, 1, 0, 0, 2, 0])
    for slot in 0..<6 {
      for offset: UInt64 in [0, 1, 1 << 20, 1 << 31] {
        let start = (UInt64.max / 6) * UInt64(slot)
        #expect([1, 4].contains(table.index(start &+ offset)))
        #expect([1, 4].contains(table.index(start &- 1 &- offset)))
      }
    }
  }

  @Test("gives the same index from borrowed slots") func givesTheSameIndexFromBorrowedSlots() throws
  {
    let table = try AliasTable(weights: [45, 15, 10, 8, 7, 5, 4, 3, 3])
    table.slots.withUnsafeBufferPointer { slots in
      for bits in Draws.million[..<10_000] {
        #expect(AliasTable.index(bits, in: slots) == table.index(bits))
      }
    }
  }

  @Test(
    "refuses weights that cannot be drawn from",
    arguments: [
      ([], RandomnessError.Code.emptyDomain), ([0, 0], .noWeight), ([1, -1], .invalidWeight),
      ([1, .nan], .invalidWeight), ([1, .infinity], .invalidWeight),
      ([1e308, 1e308], .invalidWeight),
    ] as [([Double], RandomnessError.Code)])
  func refusesWeightsThatCannotBeDrawnFrom(
    weights: [Double], code: RandomnessError.Code
  ) {
    let error = #expect(throws: RandomnessError.self) { try AliasTable(weights: weights) }
    #expect(error?.code == code)
    #expect(error?.description.contains("Give ") == true)
  }

  @Test(
    "refuses integer weights that cannot be drawn from",
    arguments: [
      ([], RandomnessError.Code.emptyDomain), ([0, 0], .noWeight), ([1, -1], .invalidWeight),
      ([.max, 1], .invalidWeight),
    ] as [([Int], RandomnessError.Code)])
  func refusesIntegerWeightsThatCannotBeDrawnFrom(
    weights: [Int], code: RandomnessError.Code
  ) {
    let error = #expect(throws: RandomnessError.self) { try AliasTable(integerWeights: weights) }
    #expect(error?.code == code)
  }
}
