import Seedbed
import Testing

@testable import SeedbedFill

/// Texts that hold an `@` with something on both sides.
private struct AddressAutomaton: TextAcceptor {
  let start = 0
  func next(_ state: Int, _ scalar: Unicode.Scalar) -> Int? {
    switch (state, scalar) {
    case (0, "@"), (2, "@"): nil
    case (0, _), (1, "@"): scalar == "@" ? 2 : 1
    case (1, _): 1
    default: 3
    }
  }
  func isAccepting(_ state: Int) -> Bool { state == 3 }
}

/// Texts of capital letters.
private struct CapitalAutomaton: TextAcceptor {
  let start = 0
  func next(_ state: Int, _ scalar: Unicode.Scalar) -> Int? {
    ("A"..."Z").contains(scalar) ? 1 : nil
  }
  func isAccepting(_ state: Int) -> Bool { state == 1 }
}

@Suite struct PatternProofTests {
  private func support(_ automaton: some TextAcceptor) -> ConstraintSupport {
    ConstraintSupport(
      space: { _ in TextSpace(WordList(["FROM", "PATTERN"])) }, automaton: { _ in automaton },
      restriction: { _ in ColumnRestriction() })
  }

  private func decision(
    _ name: String, _ automaton: some TextAcceptor
  ) throws -> ColumnDecision {
    var restriction = ColumnRestriction()
    restriction.patterns = [.init("pattern", language: .regex)]
    let column = RelationalColumn(
      name: name, type: .text(maximumLength: 60, isPadded: false), declaredType: "varchar(60)")
    return try InferenceFixture.decisions(
      RelationalTable(name: RelationName("t"), columns: [column]),
      restrictions: [name: restriction],
      support: support(automaton))[0]
  }

  @Test func whatMatchesInAnyCaseKeepsItsMeaning() throws {
    let decision = try decision("email", AddressAutomaton())
    #expect(decision.generator == "email")
  }

  @Test func wordsAreTurnedToWhatMatches() throws {
    let decision = try decision("color", CapitalAutomaton())
    #expect(decision.generator == "color")
    guard case .space(let space) = decision.source else { return }
    #expect(space.texts().allSatisfy { $0 == $0.uppercased() })
    #expect(space.count > 20)
  }

  @Test func whatCannotBeProvedComesFromThePattern() throws {
    let decision = try decision("full_name", CapitalAutomaton())
    #expect(decision.generator == "pattern")
    #expect(decision.confidence == .certain)
  }

  @Test func aPatternThatNobodyUnderstandsIsAComplaint() throws {
    var restriction = ColumnRestriction()
    restriction.patterns = [.init("(?=", language: .regex)]
    let column = RelationalColumn(
      name: "x", type: .text(maximumLength: 60, isPadded: false), declaredType: "varchar(60)",
      isNullable: false)
    let decision = try InferenceFixture.decisions(
      RelationalTable(name: RelationName("t"), columns: [column]), restrictions: ["x": restriction])[
        0]
    guard case .impossible = decision.source else {
      Issue.record("\(decision)")
      return
    }
  }

  static let formats: [(name: String, restriction: ColumnRestriction, shape: String)] = [
    ("updated_at", glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]-*"), "0000-00-00 00:00:00"),
    ("birth_date", like("____-__-__"), "0000-00-00"),
    ("created_at", like("____-__-__T__:__:__Z"), "0000-00-00T00:00:00Z"),
    ("xqz", glob("[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"), "0000-00-00"),
    ("created_at", length(20), "0000-00-00T00:00:00Z"),
    ("id", length(36), "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
    ("xqz", length(36), "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
    ("id", like("________-____-____-____-____________"), "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
    ("sha", length(40), String(repeating: "x", count: 40)),
  ]

  @Test func aLoosePatternGetsWhatReadsLikeSomething() throws {
    let items = [
      ("x", Self.glob("[0-9]*.[0-9]*.[0-9]*"), "version"), ("x", Self.like("%@%"), "email"),
      ("x", Self.like("K%"), "label"),
    ]
    for (name, restriction, generator) in items {
      let table = RelationalTable(
        name: RelationName("t"),
        columns: [
          RelationalColumn(
            name: name, type: .text(maximumLength: nil, isPadded: false), declaredType: "TEXT")
        ])
      let decision = try InferenceFixture.decisions(
        table, restrictions: [name: restriction], dialect: .sqlite,
        support: .analysis(dialect: .sqlite, asOf: InferenceFixture.asOf))[0]
      #expect(decision.generator == generator, "\(decision.reason)")
    }
  }

  private static func glob(_ text: String) -> ColumnRestriction {
    var restriction = ColumnRestriction()
    restriction.patterns = [.init(text, language: .glob)]
    return restriction
  }

  private static func like(_ text: String) -> ColumnRestriction {
    var restriction = ColumnRestriction()
    restriction.patterns = [.init(text, language: .like, ignoresCase: true)]
    return restriction
  }

  private static func length(_ count: Int) -> ColumnRestriction {
    var restriction = ColumnRestriction()
    restriction.minimumLength = count
    restriction.maximumLength = count
    return restriction
  }

  @Test(arguments: formats)
  func patternsAndLengthsOfADayOrAnIdentifierAreOfThose(
    item: (name: String, restriction: ColumnRestriction, shape: String)
  ) throws {
    let table = RelationalTable(
      name: RelationName("t"),
      columns: [
        RelationalColumn(
          name: item.name, type: .text(maximumLength: nil, isPadded: false), declaredType: "TEXT")
      ])
    let decision = try InferenceFixture.decisions(
      table, restrictions: [item.name: item.restriction], dialect: .sqlite,
      support: .analysis(dialect: .sqlite, asOf: InferenceFixture.asOf))[0]
    guard case .space(let space) = decision.source else {
      Issue.record("\(decision)")
      return
    }
    let isHexadecimal = item.shape.contains("x")
    for text in space.texts(100) {
      let shape = text.map { sign in
        isHexadecimal ? (sign.isHexDigit ? "x" : sign) : sign.isNumber ? "0" : sign
      }
      #expect(String(shape) == item.shape, "\(text): \(decision.reason)")
    }
  }
}
