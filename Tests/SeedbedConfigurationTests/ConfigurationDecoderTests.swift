import SeedbedConfiguration
import Testing

@Suite("Configuration decoder")
struct ConfigurationDecoderTests {
  private func decode(
    _ text: String, _ work: (ConfigurationDecoder, ConfigurationNode) -> Void
  ) throws -> [String] {
    let decoder = ConfigurationDecoder()
    work(decoder, try YAMLReader.read(text, file: "f.yml"))
    return decoder.problems.map(\.description)
  }

  @Test("known keys are handed over, unknown ones are problems with the one that may be meant")
  func unknownKeysAreProblems() throws {
    let problems = try decode("rows: 1\nclumns: 2\nzzzzzz: 3\n") { decoder, root in
      let fields = decoder.fields(root, ["rows", "columns"], of: "a table")
      #expect(Set(fields.keys) == ["rows"])
    }
    #expect(
      problems == [
        "f.yml:2:1: a table has no key 'clumns'; did you mean 'columns'?",
        "f.yml:3:1: a table has no key 'zzzzzz'; there are rows, columns",
      ])
  }

  @Test("each kind of value that is another one is a problem of its own")
  func kindsAreChecked() throws {
    let problems = try decode(
      """
      text: [a]
      texts: [a, {b: 1}]
      boolean: yes
      integer: 1.5
      ranged: 0
      number: many
      share: 2
      word: redd
      mapping: 3
      """
    ) { decoder, root in
      func node(_ name: String) -> ConfigurationNode {
        root[name] ?? ConfigurationNode(.sequence([]), at: root.place)
      }
      #expect(decoder.text(node("text"), "a") == nil)
      #expect(decoder.texts(node("texts"), "b") == nil)
      #expect(decoder.boolean(node("boolean"), "c") == nil)
      #expect(decoder.integer(node("integer"), "d") == nil)
      #expect(decoder.integer(node("ranged"), "e", in: 1 ... .max) == nil)
      #expect(decoder.number(node("number"), "f") == nil)
      #expect(decoder.number(node("share"), "g", in: 0...1) == nil)
      #expect(decoder.word(node("word"), "h", of: ["red", "blue"]) == nil)
      #expect(decoder.entries(node("mapping"), "i") == nil)
    }
    #expect(
      problems == [
        "f.yml:1:7: a is a text, and not a list",
        "f.yml:2:12: each of b is a text, and not a mapping",
        "f.yml:3:10: c is true or false, and not 'yes'",
        "f.yml:4:10: d is a whole number, and not '1.5'",
        "f.yml:5:9: e is a whole number from 1 up, and not '0'",
        "f.yml:6:9: f is a number, and not 'many'",
        "f.yml:7:8: g is a number from 0.0 to 1.0, and not '2'",
        "f.yml:8:7: h is one of red, blue, and not 'redd'",
        "f.yml:9:10: i is a mapping, as 'key: value', and not '3'",
      ])
  }

  @Test("all problems are thrown together, in the order of the lines")
  func problemsComeTogether() throws {
    let decoder = ConfigurationDecoder()
    try decoder.finish()
    decoder.note("later", at: ConfigurationPlace(file: "f", line: 9, column: 1))
    decoder.note("earlier", at: ConfigurationPlace(file: "f", line: 2, column: 5))
    let found = #expect(throws: ConfigurationProblems.self) { try decoder.finish() }
    #expect(found?.description == "f:2:5: earlier\nf:9:1: later")
  }

  @Test("numbers and truth values are texts where texts are wanted")
  func textsAreTakenAsWritten() throws {
    let problems = try decode("a: [1.50, true, x]") { decoder, root in
      #expect(root["a"].flatMap { decoder.texts($0, "a") } == ["1.50", "true", "x"])
    }
    #expect(problems.isEmpty)
  }
}
