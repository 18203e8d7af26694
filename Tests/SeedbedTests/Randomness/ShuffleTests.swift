import Seedbed
import Testing

@Suite struct ShuffleTests {
  static let key = StreamKey(seed: 7, table: "tests", column: "shuffle", version: 1)

  static func shuffled(_ count: Int, row: Int) -> [UInt32] {
    var random = CoordinateRandom(key, row: row)
    return random.shuffled((0..<count).map { UInt32($0) })
  }

  @Test("keeps all elements", arguments: [0, 1, 2, 3, 10, 1_000]) func keepsAllElements(count: Int)
  {
    #expect(Self.shuffled(count, row: 5).sorted() == (0..<count).map { UInt32($0) })
    #expect(Self.shuffled(count, row: 5) == Self.shuffled(count, row: 5))
  }

  @Test("gives every order the same chance") func givesEveryOrderTheSameChance() {
    var orders: [[UInt32]: Int] = [:]
    for row in 0..<12_000 { orders[Self.shuffled(4, row: row), default: 0] += 1 }
    #expect(orders.count == 24)
    let counts = Array(orders.values)
    #expect(ChiSquare(observed: counts, masses: counts.map { _ in 1 }).isPlausible)
  }
}
