import Seedbed
import Testing

@testable import SeedbedFill

/// Whatever a schema's author wrote, the analysis ends: understood, undecided, or in conflict.
@Suite struct RobustnessTests {
  private struct Noise {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }

  private static let words = [
    "a", "b", "name", "code", "price", "ratio", "day", "until", "at", "flag", "NULL", "TRUE", "0",
    "1", "-9223372036854775808", "9223372036854775807", "1e300", "0.001", "''", "'abc'", "'%'",
    "'1 day'::interval", "'2024-02-30'::date", "'99999999 years'::interval", "AND", "OR", "NOT",
    "IS", "IN", "(", ")", "(", ")", ",", "+", "-", "*", "/", "%", "||", "<", ">", "=", "<>", "<=",
    "~", "LIKE", "BETWEEN", "CASE", "WHEN", "THEN", "END", "::", "text", "integer", "ARRAY", "[",
    "]", "length(", "abs(", "round(", "substr(", "coalesce(", "now()", "extract(year FROM",
    "num_nonnulls(", "date(", "left(", "power(", "\"", "'", "$", "COLLATE", "ANY", "IS NULL",
  ]

  private func analyse(_ text: String, _ dialect: RelationalSchema.Dialect) -> TableConstraints {
    var table = SampleTable(rowCount: 0, seed: 1, dialect: dialect).table
    table.checks = [CheckConstraint(name: "c", expression: text)]
    return TableConstraints(
      table: table, dialect: dialect, asOf: Timestamp(seconds: 1_790_000_000))
  }

  @Test(arguments: [RelationalSchema.Dialect.postgres, .sqlite])
  func endsForAnyWords(dialect: RelationalSchema.Dialect) {
    var noise = Noise(state: 7)
    var undecidedCount = 0
    for _ in 0..<3000 {
      let words = (0..<(1 + noise.below(10))).map { _ in
        Self.words[noise.below(Self.words.count)]
      }
      let constraints = analyse(words.joined(separator: " "), dialect)
      undecidedCount += constraints.undecided.count
    }
    #expect(undecidedCount > 1000)
  }

  /// Sensible expressions over extreme constants.
  @Test(arguments: [RelationalSchema.Dialect.postgres, .sqlite])
  func endsForExtremeConstants(dialect: RelationalSchema.Dialect) {
    let constants = [
      "0", "-1", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "1e308",
      "0.0000000001", "99999999999999999999999999999999999999.5", "NULL", "''", "'x'",
    ]
    let shapes = [
      "a = #", "a < #", "a >= # AND a <= #", "a + # > b", "a - b > #", "a * # > #", "a / # > 1",
      "a % # = 0", "price <= #", "ratio < # AND ratio > #", "length(name) = #", "length(name) < #",
      "substr(name, #, #) = 'x'", "abs(#) > a", "round(price, #) = 1", "round(ratio) = #",
      "a IN (#, #)", "a << # > 0", "day + # > until", "day > #", "at <= #", "-(#) < a", "~# = a",
      "coalesce(a, #) > #", "CAST(# AS integer) = a", "name LIKE #", "name = #", "(a, b) = (#, #)",
      "CASE WHEN a > # THEN # ELSE b END > #", "a BETWEEN # AND #", "left(name, #) = 'x'",
    ]
    for shape in shapes {
      for (index, first) in constants.enumerated() {
        let second = constants[(index + 3) % constants.count]
        var isFirst = true
        let text = shape.split(separator: "#", omittingEmptySubsequences: false)
          .map(String.init).reduce { result, part in
            defer { isFirst.toggle() }
            return result + (isFirst ? first : second) + part
          }
        let constraints = analyse(text, dialect)
        #expect(
          constraints.undecided.count + constraints.conditions.count + constraints.conflicts.count
            + constraints.restrictions.count >= 10, "\(text)")
      }
    }
  }

  @Test func endsForDeepNesting() {
    let deep = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
    #expect(analyse(deep + " > 1", .postgres).undecided.count == 1)
    #expect(
      analyse(String(repeating: "NOT ", count: 5000) + "flag", .postgres).undecided.count == 1)
    let wide = (0..<2000).map { "a = \($0)" }.joined(separator: " OR ")
    #expect(analyse(wide, .postgres).undecided.isEmpty)
  }
}

extension Array where Element == String {
  fileprivate func reduce(_ join: (String, String) -> String) -> String {
    guard let first else { return "" }
    return dropFirst().reduce(first, join)
  }
}
