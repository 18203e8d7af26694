import Testing

@testable import Seedbed

@Suite("Child counts")
struct ChildCountsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let cardinality: Cardinality

    var counts: ChildCounts {
      ChildCounts(
        cardinality: cardinality,
        stream: StreamKey(seed: 42, table: "t", column: "", version: 1))
    }
  }

  static let cases = [
    Case(testDescription: "exactly 0", cardinality: .exactly(0)),
    Case(testDescription: "exactly 3", cardinality: .exactly(3)),
    Case(testDescription: "range 0...2", cardinality: .range(0...2)),
    Case(testDescription: "range 3...6", cardinality: .range(3...6)),
    Case(testDescription: "weighted", cardinality: .weighted([(0, 90), (1, 9), (40, 1)])),
    Case(testDescription: "large weights", cardinality: .weighted([(0, 90_001), (3, 17)])),
    Case(testDescription: "zipf", cardinality: .zipf(1...50, exponent: 1.2)),
  ]

  private func counts(_ counts: ChildCounts, of parents: Range<Int>) -> [Int] {
    [Int](unsafeUninitializedCapacity: parents.count) { buffer, count in
      let rows = Array(parents)
      if let base = buffer.baseAddress {
        rows.withUnsafeBufferPointer { rows in
          if let rows = rows.baseAddress {
            counts.fill(base, parents: rows, count: parents.count)
          }
        }
      }
      count = parents.count
    }
  }

  /// The first 10,000 parents, and some so far away that nobody could count up to them.
  static let ranges = [0..<10_000, 4_000_000_000..<4_000_000_300, 1 << 50..<1 << 50 + 200]

  @Test("stay within the bounds, and have the exact proportions in every block", arguments: cases)
  func areProportional(item: Case) {
    for range in Self.ranges {
      let all = counts(item.counts, of: range)
      #expect(
        all.allSatisfy { (item.cardinality.minimum...item.cardinality.maximum).contains($0) })
      let size = item.cardinality.block.count
      let first = (range.lowerBound + size - 1) / size * size - range.lowerBound
      for start in stride(from: first, through: all.count - size, by: size) {
        #expect(all[start..<start + size].sorted() == item.cardinality.block)
      }
    }
  }

  @Test("add up to the row of the first child", arguments: cases)
  func firstChildIsTheSum(item: Case) {
    for range in Self.ranges {
      // Asking costs a block each; some parents stand for all.
      var sum = item.counts.firstChild(ofParent: range.lowerBound)
      if range.lowerBound == 0 { #expect(sum == 0) }
      for (offset, count) in counts(item.counts, of: range).enumerated() {
        sum += count
        guard offset % 61 == 0 || offset == range.count - 1 else { continue }
        #expect(item.counts.firstChild(ofParent: range.lowerBound + offset + 1) == sum)
      }
    }
  }

  @Test("lead from every child back to its parent", arguments: cases)
  func locateIsTheInverse(item: Case) {
    guard item.cardinality.maximum > 0 else { return }
    for range in Self.ranges {
      var child = item.counts.firstChild(ofParent: range.lowerBound)
      for (offset, count) in counts(item.counts, of: range).enumerated() {
        let parent = range.lowerBound + offset
        if offset % 37 == 0 {
          for ordinal in 0..<count {
            let place = item.counts.locate(child: child + ordinal)
            #expect(place == (parent, ordinal), "child \(child + ordinal)")
          }
        }
        child += count
      }
    }
  }

  @Test("of a parent do not depend on who else is asked for", arguments: cases)
  func areIndependent(item: Case) {
    let all = counts(item.counts, of: 0..<5000)
    for parent in stride(from: 0, to: 5000, by: 313) {
      #expect(counts(item.counts, of: parent..<parent + 1) == [all[parent]])
    }
    #expect(item.counts.total(parentCount: 5000) == all.reduce(0, +))
  }

  @Test("have no total beyond 2^62 rows")
  func hugeTotals() {
    let counts = Self.cases[3].counts
    #expect(counts.total(parentCount: .max) == nil)
    #expect(counts.total(parentCount: 1 << 61) == nil)
    #expect(counts.total(parentCount: 1 << 59) == 9 << 58)
  }

  @Test("in a plan are those of every prefix")
  func rowRanges() throws {
    let root = TablePlan("root", rows: 900) { Column("id", .rowNumber()) }
    let child = TablePlan("child", per: root, 0...4) {
      Column("id", .rowNumber())
      Column("parent_id", .parent("id"))
    }
    let grandchild = TablePlan("grandchild", per: child, .zipf(0...9, exponent: 1)) {
      Column("id", .rowNumber())
      Column("root", .parent("parent_id"))
    }
    let plan = try compiled(root, child, grandchild)
    let rootOf = try plan.values("grandchild", "root").map { Int($0.asInt64 ?? 0) - 1 }
    for end in [0, 1, 63, 64, 65, 500, 900] {
      let range = plan.rowRanges(ofParents: 0..<end)[2]
      #expect(range == 0..<rootOf.count { $0 < end }, "\(end) root rows")
    }
    #expect(plan.rowCounts[2].rowCount == rootOf.count)
    #expect(plan.rowRanges(ofParents: 100..<200)[0] == 100..<200)
  }
}
