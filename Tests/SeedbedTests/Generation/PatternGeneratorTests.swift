import Testing

@testable import Seedbed

@Suite("A pattern")
struct PatternGeneratorTests {
  private func isMade(_ text: String, by pattern: String) -> Bool {
    let classes: [Character: ClosedRange<Character>] = [
      "#": "0"..."9", "?": "a"..."z", "^": "A"..."Z",
    ]
    return text.count == pattern.count
      && zip(text, pattern).allSatisfy { character, place in
        if place == "*" {
          return ("0"..."9").contains(character) || ("a"..."z").contains(character)
        }
        return classes[place].map { $0.contains(character) } ?? (character == place)
      }
  }

  @Test(
    "makes digits, letters and what it says", arguments: ["#", "##-??-^^-**", "+1 (###) é?", ""])
  func places(pattern: String) throws {
    for unique in [false, true] where !pattern.isEmpty || !unique {
      for value in try values(rows: 10, { Column("x", try .pattern(pattern, unique: unique)) }) {
        let text = try #require(value.asString)
        #expect(isMade(text, by: pattern), "\(text)")
      }
    }
  }

  @Test("takes what follows a backslash as it is")
  func escapes() throws {
    for (pattern, text) in [(##"\#\?\^\*"##, "#?^*"), (#"a\\b"#, #"a\b"#), (#"a\"#, #"a\"#)] {
      #expect(try values(rows: 1) { Column("x", try .pattern(pattern)) } == [.text(text)])
    }
  }

  @Test("gives every digit the same chance at every place")
  func digits() throws {
    let rows = Int.rows(200_000, debug: 20_000)
    try withColumn(rows: rows, { Column("x", try .pattern("##########-##")) }) { vector in
      for place in [0, 7, 8, 9, 12] {
        var observed = Array(repeating: 0, count: 10)
        for row in 0..<rows { observed[Int(vector.texts[row].start[place]) - 48] += 1 }
        #expect(
          ChiSquare(observed: observed, masses: observed.map { _ in 1 }).isPlausible, "\(place)")
      }
    }
  }

  @Test("that is unique can be used up to its last value")
  func exhaustion() throws {
    let made = try values(rows: 260) { Column("x", try .pattern("#?", unique: true)) }
    #expect(Set(made).count == 260)
  }
}
