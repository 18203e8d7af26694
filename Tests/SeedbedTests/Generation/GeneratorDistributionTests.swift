import Testing

@testable import Seedbed

/// Random numbers have chances; these are compared by χ² at a probability of error of 0.0001.
@Suite("The distribution of")
struct GeneratorDistributionTests {
  private static let rowCount = Int.rows(1_000_000, debug: 60_000)

  /// How often each of the integers from 0 comes in a column `x`.
  private func counts(
    upTo count: Int, rows: Int = rowCount, @ColumnBuilder _ columns: () throws -> [Column]
  ) throws -> [Int] {
    try withColumn(rows: rows, columns) { vector in
      var counts = Array(repeating: 0, count: count)
      for row in 0..<rows { counts[Int(vector.words[row])] += 1 }
      return counts
    }
  }

  static let weights: [[Int]] = [
    [1, 1, 1, 1], [5, 15, 40, 30, 10], [1, 0, 0, 9], [1, 10, 100, 1000, 10_000],
    (1...200).map { $0 * $0 },
  ]

  @Test("a weighted pick follows the weights", arguments: weights)
  func weightedPick(weights: [Int]) throws {
    let observed = try counts(upTo: weights.count) {
      Column("x", .pick(from: try Pool(Array(weights.indices), weights: weights)))
    }
    for (count, weight) in zip(observed, weights) where weight == 0 { #expect(count == 0) }
    #expect(ChiSquare(observed: observed, masses: weights.map(Double.init)).isPlausible)
  }

  @Test("a pick without weights is uniform")
  func plainPick() throws {
    let observed = try counts(upTo: 37) {
      Column("x", .pickPosition(from: try Pool((0..<37).map { "\($0)" })))
    }
    #expect(ChiSquare(observed: observed, masses: observed.map { _ in 1 }).isPlausible)
  }

  @Test("a grouped pick follows the weights of every group")
  func groupedPick() throws {
    // Groups are mixed up on purpose, and of different sizes.
    let groups = (0..<60).map { ($0 * $0) % 7 % 3 }
    let weights = (0..<60).map { ($0 * 31) % 11 }
    let rows = Self.rowCount
    let plan = try compiled(
      TablePlan("t", rows: rows) {
        Column("group", .pick(from: try Pool([0, 1, 2], weights: [7, 2, 1])))
        Column(
          "x", .pick(from: try Pool(Array(0..<60), weights: weights, groups: groups), by: "group"))
      })
    let slice = PlanSlice(plan)
    try slice.compute(parents: 0..<rows)
    let (group, picked) = (slice.vector("t", "group").words, slice.vector("t", "x").words)
    for wanted in 0...2 {
      var observed = Array(repeating: 0, count: 60)
      for row in 0..<rows where group[row] == wanted { observed[Int(picked[row])] += 1 }
      let masses = (0..<60).map { groups[$0] == wanted ? Double(weights[$0]) : 0 }
      for (count, mass) in zip(observed, masses) where mass == 0 { #expect(count == 0) }
      #expect(ChiSquare(observed: observed, masses: masses).isPlausible, "group \(wanted)")
    }
  }

  @Test("truth values follows the share", arguments: [0, 0.001, 0.25, 0.5, 0.97, 1])
  func bool(share: Double) throws {
    let observed = try counts(upTo: 2) { Column("x", .bool(share)) }
    if share == 0 || share == 1 {
      #expect(observed[share == 0 ? 1 : 0] == 0)
    } else {
      #expect(ChiSquare(observed: observed, masses: [1 - share, share]).isPlausible)
    }
  }

  @Test("NULLs follows the rate", arguments: [0, 0.03, 0.5, 1])
  func nullable(rate: Double) throws {
    let rows = Self.rowCount
    let nulls = try withColumn(rows: rows, { Column("x", Generator.rowNumber().nullable(rate)) }) {
      vector in (0..<rows).count { vector.isNull($0) }
    }
    if rate == 0 || rate == 1 {
      #expect(nulls == (rate == 0 ? 0 : rows))
    } else {
      #expect(ChiSquare(observed: [rows - nulls, nulls], masses: [1 - rate, rate]).isPlausible)
    }
  }

  @Test("NULLs of several rates is that of independent ones")
  func nestedNulls() throws {
    let rows = Self.rowCount
    let nulls = try withColumn(
      rows: rows,
      {
        Column(
          "x",
          Generator.rowNumber().nullable(0.3).nullable(0.5)
            .nullable(where: .floor(.uniform(0...1) + 0.2)))
      }
    ) { vector in (0..<rows).count { vector.isNull($0) } }
    let values = 0.7 * 0.5 * 0.8
    #expect(ChiSquare(observed: [rows - nulls, nulls], masses: [values, 1 - values]).isPlausible)
  }

  @Test("whole numbers of a range is uniform", arguments: [0...1, 0...6, 0...99])
  func integers(range: ClosedRange<Int>) throws {
    let observed = try counts(upTo: range.count) { Column("x", .integer(in: range)) }
    #expect(ChiSquare(observed: observed, masses: observed.map { _ in 1 }).isPlausible)
  }

  @Test("children follows the weights, in any long stretch of parents")
  func cardinality() throws {
    let weights = [5, 15, 40, 30, 10]
    let counts = ChildCounts(
      cardinality: .weighted(weights.enumerated().map { (count: $0 + 1, weight: $1) }),
      stream: StreamKey(rawValue: 7))
    // The position within a block is what is random; each block's sum is exact.
    for position in [0, 1, 50, 99] {
      var observed = Array(repeating: 0, count: 5)
      for block in 0..<Int.rows(100_000, debug: 3000) {
        let parent = block * 100 + position
        observed[
          counts.firstChild(ofParent: parent + 1) - counts.firstChild(ofParent: parent) - 1] += 1
      }
      #expect(
        ChiSquare(observed: observed, masses: weights.map(Double.init)).isPlausible,
        "position \(position)")
    }
  }

  struct Distribution: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let expression: Expression
    /// The share of values below a bound.
    let share: @Sendable (Double) -> Double
    let bounds: [Double]
  }

  private static func normalShare(_ x: Double) -> Double {
    // Zelen and Severo's approximation 26.2.17 (Abramowitz and Stegun), to 7.5e-8.
    let t = 1 / (1 + 0.2316419 * abs(x))
    let sum =
      [0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429].reversed()
      .reduce(0) { $0 * t + $1 } * t
    let tail = DeterministicMath.exp(-x * x / 2) / 2.5066282746310002 * sum
    return x >= 0 ? 1 - tail : tail
  }

  static let distributions: [Distribution] = [
    Distribution(
      testDescription: "uniform", expression: .uniform(2...6), share: { ($0 - 2) / 4 },
      bounds: [2.1, 2.5, 3, 4.2, 5.9]),
    Distribution(
      testDescription: "normal", expression: .normal(mean: 10, deviation: 3),
      share: { normalShare(($0 - 10) / 3) }, bounds: [1, 4, 7, 9, 10, 11, 13, 16, 19]),
    Distribution(
      testDescription: "log-normal", expression: .logNormal(median: 100, sigma: 0.5),
      share: { normalShare(DeterministicMath.log($0 / 100) / 0.5) },
      bounds: [30, 50, 80, 100, 130, 200, 400]),
    Distribution(
      testDescription: "exponential", expression: .exponential(mean: 24),
      share: { 1 - DeterministicMath.exp(-$0 / 24) }, bounds: [1, 5, 12, 24, 48, 100]),
    Distribution(
      testDescription: "sum of two uniform numbers", expression: .uniform(0...1) + .uniform(0...1),
      share: { $0 < 1 ? $0 * $0 / 2 : 1 - (2 - $0) * (2 - $0) / 2 },
      bounds: [0.2, 0.5, 1, 1.5, 1.8]),
  ]

  @Test("an expression's numbers is the one asked for", arguments: distributions)
  func expressions(distribution: Distribution) throws {
    let rows = Self.rowCount
    let bounds = distribution.bounds
    var observed = Array(repeating: 0, count: bounds.count + 1)
    try withColumn(rows: rows, { Column("x", .real(distribution.expression)) }) { vector in
      for row in 0..<rows {
        let value = Double(bitPattern: UInt64(bitPattern: vector.words[row]))
        observed[bounds.firstIndex { value < $0 } ?? bounds.count] += 1
      }
    }
    let shares = [0] + bounds.map(distribution.share) + [1]
    let masses = zip(shares.dropFirst(), shares).map { $0 - $1 }
    #expect(ChiSquare(observed: observed, masses: masses).isPlausible)
  }

  @Test("Zipf's ranks and a histogram's bins is the one asked for")
  func ranksAndBins() throws {
    let ranks = try counts(upTo: 50) {
      Column("x", .integer(try .zipf(count: 50, exponent: 1.1)))
    }
    let masses = (1...50).map { 1 / DeterministicMath.pow(Double($0), 1.1) }
    #expect(ChiSquare(observed: ranks, masses: masses).isPlausible)
    let histogram = try EmpiricalDistribution(lowerBound: 0, bins: [(1, 3), (2, 0), (5, 6)])
    let bins = try counts(upTo: 5) { Column("x", .integer(.random(.empirical(histogram)))) }
    #expect(bins[1] == 0)
    #expect(ChiSquare(observed: bins, masses: [3, 0, 2, 2, 2]).isPlausible)
  }

  @Test("references is uniform, or has a few favourites")
  func references() throws {
    let rows = Self.rowCount
    let plan = try compiled(
      TablePlan("t", rows: rows) {
        Column("id", .rowNumber(from: 0))
      },
      TablePlan(
        table: "few", rows: .children(parent: "t", .weighted([(0, 4095), (1, 1)])),
        columns: [
          Column("id", .rowNumber(from: 0))
        ]),
      TablePlan(
        table: "u", rows: .children(parent: "t", .exactly(1)),
        columns: [
          Column("plain", .reference(to: "few")), Column("skewed", .reference(to: "few", skew: 1)),
        ]))
    let few = plan.rowCounts[1].rowCount
    let slice = PlanSlice(plan)
    try slice.compute(parents: 0..<rows)
    func observed(_ column: String) -> [Int] {
      let words = slice.vector("u", column).words
      var counts = Array(repeating: 0, count: few)
      for row in 0..<rows { counts[Int(words[row])] += 1 }
      return counts
    }
    #expect(ChiSquare(observed: observed("plain"), masses: (0..<few).map { _ in 1 }).isPlausible)
    let ranked = observed("skewed").sorted(by: >)
    #expect(ChiSquare(observed: ranked, masses: (1...few).map { 1 / Double($0) }).isPlausible)
  }
}
