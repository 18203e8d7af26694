import Seedbed
import Testing

@Suite struct CoordinateRandomTests {
  static let key = StreamKey(seed: 7, table: "tests", column: "sequence", version: 1)

  @Test("gives the row's draws in order", arguments: [0, 1, 81_234, 1 << 40, -1])
  func givesTheRowsDrawsInOrder(row: Int) {
    var random = CoordinateRandom(Self.key, row: row)
    for draw in 0..<UInt32(20) { #expect(random.next() == Self.key.bits(row: row, draw: draw)) }
  }

  @Test("takes one draw for each value") func takesOneDrawForEachValue() throws {
    let bits = (0..<UInt32(9)).map { Self.key.bits(row: 3, draw: $0) }
    let table = try AliasTable(weights: [1, 2, 3])
    var random = CoordinateRandom(Self.key, row: 3)
    #expect(random.nextDouble() == Uniform.unit(bits[0]))
    #expect(random.next(below: 10) == Uniform.below(10, bits[1]))
    #expect(random.integer(in: -7...7) == Uniform.integer(in: -7...7, bits[2]))
    #expect(random.bool(probability: 0.5) == Uniform.bool(probability: 0.5, bits[3]))
    #expect(random.normal() == NormalDistribution().value(bits[4]))
    #expect(random.double(in: 1...2) == 1 + Uniform.unit(bits[5]))
    #expect(random.pick(["a", "b", "c"], weights: table) == ["a", "b", "c"][table.index(bits[6])])
    #expect(
      random.logNormal(median: 2, sigma: 1)
        == LogNormalDistribution(median: 2, sigma: 1).value(bits[7]))
    #expect(
      random.exponential(mean: 2) == ExponentialDistribution(mean: 2).value(bits[8]))
  }

  @Test("picks each element equally often, from slices too")
  func picksEachElementEquallyOftenFromSlicesToo() {
    var random = CoordinateRandom(Self.key, row: 0)
    let slice = Array(0..<20)[5..<12]
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<20_000 { counts[random.pick(slice) - 5] += 1 }
    #expect(ChiSquare(observed: counts, masses: counts.map { _ in 1 }).isPlausible)
  }

  @Test("shuffles a slice within its own bounds") func shufflesASliceWithinItsOwnBounds() {
    var random = CoordinateRandom(Self.key, row: 1)
    var slice = Array(0..<50)[10..<40]
    random.shuffle(&slice)
    #expect(Array(slice) != Array(10..<40))
    #expect(slice.sorted() == Array(10..<40))
  }

  @Test("samples different elements", arguments: [0, 1, 3, 10, 12]) func samplesDifferentElements(
    count: Int
  ) {
    var random = CoordinateRandom(Self.key, row: 2)
    let sample = random.sample(count, from: 0..<10)
    #expect(sample.count == min(count, 10))
    #expect(Set(sample).count == sample.count)
  }

  @Test("samples every element equally often") func samplesEveryElementEquallyOften() {
    var counts = [Int](repeating: 0, count: 6)
    for row in 0..<10_000 {
      var random = CoordinateRandom(Self.key, row: row)
      for element in random.sample(2, from: 0..<6) { counts[element] += 1 }
    }
    #expect(ChiSquare(observed: counts, masses: counts.map { _ in 1 }).isPlausible)
  }
}
