import Seedbed
import Testing

@Suite struct StreamKeyTests {
  static let base = StreamKey(seed: 42, table: "players", column: "name", version: 1)

  /// Streams that differ from `base` in one coordinate only.
  static let others: [StreamKey] = [
    StreamKey(seed: 43, table: "players", column: "name", version: 1),
    StreamKey(seed: 42 | 1 << 63, table: "players", column: "name", version: 1),
    StreamKey(seed: 42, table: "player", column: "name", version: 1),
    StreamKey(seed: 42, table: "players", column: "names", version: 1),
    StreamKey(seed: 42, table: "players", column: "name", version: 2),
    StreamKey(seed: 42, table: "name", column: "players", version: 1),
    base.derived("a"), base.derived("b"), base.derived(""),
  ]

  @Test("is a function of its coordinates") func isAFunctionOfItsCoordinates() {
    let again = StreamKey(seed: 42, table: "players", column: "name", version: 1)
    #expect(again == Self.base)
    #expect(again.derived("x") == Self.base.derived("x"))
    #expect(again.bits(row: 81_234, draw: 3) == Self.base.bits(row: 81_234, draw: 3))
  }

  @Test("differs for every coordinate") func differsForEveryCoordinate() {
    #expect(Set(Self.others + [Self.base]).count == Self.others.count + 1)
  }

  @Test(
    "cannot confuse where a name ends",
    arguments: [("ab", "c", "a", "bc"), ("", "a", "a", ""), ("a\u{0}", "b", "a", "\u{0}b")])
  func cannotConfuseWhereANameEnds(_ a: String, _ b: String, _ c: String, _ d: String) {
    let left = StreamKey(seed: 1, table: a, column: b, version: 1)
    let right = StreamKey(seed: 1, table: c, column: d, version: 1)
    #expect(left != right)
  }

  @Test("names no two of many streams alike") func namesNoTwoOfManyStreamsAlike() {
    var keys: Set<StreamKey> = []
    for seed in 0..<10 {
      for table in 0..<20 {
        for column in 0..<20 {
          keys.insert(
            StreamKey(
              seed: UInt64(seed), table: "table\(table)", column: "column\(column)", version: 1))
        }
      }
    }
    #expect(keys.count == 4_000)
  }

  @Test("gives the two halves of a block as two draws") func givesTheTwoHalvesOfABlockAsTwoDraws() {
    for row in [0, 1, 81_234, 1 << 32, Int.max, -1] {
      for index: UInt32 in [0, 1, 7, .max / 2] {
        let pair = Self.base.block(row: row, index: index)
        #expect(pair.0 == Self.base.bits(row: row, draw: 2 * index))
        #expect(pair.1 == Self.base.bits(row: row, draw: 2 * index + 1))
      }
    }
  }

  @Test("puts the row's halves and the block index in Philox's counter")
  func putsTheRowsHalvesAndTheBlockIndexInPhiloxsCounter() {
    let row = 0x0123_4567_89AB_CDEF
    let words = Philox4x32(key: Self.base.rawValue).block(0x89AB_CDEF, 0x0123_4567, 3, 0)
    #expect(
      Self.base.block(row: row, index: 3)
        == (UInt64(words.0) | UInt64(words.1) << 32, UInt64(words.2) | UInt64(words.3) << 32))
  }

  @Test(
    "fills a buffer with the same bits", arguments: [0, 5, (1 << 32) - 9, -3],
    [0, 1, 6, 7] as [UInt32])
  func fillsABufferWithTheSameBits(firstRow: Int, draw: UInt32) {
    for count in [0, 1, 3, 4, 5, 16, 33] {
      let rows = firstRow..<firstRow + count
      var filled = [UInt64](repeating: 99, count: count + 1)
      filled.withUnsafeMutableBufferPointer {
        Self.base.fillBits(rows: rows, draw: draw, into: $0)
      }
      #expect(filled == rows.map { Self.base.bits(row: $0, draw: draw) } + [99])
    }
  }

  @Test("has each bit set half of the time") func hasEachBitSetHalfOfTheTime() {
    var ones = [Int](repeating: 0, count: 64)
    let draws = Draws.million[..<100_000]
    for bits in draws {
      for bit in 0..<64 where bits & (1 << UInt64(bit)) != 0 { ones[bit] += 1 }
    }
    // Five standard deviations of a fair coin.
    let tolerance = 5 * (Double(draws.count) / 4).squareRoot()
    for count in ones {
      #expect((Double(count) - Double(draws.count) / 2).magnitude < tolerance)
    }
  }

  @Test("is uncorrelated with its neighbours", arguments: others)
  func isUncorrelatedWithItsNeighbours(_ other: StreamKey) {
    // Bits that agree by chance alone: mean 32 and variance 16 for each pair of draws.
    let rowCount = 20_000
    var differing = 0
    for row in 0..<rowCount {
      differing += (Self.base.bits(row: row) ^ other.bits(row: row)).nonzeroBitCount
    }
    let tolerance = 5 * (Double(rowCount) * 16).squareRoot()
    #expect((Double(differing) - Double(rowCount) * 32).magnitude < tolerance)
  }

  @Test("has rows and draws that are uncorrelated") func hasRowsAndDrawsThatAreUncorrelated() {
    let rowCount = 20_000
    var nextRow = 0
    var nextDraw = 0
    for row in 0..<rowCount {
      let bits = Self.base.bits(row: row)
      nextRow += (bits ^ Self.base.bits(row: row + 1)).nonzeroBitCount
      nextDraw += (bits ^ Self.base.bits(row: row, draw: 1)).nonzeroBitCount
    }
    let tolerance = 5 * (Double(rowCount) * 16).squareRoot()
    #expect((Double(nextRow) - Double(rowCount) * 32).magnitude < tolerance)
    #expect((Double(nextDraw) - Double(rowCount) * 32).magnitude < tolerance)
  }
}
