import Testing

@testable import Seedbed

@Suite struct ChunkRangesTests {
  @Test(
    arguments: [
      ([], [0..<10]), ([0..<10], []), ([0..<3], [3..<10]), ([3..<10], [0..<3]),
      ([1..<2, 4..<6], [0..<1, 2..<4, 6..<10]), ([0..<4, 4..<9], [9..<10]),
    ] as [([Range<Int>], [Range<Int>])])
  func gapsAreWhatTheRangesLeave(_ ranges: [Range<Int>], _ gaps: [Range<Int>]) {
    #expect(BulkLoad.gaps(between: ranges, in: 10) == gaps)
  }

  @Test(arguments: [1, 3, 4, 100])
  func chunksCoverAGapWithoutCrossingMultiplesOfTheirSize(_ size: Int) {
    let chunks = BulkLoad.chunks(from: 5, to: 21, size: size)
    #expect(chunks.flatMap { Array($0) } == Array(5..<21))
    for chunk in chunks {
      #expect(chunk.lowerBound / size == (chunk.upperBound - 1) / size)
    }
  }

  @Test func onlyTransientFailuresAreWorthAFewRetries() {
    struct Conflict: DatabaseError {
      var isTransient: Bool
      let kind = DatabaseErrorKind.busy
      let message = ""
      let sql: String? = nil
      var location = ErrorLocation()
      let description = ""
    }
    #expect(TransactionRetries.isWorth(Conflict(isTransient: true), after: 0))
    #expect(TransactionRetries.isWorth(Conflict(isTransient: true), after: 2))
    #expect(!TransactionRetries.isWorth(Conflict(isTransient: true), after: 3))
    #expect(!TransactionRetries.isWorth(Conflict(isTransient: false), after: 0))
    #expect(!TransactionRetries.isWorth(Interrupted(), after: 0))
  }
}
