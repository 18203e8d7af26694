import Testing

@testable import Seedbed

@Suite("A slug")
struct SlugGeneratorTests {
  private func slug(_ texts: String?..., separator: Unicode.Scalar = "-") throws -> DatabaseValue {
    try values(rows: 1) {
      Column("nothing", Generator.constant("").nullable(1))
      for (position, text) in texts.enumerated() {
        Column("t\(position)", text.map { Generator.constant($0) } ?? .copy("nothing"))
      }
      Column(
        "x",
        texts.count == 1
          ? .slug(from: "t0", separator: separator)
          : .slug(from: "t0", "t1", separator: separator))
    }[0]
  }

  @Test(
    "is the letters and digits in lower case, joined",
    arguments: [
      ("Maria", "López", "maria-lopez"), ("Jean-Luc", "O'Neil", "jean-luc-oneil"),
      ("Conan", "O’Brien", "conan-obrien"), ("  A  B  ", "..c..", "a-b-c"),
      ("Ærø", "Straße", "aro-strase"), ("Œuvre", "ŁÓDŹ", "ouvre-lodz"), ("R2", "D2", "r2-d2"),
      ("Jose\u{301}e", "n\u{303}u", "josee-nu"), ("中文", "abc", "abc"), ("abc", "中文", "abc"),
      ("a×b", "c÷d", "a-b-c-d"), ("x", "!", "x"), ("!", "x", "x"), ("Ÿ", "ſ", "y-s"),
    ])
  func letters(first: String, last: String, expected: String) throws {
    #expect(try slug(first, last) == .text(expected))
  }

  @Test("is NULL where no letter or digit is left")
  func nothingLeft() throws {
    for text in ["", "中文", "!?", "'"] {
      #expect(try slug(text) == .null)
      #expect(
        try values(rows: 1) {
          Column("t", .constant(text))
          Column("x", .email(from: "t", unique: false))
        } == [.null])
    }
  }

  @Test("that is unique has a number all the same where nothing else is left")
  func uniqueAlone() throws {
    let made = try values(rows: 10) {
      Column("t", .constant("中"))
      Column("x", .slug(from: "t", unique: true))
    }
    #expect(Set(made) == Set((0..<10).map { DatabaseValue.text("\($0)") }))
  }

  @Test("takes the plain letter of every letter of Latin-1 and Latin Extended-A")
  func plainLetters() throws {
    // The Unicode names say `LATIN SMALL LETTER E WITH ACUTE`; others have a letter of their own.
    let own: [String: String] = [
      "Æ": "a", "æ": "a", "Œ": "o", "œ": "o", "Þ": "t", "þ": "t", "ß": "s", "Ð": "d", "ð": "d",
      "Ĳ": "i", "ĳ": "i", "ĸ": "k", "ŉ": "n", "Ŋ": "n", "ŋ": "n", "ſ": "s", "ı": "i",
    ]
    for value in UInt32(0xC0)...0x17F where value != 0xD7 && value != 0xF7 {
      let scalar = try #require(Unicode.Scalar(value))
      let text = String(scalar)
      let words = (scalar.properties.name ?? "").split(separator: " ")
      let letter = words.firstIndex(of: "LETTER").map { words[$0 + 1].lowercased() }
      let expected = try #require(own[text] ?? letter, "\(text)")
      #expect(try slug(text) == .text(expected), "\(text) \(scalar.properties.name ?? "")")
    }
  }

  @Test("that is unique does not mistake a name's digits for those of the number")
  func digitsAreKeptApart() throws {
    // `web` with the number 21 and `web2` with the number 1 were the same once.
    let made = try values(rows: 20_000) {
      Column("t", .pick(from: try Pool(["web", "web1", "web2", "web 2", "web12", "3"])))
      Column("x", .slug(from: "t", unique: true))
    }
    #expect(Set(made).count == made.count)
    let texts = made.compactMap(\.asString)
    #expect(texts.contains { $0.hasPrefix("web2-") })
    #expect(texts.contains { $0.hasPrefix("web") && !$0.contains("-") })
  }

  @Test("may have another separator, and an e-mail address has dots and a domain")
  func separators() throws {
    #expect(try slug("Jean Luc", "Picard", separator: "_") == .text("jean_luc_picard"))
    let plan = try compiled(
      TablePlan("t", rows: 9) {
        Column("a", .constant("Jean-Luc"))
        Column("b", .constant("Picard"))
        Column("plain", .email(from: "a", "b", unique: false))
        Column("unique", .email(from: "a", "b", unique: true, domains: try Pool(["a.example"])))
      })
    #expect(
      try plan.values("t", "plain").allSatisfy { $0 == .text("jean.luc.picard@example.com") })
    for value in try plan.values("t", "unique") {
      let text = try #require(value.asString)
      #expect(text.hasPrefix("jean.luc.picard") && text.hasSuffix("@a.example"))
    }
  }
}
