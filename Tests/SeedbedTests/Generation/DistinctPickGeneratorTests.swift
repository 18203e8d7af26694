import Testing

@testable import Seedbed

@Suite("A distinct pick")
struct DistinctPickGeneratorTests {
  /// The picks of each parent, of children that all parents have equally many of.
  private func picks(
    parents: Int, children: Int, _ generator: Generator
  ) throws -> [[Int?]] {
    let root = TablePlan("p", rows: parents) {
      Column("id", .rowNumber())
    }
    let child = TablePlan("c", per: root, .exactly(children)) { Column("x", generator) }
    let plan = try compiled(root, child)
    let slice = PlanSlice(plan)
    try slice.compute(parents: 0..<parents)
    let vector = slice.vector("c", "x")
    return (0..<parents).map { parent in
      (0..<children).map { ordinal in
        let row = parent * children + ordinal
        return vector.isNull(row) ? nil : Int(vector.words[row])
      }
    }
  }

  struct Weights: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let of: @Sendable (_ count: Int) -> [Int]
  }

  static let weights = [
    Weights(testDescription: "equal weights") { Array(repeating: 1, count: $0) },
    Weights(testDescription: "one 1000 times the others") {
      [1000] + Array(repeating: 1, count: $0 - 1)
    },
    Weights(testDescription: "one a 1000th of the others") {
      Array(repeating: 1000, count: $0 - 1) + [1]
    },
    Weights(testDescription: "powers of 2") { (0..<$0).map { 1 << ($0 % 30) } },
    Weights(testDescription: "the largest there may be") {
      [1 << 55, 1] + Array(repeating: 1 << 54, count: $0 - 2)
    },
  ]

  @Test("never gives a parent the same value twice, however few there are", arguments: weights)
  func areDistinct(weights: Weights) throws {
    for children in [2, 3, 7] {
      for count in [children, children + 1, 2 * children, 50] {
        let pool = try Pool(Array(0..<count), weights: weights.of(count))
        for picked in try picks(parents: 150, children: children, .pickDistinct(from: pool)) {
          #expect(Set(picked).count == children, "\(children) of \(count)")
        }
      }
    }
  }

  /// The share of parents that should have each value: as many as the weight says, but never more
  /// than all of them.
  private func shares(_ weights: [Int], children: Int) -> [Double] {
    var shares = weights.map(Double.init)
    for _ in 0..<1000 {
      let most = shares.reduce(0, +) / Double(children)
      shares = shares.map { min($0, most) }
    }
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum * Double(children) }
  }

  @Test(
    "gives every value in proportion to its weight, cut to once a parent",
    arguments: [
      [1, 1, 1, 1, 1, 1], [5, 4, 3, 2, 1, 1, 1, 1], [1000, 1, 1, 1, 1, 1], [50, 30, 0, 2, 2, 2, 2],
    ])
  func inclusion(weights: [Int]) throws {
    let parents = Int.rows(200_000, debug: 12_000)
    let children = 3
    let pool = try Pool(Array(weights.indices), weights: weights)
    var observed = Array(repeating: 0, count: weights.count)
    for picked in try picks(parents: parents, children: children, .pickDistinct(from: pool)) {
      for value in picked { observed[value ?? -1] += 1 }
    }
    for (value, share) in shares(weights, children: children).enumerated() {
      let deviation = (share * max(0, 1 - share) / Double(parents)).squareRoot()
      let actual = Double(observed[value]) / Double(parents)
      #expect(abs(actual - share) <= 4.5 * deviation + 1e-4, "\(value): \(actual) for \(share)")
    }
  }

  @Test("brings any two values together")
  func pairs() throws {
    let pool = try Pool(Array(0..<8))
    var seen: Set<Set<Int?>> = []
    for picked in try picks(parents: 5000, children: 2, .pickDistinct(from: pool)) {
      seen.insert(Set(picked))
    }
    #expect(seen.count == 28)
  }

  @Test("leaves out the parent's own value, and no other more often than the rest")
  func excluding() throws {
    let parents = Int.rows(200_000, debug: 20_000)
    let root = TablePlan("p", rows: parents) {
      Column("unwanted", .integer(in: 0...9))
    }
    let child = try TablePlan("c", per: root, .exactly(2)) {
      Column("unwanted", .parent("unwanted"))
      Column(
        "x", .pickDistinct(from: try Pool(Array(0..<10)), excluding: .parent("unwanted")))
    }
    let slice = PlanSlice(try compiled(root, child))
    try slice.compute(parents: 0..<parents)
    let (unwanted, picked) = (slice.vector("c", "unwanted").words, slice.vector("c", "x").words)
    var observed = Array(repeating: 0, count: 10)
    for row in 0..<2 * parents {
      #expect(unwanted[row] != picked[row])
      observed[Int(picked[row])] += 1
      if row % 2 == 1 { #expect(picked[row] != picked[row - 1]) }
    }
    #expect(ChiSquare(observed: observed, masses: observed.map { _ in 1 }).isPlausible)
  }

  @Test("that excludes what is rarely picked favours none of the others")
  func excludingTheRare() throws {
    let parents = Int.rows(200_000, debug: 20_000)
    let root = TablePlan("p", rows: parents) { Column("unwanted", .constant(99)) }
    let child = try TablePlan("c", per: root, .exactly(2)) {
      Column("x", .pickDistinct(from: try Pool(Array(0..<6)), excluding: .parent("unwanted")))
    }
    let slice = PlanSlice(try compiled(root, child))
    try slice.compute(parents: 0..<parents)
    var observed = Array(repeating: 0, count: 6)
    for row in 0..<2 * parents { observed[Int(slice.vector("c", "x").words[row])] += 1 }
    #expect(ChiSquare(observed: observed, masses: observed.map { _ in 1 }).isPlausible)
  }

  @Test("skips the first children, and uses up the pool for the rest")
  func skipping() throws {
    let picked = try picks(
      parents: 20, children: 5,
      .pickDistinct(from: try Pool([4, 5, 6, 7]), skippingFirst: 2))
    for picked in picked {
      #expect(picked[0] == nil && picked[1] == nil)
      #expect(Set(picked[2...]).count == 3 && !picked[2...].contains(nil))
    }
  }

  @Test("takes the values of the parent's group")
  func groups() throws {
    let pool = try Pool(Array(0..<12), groups: (0..<12).map { $0 % 3 })
    let root = TablePlan("p", rows: 300) { Column("group", .integer(in: 0...2)) }
    let child = TablePlan("c", per: root, 1...4) {
      Column("group", .parent("group"))
      Column("x", .pickDistinctPosition(from: pool, by: .parent("group")))
      Column("y", .lookup(pool, at: "x"))
    }
    let made = try compiled(root, child).allValues()
    for (group, value) in zip(made["c.group"] ?? [], made["c.y"] ?? []) {
      #expect((value.asInt64 ?? -1) % 3 == group.asInt64)
    }
  }
}
