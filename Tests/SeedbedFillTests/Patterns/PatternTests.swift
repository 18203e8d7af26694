import PostgresTestServer
import Seedbed
import SeedbedTestSupport
import Testing

@testable import SeedbedFill

@Suite struct PatternTests {
  typealias Pattern = ColumnRestriction.TextPattern

  static let regexes = [
    "^[a-z]{3}$", "^[A-Z]{2}-\\d{4}$", "^(red|green|blue)$", "^[^@]+@[^@]+\\.[^@]+$", "@",
    "^[[:alpha:]][[:alnum:]_]*$", "^\\+?[0-9]{7,15}$", "^[0-9a-f]{64}$", "^a.c$", "^(ab)+$",
    "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$", "^$|^x$", "^[\\w-]+$", "abc$", "^\\S+$",
    "^[]a]+$", "^[a\\]]+$", "(^|,)a(,|$)", "^a{2,}b?$", "^[a-f&&-]$", "^#([0-9A-Fa-f]{3}){1,2}$",
    "^\\d{3}(?:-\\d{2})?$", "^\\$[0-9]+$", "^[^0-9]*$",
  ]
  static let likes = ["a%", "%@%", "_b_", "50\\%", "%", "x_%y", "", "abc", "%a%b%"]
  static let globs = [
    "a*", "[a-c]?", "[^0-9]*", "???", "*[0-9]", "[]x]*", "A-[0-9][0-9]", "a[b-]c",
  ]
  static let similars = ["(abc|x)%", "[a-z]+", "a_{2}", "%(b|d)%", "[0-9]{3}-?[0-9]*", "a\\%b"]

  /// Texts near to what the patterns ask, and far from it.
  static let subjects: [String] = {
    let fixed = [
      "", "a", "abc", "ABC", "xabc", "abcx", "red", "a@b.c", "AB-1234", "a,b", "50%", "aab", "x1y",
      "]a", "123-45", "$12", "#fff", "-", "A-12", "a b", "abab", "_b_", "a%b", "+4912345678", "äöü",
    ]
    var state: UInt64 = 5
    let alphabet = Array("abcxyzAB019@.-_%,]# ")
    let random = (0..<300).map { _ in
      String(
        (0..<Int(state % 7)).map { _ in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return alphabet[Int((state >> 33) % UInt64(alphabet.count))]
        })
    }
    return fixed + random
  }()

  private func literal(_ text: String) -> String { SampleTable.literal(.text(text)) }

  /// Texts of a space, spread over it, and the first ones.
  private func texts(_ space: PatternSpace, count: UInt64 = 60) -> [String] {
    let total = min(count, space.count)
    let stride = max(space.count / total, 1)
    var indices = (0..<total).map { $0 * stride } + [space.count - 1]
    indices += (0..<min(5, space.count))
    let output = ColumnVector(kind: .text)
    output.reset(rowCount: indices.count)
    space.fill(output, indices: indices, rowCount: indices.count)
    return indices.indices.map { output[$0].asString ?? "" }
  }

  private func restriction(_ patterns: Pattern...) -> ColumnRestriction {
    var restriction = ColumnRestriction()
    restriction.patterns = patterns
    return restriction
  }

  private func expectMatches(
    _ pattern: Pattern, engine test: (_ subjects: [String]) throws -> [Bool]
  ) throws {
    let compiled = try #require(CompiledPattern(pattern), "\(pattern.text)")
    let truths = try test(Self.subjects)
    for (subject, truth) in zip(Self.subjects, truths) {
      #expect(compiled.matches(subject) == truth, "\(pattern.text) for \(subject)")
    }
    let space = try #require(PatternSpace(restriction(pattern)), "\(pattern.text)")
    let made = texts(space)
    for (text, truth) in zip(made, try test(made)) {
      #expect(truth, "\(pattern.text) made \(text)")
    }
  }

  @Test func agreesWithPostgreSQL() throws {
    let database = try PostgresTestDatabase()
    func test(_ expression: String) -> (_ subjects: [String]) throws -> [Bool] {
      { subjects in
        let values = subjects.enumerated().map { "(\($0), \(self.literal($1)))" }
        return try database.column(
          "SELECT \(expression) FROM (VALUES \(values.joined(separator: ", "))) v (n, x) ORDER BY n"
        ).map { $0 == .bool(true) }
      }
    }
    for text in Self.regexes {
      try expectMatches(
        Pattern(text, language: .regex), engine: test("x ~ \(literal(text))"))
      try expectMatches(
        Pattern(text, language: .regex, ignoresCase: true), engine: test("x ~* \(literal(text))"))
    }
    for text in Self.likes {
      try expectMatches(Pattern(text, language: .like), engine: test("x LIKE \(literal(text))"))
    }
    for text in Self.similars {
      try expectMatches(
        Pattern(text, language: .similar), engine: test("x SIMILAR TO \(literal(text))"))
    }
  }

  @Test func agreesWithSQLite() throws {
    let database = try TemporaryDatabase()
    func test(_ expression: String) -> (_ subjects: [String]) throws -> [Bool] {
      { subjects in
        let values = subjects.enumerated().map { "(\($0), \(self.literal($1)))" }
        return try database.column(
          """
          WITH v (n, x) AS (VALUES \(values.joined(separator: ", ")))
          SELECT \(expression) FROM v ORDER BY n
          """
        ).map { $0 == .integer(1) }
      }
    }
    for text in Self.globs {
      try expectMatches(Pattern(text, language: .glob), engine: test("x GLOB \(literal(text))"))
    }
    for text in Self.likes {
      try expectMatches(
        Pattern(text, language: .like, ignoresCase: true),
        engine: test("x LIKE \(literal(text)) ESCAPE '\\'"))
    }
  }

  /// Every text over three letters, up to a length.
  private func allTexts(upTo length: Int) -> [String] {
    var all = [""]
    var longest = [""]
    for _ in 0..<length {
      longest = longest.flatMap { text in ["a", "b", "c"].map { text + $0 } }
      all += longest
    }
    return all
  }

  @Test(arguments: [
    "^[abc]{1,3}$", "^a[bc]?$", "^(a|ab)(c|bc)?$", "^(a|b)*c$", "^(ab|c){2}$", "^[abc]?[abc]?$",
    "^(a*b)?$", "^aa|bb$",
  ])
  func countsEachTextOnce(text: String) throws {
    let pattern = Pattern(text, language: .regex)
    let onlyLetters = Pattern("^[abc]*$", language: .regex)
    var bounded = restriction(pattern, onlyLetters)
    bounded.maximumLength = 3
    let compiled = try #require(CompiledPattern(pattern))
    let expected = allTexts(upTo: 3).filter { compiled.matches($0) }
    let space = try #require(PatternSpace(bounded))
    #expect(space.count == UInt64(expected.count))
    #expect(Set(texts(space, count: space.count)) == Set(expected))
  }

  @Test func numbersTextsWithoutRepetitionWhereThereAreTooManyToCount() throws {
    let space = try #require(
      PatternSpace(restriction(Pattern("^[0-9a-f]{64}$", language: .regex))))
    #expect(space.count == 1 << 62)
    let made = texts(space, count: 2000)
    #expect(Set(made.prefix(2000)).count == 2000)
    // No place is the same in all of them.
    let columns = made.map { Array($0.utf8) }
    for place in 0..<64 { #expect(Set(columns.map { $0[place] }).count > 1) }
  }

  @Test func obeysNegatedPatternsLengthsAndExcludedTexts() throws {
    var both = restriction(
      Pattern("a%", language: .like), Pattern("%b%", language: .like, isNegated: true))
    both.minimumLength = 2
    both.maximumLength = 4
    both.excluded = [.text("ac")]
    let space = try #require(PatternSpace(both))
    let matcher = RestrictionMatcher(both)
    for text in texts(space, count: 500) { #expect(matcher.accepts(.text(text)), "\(text)") }
    #expect(!matcher.accepts(.text("ac")))
    #expect(!matcher.accepts(.text("abd")))
    #expect(!matcher.accepts(.text("a")))
  }

  @Test func hasNoSpaceForWhatContradictsItself() {
    #expect(
      PatternSpace(
        restriction(
          Pattern("^a", language: .regex), Pattern("^a", language: .regex, isNegated: true)))
        == nil)
    var short = restriction(Pattern("^.{5}$", language: .regex))
    short.maximumLength = 4
    #expect(PatternSpace(short) == nil)
  }

  @Test(arguments: ["(?=a)b", "(a)\\1", "\\ya", "[[.a.]]", "a{2", "(a", "[a", "a\\"])
  func doesNotPretendToUnderstand(text: String) {
    #expect(CompiledPattern(Pattern(text, language: .regex)) == nil)
  }
}
