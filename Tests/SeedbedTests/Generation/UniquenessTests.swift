import Testing

@testable import Seedbed

/// A number that is taken as good as certainly different for different texts: FNV-1a, 64 bits.
private func hash(_ cell: TextCell) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for position in 0..<cell.count {
    hash = (hash ^ UInt64(cell.start[position])) &* 0x100_0000_01b3
  }
  return hash
}

@Suite("Values that are unique")
struct UniquenessTests {
  static let rowCount = Int.rows(1_000_000, debug: 100_000)

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let columns: @Sendable () throws -> [Column]
  }

  static let cases: [Case] = [
    Case(testDescription: "e-mail addresses of few names") {
      [
        .hidden("name", .pick(from: try Pool(["Ana", "Ana1", "Ana12", "A-1", "1"]))),
        Column(
          "x",
          .email(
            from: "name", unique: true,
            domains: try Pool(["a.example", "b.example"], weights: [9, 1]))),
      ]
    },
    Case(testDescription: "slugs of one name") {
      [.hidden("name", .constant("Ana")), Column("x", .slug(from: "name", unique: true))]
    },
    Case(testDescription: "patterns with exactly as many values as the million has rows") {
      [Column("x", try .pattern("N-###.###", unique: true))]
    },
    Case(testDescription: "patterns with very many values") {
      [Column("x", try .pattern("****-****-****-****", unique: true))]
    },
    Case(testDescription: "UUIDs") { [Column("x", .uuid)] },
  ]

  @Test("are, in a million rows", arguments: cases)
  func texts(item: Case) throws {
    let count = Self.rowCount
    try withColumn(rows: count, item.columns) { vector in
      var hashes = (0..<count).map { hash(vector.texts[$0]) }
      hashes.sort()
      #expect(zip(hashes, hashes.dropFirst()).allSatisfy { $0 != $1 })
    }
  }

  @Test("are the whole of a range of a million, in another order")
  func integers() throws {
    // The values fill the range, so a bit for each says it all; a million in a debug build too.
    let count = 1_000_000
    let isPermuted = try withColumn(
      rows: count, { Column("x", .uniqueInteger(in: -500_000...499_999)) }
    ) { vector in
      var seen = Array(repeating: false, count: count)
      var moved = 0
      for row in 0..<count {
        let position = Int(vector.words[row]) + 500_000
        if seen[position] { return false }
        seen[position] = true
        if position != row { moved += 1 }
      }
      return moved > count / 2
    }
    #expect(isPermuted)
  }

  @Test("are so in the whole range of 64 bits and at its ends")
  func wideRanges() throws {
    for range in [Int.min...Int.max, Int.min...Int.min + 99, Int.max - 99...Int.max] {
      let made = try values(rows: 100) { Column("x", .uniqueInteger(in: range)) }
      #expect(Set(made).count == 100)
      #expect(made.compactMap(\.asInt64).allSatisfy { range.contains(Int($0)) })
    }
  }
}
