import Seedbed
import Testing

@Suite struct SerialPermutationTests {
  static let key = StreamKey(seed: 7, table: "tests", column: "serial", version: 1)

  @Test("permutes the rows of each number of digits among themselves")
  func permutesTheRowsOfEachNumberOfDigitsAmongThemselves() {
    let permutation = SerialPermutation(key: Self.key)
    var seen = [Bool](repeating: false, count: 100_000)
    for row in 0..<100_000 {
      let value = permutation(row)
      #expect(String(value).count == String(row).count, "row \(row)")
      seen[Int(value)] = true
    }
    #expect(!seen.contains(false))
  }

  @Test("is unique over a million rows") func isUniqueOverAMillionRows() {
    let permutation = SerialPermutation(key: Self.key)
    var seen = [Bool](repeating: false, count: 1_000_000)
    for row in 0..<1_000_000 { seen[Int(permutation(row))] = true }
    #expect(!seen.contains(false))
  }

  static let edges: [Int] = {
    var rows = [0, 1, 9, Int.max - 1, Int.max]
    var power = 10
    for _ in 1...18 {
      rows += [power - 1, power, power + 1]
      power = power.multipliedReportingOverflow(by: 10).partialValue
    }
    return rows
  }()

  @Test("keeps the digits at the edges and is undone", arguments: edges)
  func keepsTheDigitsAtTheEdgesAndIsUndone(row: Int) {
    let permutation = SerialPermutation(key: Self.key)
    let value = permutation(row)
    #expect(String(value).count == String(row).count)
    #expect(permutation.inverse(value) == row)
  }

  @Test("gives nil for the value of a row beyond Int") func givesNilForTheValueOfARowBeyondInt() {
    let permutation = SerialPermutation(key: Self.key)
    let beyond = (0..<1_000).filter { permutation.inverse(UInt64.max / 2 + UInt64($0)) == nil }
    // 8 % of the 19-digit numbers are above Int.max.
    #expect(!beyond.isEmpty && beyond.count < 300)
  }

  @Test("differs for different keys and moves most rows")
  func differsForDifferentKeysAndMovesMostRows() {
    let first = SerialPermutation(key: Self.key)
    let second = SerialPermutation(key: Self.key.derived("second"))
    let rows = 100..<1_000
    #expect(rows.filter { first($0) == second($0) }.count < 10)
    #expect(rows.filter { first($0) == UInt64($0) }.count < 10)
  }
}
