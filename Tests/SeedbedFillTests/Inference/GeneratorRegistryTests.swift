import Foundation
import Seedbed
import Testing

@testable import SeedbedFill

@Suite struct GeneratorRegistryTests {
  @Test func everyNameOfTheLexiconIsAGenerator() {
    let known = Set(GeneratorRegistry.standard.generators.map(\.name))
    #expect(Lexicon.standard.generators.subtracting(known).sorted() == [])
  }

  @Test func theReadmeNamesTheListsOfWordsThatTemplatesTake() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(
      contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let names = try InferenceFixture.vocabulary.get().listNames
    let wanted = "The lists are " + names.map { "`\($0)`" }.joined(separator: ", ") + "."
    let words = readme.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains(wanted), "README does not say: \(wanted)")
  }

  @Test func everyGeneratorMakesAnExample() throws {
    let vocabulary = try InferenceFixture.vocabulary.get()
    for generator in GeneratorRegistry.standard.generators {
      let example = GeneratorRegistry.standard.example(of: generator.name, vocabulary: vocabulary)
      #expect(
        (example != nil) == !["pick", "template"].contains(generator.name), "\(generator.name)")
    }
  }

  @Test func noTwoValuesOfASpaceAreAlike() throws {
    let vocabulary = try InferenceFixture.vocabulary.get()
    let types: [RelationalType] = [
      .text(maximumLength: nil, isPadded: false), .text(maximumLength: 12, isPadded: false),
      .integer(bitCount: 32), .integer(bitCount: 16), .decimal(precision: 10, scale: 2),
      .real(bitCount: 32), .date, .timestamp(hasZone: true), .time(hasZone: false), .bytes, .uuid,
      .other("any"),
    ]
    for generator in GeneratorRegistry.standard.generators {
      for recipe in generator.recipes(vocabulary, GeneratorArguments()) {
        for type in types {
          guard let space = SpaceTarget(type: type, dialect: .postgres).space(recipe) else {
            continue
          }
          let values = space.sample(700)
          #expect(
            Set(values).count == values.count,
            "\(generator.name) for \(type): \(values.count - Set(values).count) of \(values.count)")
          #expect(space.count >= 1 && space.count <= 1 << 62)
        }
      }
    }
  }

  @Test(arguments: [1, 2, 3, 5, 8, 13, 20, 40, 80])
  func textsFitTheirColumn(length: Int) throws {
    let vocabulary = try InferenceFixture.vocabulary.get()
    let target = SpaceTarget(
      type: .text(maximumLength: length, isPadded: false), dialect: .postgres)
    var fitting = 0
    for generator in GeneratorRegistry.standard.generators where generator.families.contains(.text)
    {
      for recipe in generator.recipes(vocabulary, GeneratorArguments()) {
        guard let space = target.space(recipe) else { continue }
        fitting += 1
        let longest = space.texts(500).map(\.unicodeScalars.count).max() ?? 0
        #expect(longest <= length, "\(generator.name) makes \(longest) characters")
        #expect(!space.texts(500).contains(""), "\(generator.name) makes nothing")
      }
    }
    #expect(fitting > (length > 4 ? 50 : 3))
  }

  @Test func questionsEndInASignAndNotInALetterByChance() throws {
    let questions = try InferenceFixture.vocabulary.get().words("question").texts
    for name in ["subject", "question"] {
      for recipe in try InferenceFixture.vocabulary.get().recipes(
        of: try #require(GeneratorRegistry.standard[name]))
      {
        let type = RelationalType.text(maximumLength: nil, isPadded: false)
        let space = try #require(SpaceTarget(type: type, dialect: .sqlite).space(recipe))
        for text in space.texts(500) where questions.contains(where: text.hasPrefix) {
          #expect(text.hasSuffix("?"), "\(text)")
        }
      }
    }
  }

  @Test func drawnValuesAreOfTheSpace() throws {
    for name in ["full_name", "price", "past", "status", "email", "first_name", "rating"] {
      let type: RelationalType =
        switch name {
        case "price": .decimal(precision: 10, scale: 2)
        case "rating": .integer(bitCount: 16)
        case "past": .timestamp(hasZone: true)
        default: .text(maximumLength: nil, isPadded: false)
        }
      #expect(try InferenceFixture.space(name, type).drawn(2000).count == 2000)
    }
  }

  @Test func unknownGeneratorsAndParametersAreProblems() throws {
    #expect(throws: GeneratorProblem.self) { try InferenceFixture.space("emial") }
    #expect(throws: GeneratorProblem.self) {
      try InferenceFixture.space(
        "email", arguments: GeneratorArguments(["min": .value(.integer(1))]))
    }
    #expect(throws: GeneratorProblem.self) { try InferenceFixture.space("email", .boolean) }
  }

  @Test func argumentsDecide() throws {
    let space = try InferenceFixture.space(
      "integer", .integer(bitCount: 32),
      arguments: GeneratorArguments(["min": .value(.integer(3)), "max": .value(.integer(5))]))
    #expect(space.sample() == [.integer(3), .integer(4), .integer(5)])
  }
}
