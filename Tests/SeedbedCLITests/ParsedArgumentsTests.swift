import Testing

@testable import Seedbed
@testable import SeedbedCLI

@Suite struct ParsedArgumentsTests {
  static let seed = OptionDeclaration(FlagDeclaration("SEED", "", .integer(42, 0...Int.max)))
  static let full = OptionDeclaration(
    FlagDeclaration("SEED_FULL_CANDIDATES", "", .boolean(.enablesWhenTrue)))
  static let declared: [OptionDeclaration] = [
    .only, .from, .json, .quiet, .yes, .help, .version, seed, full,
  ]

  func parse(_ arguments: String...) -> ParsedArguments {
    ParsedArguments(arguments, declared: Self.declared)
  }

  @Test func takesAValueFromTheNextArgumentOrAfterAnEqualsSign() {
    #expect(parse("--seed", "7").values == ["--seed": ["7"]])
    #expect(parse("--seed=7").values == ["--seed": ["7"]])
    #expect(parse("--json=").values == ["--json": [""]])
    #expect(parse("--json=a=b").values == ["--json": ["a=b"]])
  }

  @Test func takesANegativeNumberAndADashAsValues() {
    #expect(parse("--seed", "-5").values == ["--seed": ["-5"]])
    #expect(parse("--json", "-").values == ["--json": ["-"]])
  }

  @Test func setsTogglesWithOrWithoutAValue() {
    #expect(parse("--yes").isSet(.yes))
    #expect(parse("--yes=on").isSet(.yes))
    #expect(!parse("--yes=false").isSet(.yes))
    #expect(!parse().isSet(.yes))
    #expect(parse("--seed-full-candidates=false").values == ["--seed-full-candidates": ["false"]])
  }

  @Test func keepsEveryValueOfAListAndTheOrderOfWords() {
    let parsed = parse("plan", "--only", "2*", "extra", "--only=07")
    #expect(parsed.words == ["plan", "extra"])
    #expect(parsed.values == ["--only": ["2*", "07"]])
    #expect(parsed.names == ["--only"])
  }

  @Test func takesEverythingBehindTwoDashesAsWords() {
    #expect(parse("show", "--", "--seed", "-h").words == ["show", "--seed", "-h"])
    #expect(parse("-").words == ["-"])
  }

  @Test func knowsTheShortFormOfHelpOnly() {
    #expect(parse("-h").isSet(.help))
    #expect(parse("-y").problems == ["there is no option '-y'"])
  }

  @Test func noticesAWordBehindAToggle() {
    #expect(parse("run", "--yes", "true").optionBefore == [1: "--yes"])
    #expect(parse("run", "true", "--yes").optionBefore.isEmpty)
  }

  @Test(
    arguments: [
      (["--sede", "7"], ["there is no option '--sede'; did you mean '--seed'?"]),
      (["--jsn=x"], ["there is no option '--jsn'; did you mean '--json'?"]),
      (
        ["--seed-full-candidate"],
        ["there is no option '--seed-full-candidate'; did you mean '--seed-full-candidates'?"]
      ),
      (["--colour"], ["there is no option '--colour'"]),
      (["--seed"], ["--seed needs a value: write --seed N"]),
      (["--only", "--yes"], ["--only needs a value: write --only STEP"]),
      (
        ["--seed", "1", "--seed", "2"],
        ["--seed is given twice, as '1' and as '2': give it once"]
      ),
      (["--seed", "1", "--seed", "1"], []),
      (
        ["--quiet=perhaps"],
        ["--quiet=perhaps is neither true nor false: write true/false, 1/0, yes/no or on/off"]
      ),
      (
        ["--sede", "7", "--from"],
        [
          "there is no option '--sede'; did you mean '--seed'?",
          "--from needs a value: write --from STEP",
        ]
      ),
    ] as [([String], [String])])
  func saysEverythingThatIsWrong(arguments: [String], problems: [String]) {
    #expect(ParsedArguments(arguments, declared: Self.declared).problems == problems)
  }
}
