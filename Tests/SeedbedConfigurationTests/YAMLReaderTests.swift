import Glibc
import SeedbedConfiguration
import Testing

@Suite("YAML reader")
struct YAMLReaderTests {
  @Test("values know their line and column, counted from 1, in characters")
  func placesAreKnown() throws {
    let root = try YAMLReader.read(
      """
      rows: 1000 # comment
      tables:
        größe: {a: [1, "zwei"]}
        'b': |
          text
      """, file: "seedbed.yml")
    #expect(root.place.description == "seedbed.yml:1:1")
    #expect(root["rows"]?.place.description == "seedbed.yml:1:7")
    let tables = try #require(root["tables"])
    #expect(tables.entries?.map(\.key) == ["größe", "b"])
    #expect(tables.entries?.map(\.place.description) == ["seedbed.yml:3:3", "seedbed.yml:4:3"])
    let list = try #require(tables["größe"]?["a"]?.elements)
    #expect(list.map(\.place.description) == ["seedbed.yml:3:15", "seedbed.yml:3:18"])
    #expect(list.map { $0.scalar?.meaning } == [.integer(1), .text("zwei")])
    #expect(tables["b"]?.scalar?.meaning == .text("text"))
  }

  @Test("JSON is read as well, with its own places and escapes")
  func jsonIsRead() throws {
    let root = try YAMLReader.read(
      "{\n\t\"rows\": 10,\n\t\"tables\": {\"a\\u00e9\\/\":null, \"b\":[true, 1.5e3, \"x\"]}\n}\n",
      file: "seedbed.json")
    #expect(root["rows"]?.scalar?.meaning == .integer(10))
    #expect(root["rows"]?.place.line == 2)
    let tables = try #require(root["tables"])
    #expect(tables["aé/"]?.isNull == true)
    #expect(
      tables["b"]?.elements?.map { $0.scalar?.meaning } == [
        .boolean(true), .number(1500), .text("x"),
      ])
  }

  @Test(
    "plain values mean what YAML 1.2 says, and codes with zeros ahead stay texts",
    arguments: [
      ("~", .null), ("null", .null), ("true", .boolean(true)), ("FALSE", .boolean(false)),
      ("no", .text("no")), ("on", .text("on")), ("42", .integer(42)), ("-7", .integer(-7)),
      ("+7", .integer(7)), ("00501", .text("00501")), ("0", .integer(0)), ("0.5", .number(0.5)),
      (".5", .number(0.5)), ("1e3", .number(1000)), ("1e999", .text("1e999")),
      ("nan", .text("nan")), ("0x1p3", .text("0x1p3")), ("e5", .text("e5")),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)),
      ("2020-01-01", .text("2020-01-01")), ("1.2.3", .text("1.2.3")), ("-", .text("-")),
      ("'42'", .text("42")), ("\"\"", .text("")),
    ] as [(String, Scalar.Meaning)])
  func meaningsOfPlainValues(text: String, meaning: Scalar.Meaning) throws {
    // A bare '-' begins a list; as text it is quoted by whoever means it.
    let root = try YAMLReader.read(text == "-" ? "a: '-'" : "a: \(text)", file: "f")
    #expect(root["a"]?.scalar?.meaning == meaning)
  }

  @Test("an alias is what its anchor names, at its own place")
  func aliasesAreResolved() throws {
    let root = try YAMLReader.read("a: &x {b: 1}\nc: *x\n", file: "f")
    #expect(root["c"]?["b"]?.scalar?.meaning == .integer(1))
    #expect(root["c"]?.place.line == 2)
  }

  @Test(
    "an empty file and one of comments alone are empty mappings", arguments: ["", "# x\n", "---\n"])
  func nothingIsAnEmptyMapping(text: String) throws {
    #expect(try YAMLReader.read(text, file: "f").content == .mapping([]))
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      ("a: 1\n\tb: 2\n", "f:2:1: a tab stands where YAML has spaces; indent with spaces"),
      ("a: 1\nb: 2\na: 3\n", "f:3:1: 'a' is there twice, first in line 1; keep one"),
      ("{\"a\": 1, \"a\": 2}", "f:1:10: 'a' is there twice, first in line 1; keep one"),
      ("a: *b\n", "f:1:4: nothing before is named &b; name it first"),
      ("a: &b [*b]\n", "f:1:8: *b is part of what it stands for; name something that is whole"),
      (
        "a: !!str 5\n", "f:1:4: tags such as tag:yaml.org,2002:str are not understood; leave it out"
      ),
      ("[1]: 2\n", "f:1:1: a name has to be a single text; put it into quotes"),
      ("a: 1\n---\nb: 2\n", "f:2:1: a second document begins here; put everything into one"),
      (
        "a: [1,\n",
        "f:2:1: this is not YAML: did not find expected node content while parsing a flow node"
      ),
      ("a: 'x\n", "f:2:1: this is not YAML: found unexpected end of stream"),
      ("a: b: c\n", "f:1:5: this is not YAML: mapping values are not allowed in this context"),
    ])
  func problemsHavePlaces(text: String, problem: String) {
    let found = #expect(throws: ConfigurationProblems.self) {
      try YAMLReader.read(text, file: "f")
    }
    #expect(found?.description.hasPrefix(problem) == true, "\(found?.description ?? "nothing")")
  }

  @Test("bytes that are no text in UTF-8 are an error at their place")
  func otherEncodingsAreRefused() throws {
    let path = "/tmp/seedbed-yaml-\(UInt32.random(in: 0 ... .max)).yml"
    let file = try #require(fopen(path, "w"))
    defer { unlink(path) }
    let bytes: [UInt8] = Array("a: 1\nb: ".utf8) + [0xff, 0x0a]
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    let found = #expect(throws: ConfigurationProblems.self) { try YAMLReader.read(file: path) }
    #expect(
      found?.description
        == "\(path):2:4: invalid leading UTF-8 octet; the file has to be text in UTF-8")
  }

  @Test(
    "a file that is not there, and a folder, are errors that name it",
    arguments: ["/nowhere/x.yml", "/tmp"])
  func missingFilesAreErrors(path: String) {
    let found = #expect(throws: ConfigurationProblems.self) { try YAMLReader.read(file: path) }
    #expect(found?.description.hasPrefix("cannot read '\(path)': ") == true)
  }

  @Test("aliases that unfold into a billion values are refused at once")
  func aliasesAreBounded() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let list = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    let found = #expect(throws: ConfigurationProblems.self) {
      try YAMLReader.read(text, file: "f")
    }
    #expect(found?.description.contains("more than 1000000 values") == true)
  }

  @Test("deep nesting is refused and not followed")
  func nestingIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    _ = try YAMLReader.read("a: \(nested(60))", file: "f")
    let found = #expect(throws: ConfigurationProblems.self) {
      try YAMLReader.read("a: \(nested(900))", file: "f")
    }
    #expect(found?.description.contains("nested deeper than 64 levels") == true)
  }

  @Test("a file beyond the limit is refused")
  func sizeIsBounded() {
    let found = #expect(throws: ConfigurationProblems.self) {
      try YAMLReader.read(String(repeating: "#", count: 17 << 20), file: "f")
    }
    #expect(found?.description == "f:1:1: the file is larger than 16 MiB; split it")
  }
}
