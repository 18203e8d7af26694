import Testing

@testable import Seedbed

@Suite("A text arena")
struct TextArenaTests {
  @Test("keeps every text where it is until it is reset")
  func staysInPlace() {
    let arena = TextArena()
    for round in 0..<3 {
      arena.reset()
      var cells: [(cell: TextCell, byte: UInt8)] = []
      for number in 0..<400 {
        // Small ones, none, one that fills a block and one that is larger than any, in another
        // order each round.
        let count =
          [3, 0, 900, 65_536, 17, 200_000, 1][(number * (round + 1)) % 7] / (1 + number % 3)
        let byte = UInt8(truncatingIfNeeded: number)
        let start = arena.reserve(count + 5)
        start.update(repeating: byte, count: count)
        arena.commit(count)
        cells.append((TextCell(start: start, count: count), byte))
      }
      for (cell, byte) in cells {
        #expect(UnsafeBufferPointer(start: cell.start, count: cell.count).allSatisfy { $0 == byte })
      }
    }
  }
}
