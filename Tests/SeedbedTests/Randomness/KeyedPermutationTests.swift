import Seedbed
import Testing

@Suite struct KeyedPermutationTests {
  static let key = StreamKey(seed: 7, table: "tests", column: "permutation", version: 1)

  /// Whether the permutation reaches every value once and its inverse leads back.
  static func isBijection(_ permutation: KeyedPermutation) -> Bool {
    var seen = [Bool](repeating: false, count: Int(permutation.count))
    for index in 0..<permutation.count {
      let value = permutation(index)
      guard value < permutation.count, !seen[Int(value)], permutation.inverse(value) == index else {
        return false
      }
      seen[Int(value)] = true
    }
    return true
  }

  @Test("is a bijection for every small count") func isABijectionForEverySmallCount() {
    for count in 1...UInt64(2_000) {
      #expect(Self.isBijection(KeyedPermutation(count: count, key: Self.key)), "count \(count)")
    }
  }

  @Test("is unique over a large count", arguments: [65_536, 65_537, 99_991, 1_000_000] as [UInt64])
  func isUniqueOverALargeCount(count: UInt64) {
    let permutation = KeyedPermutation(count: count, key: Self.key)
    var seen = [Bool](repeating: false, count: Int(count))
    for index in 0..<count { seen[Int(permutation(index))] = true }
    #expect(!seen.contains(false))
  }

  @Test(
    "is undone by its inverse for huge counts",
    arguments: [
      1 << 31, (1 << 32) + 1, 10_000_000_000, (1 << 62) + 1, (1 << 63) - 1, 1 << 63,
    ] as [UInt64])
  func isUndoneByItsInverseForHugeCounts(count: UInt64) {
    let permutation = KeyedPermutation(count: count, key: Self.key)
    let samples = Draws.million[..<2_000].map { Uniform.below(count, $0) } + [0, 1, count - 1]
    for index in samples {
      let value = permutation(index)
      #expect(value < count)
      #expect(permutation.inverse(value) == index)
    }
  }

  @Test("differs for different keys", arguments: [16, 17, 1_000, 1_000_000] as [UInt64])
  func differsForDifferentKeys(count: UInt64) {
    let first = KeyedPermutation(count: count, key: Self.key)
    let second = KeyedPermutation(count: count, key: Self.key.derived("second"))
    let indices = 0..<min(count, 1_000)
    let same = indices.filter { first($0) == second($0) }.count
    // One index in expectation, whatever the count; ten are a chance below 10⁻⁷.
    #expect(same < 10)
  }

  @Test("gives every order of a few values the same chance", arguments: [2, 3, 4, 5] as [UInt64])
  func givesEveryOrderOfAFewValuesTheSameChance(count: UInt64) {
    var orders: [[UInt64]: Int] = [:]
    for trial in 0..<12_000 {
      let permutation = KeyedPermutation(
        count: count, key: StreamKey(rawValue: Draws.million[trial]))
      orders[(0..<count).map { permutation($0) }, default: 0] += 1
    }
    let factorial = Int((1...count).reduce(1, *))
    var counts = Array(orders.values)
    counts += [Int](repeating: 0, count: factorial - counts.count)
    let test = ChiSquare(observed: counts, masses: counts.map { _ in 1 })
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }

  @Test(
    "gives every pair of first values the same chance",
    arguments: [6, 10, 16, 17, 30, 64, 90, 120, 129, 200] as [UInt64])
  func givesEveryPairOfFirstValuesTheSameChance(count: UInt64) {
    let cells = Int(count)
    var counts = [Int](repeating: 0, count: cells * cells)
    for trial in 0..<20_000 {
      let permutation = KeyedPermutation(
        count: count, key: StreamKey(rawValue: Draws.million[trial]))
      counts[Int(permutation(0)) * cells + Int(permutation(1))] += 1
    }
    let masses = counts.indices.map { $0 % (cells + 1) == 0 ? 0.0 : 1 }
    for (observed, mass) in zip(counts, masses) where mass == 0 { #expect(observed == 0) }
    let test = ChiSquare(observed: counts, masses: masses)
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }

  @Test(
    "shows no pattern in neighbouring values",
    arguments: [100_000, 1_000_000, 1 << 20, 1 << 40] as [UInt64])
  func showsNoPatternInNeighbouringValues(count: UInt64) {
    let permutation = KeyedPermutation(count: count, key: Self.key)
    // The sixteenths of the range that an index and its successor fall on.
    var counts = [Int](repeating: 0, count: 256)
    var previous = permutation(0)
    for index in 1..<UInt64(20_000) {
      let value = permutation(index)
      counts[Int(previous * 16 / count) * 16 + Int(value * 16 / count)] += 1
      previous = value
    }
    let test = ChiSquare(observed: counts, masses: counts.map { _ in 1 })
    #expect(test.isPlausible, "χ² \(test.statistic), critical \(test.criticalValue)")
  }
}
