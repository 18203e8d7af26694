import Testing

@testable import Seedbed

@Suite("An impossible plan")
struct PlanErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let expected: [String]
    let columns: @Sendable () throws -> [Column]

    var testDescription: String { expected.first ?? "" }

    init(_ expected: String..., columns: @escaping @Sendable () throws -> [Column]) {
      self.expected = expected
      self.columns = columns
    }
  }

  private static func empty() throws -> Pool { try Pool([String]()) }

  static let cases: [Case] = [
    Case(
      "t.x: the range 1...99 has 99 numbers, but 100 rows need one each; widen the range or ask for "
        + "fewer rows"
    ) { [Column("x", .uniqueInteger(in: 1...99))] },
    Case(
      "t.x: its pattern has 10 different values, but 100 rows need one each; lengthen the pattern or "
        + "ask for fewer rows"
    ) { [Column("x", try .pattern("A#", unique: true))] },
    Case(
      "t.x: its pattern has 1 different values, but 100 rows need one each; lengthen the pattern or "
        + "ask for fewer rows"
    ) { [Column("x", try .pattern("A", unique: true).nullable(0.5))] },
    Case("t.x: 100 rows from 9223372036854775800 exceed 64 bits; begin lower") {
      [Column("x", .rowNumber(from: .max - 7))]
    },
    Case("t.x: its pool is empty; give it values") { [Column("x", .pick(from: try empty()))] },
    Case("t.x: its pool is empty; give it values") {
      [Column("x", .lookup(try empty(), at: "number"))]
    },
    Case("t.x: its pool is empty; give it values") { [Column("x", .pattern(from: try empty()))] },
    Case("t.x: its pool is empty; give it values") {
      [Column("x", .pickDistinct(from: try empty()))]
    },
    Case("t.x: its pool of templates is empty; give it values") {
      [Column("x", .template(from: try empty()))]
    },
    Case("t.x: it has no template; give it one") { [Column("x", .template([], at: "number"))] },
    Case("t.x: its pool of domains is empty; give it values") {
      [Column("x", .email(from: "text", unique: true, domains: try empty()))]
    },
    Case("t.x: its pool of domains holds values of kind integer; give it texts") {
      [Column("x", .email(from: "text", unique: true, domains: try Pool([1])))]
    },
    Case("t.x: its pool holds values of kind real; give it texts") {
      [Column("x", .pattern(from: try Pool([1.5])))]
    },
    Case("t.x: its pool of templates holds values of kind integer; give it texts") {
      [Column("x", .template(from: try Pool([1])))]
    },
    Case("t.x: its pool has 2 groups; name the column to pick by") {
      [Column("x", .pick(from: try Pool([1, 2], groups: [0, 1])))]
    },
    Case("t.x: its templates have groups; name the column to pick by") {
      [Column("x", .template(from: try Pool(["a", "b"], groups: [0, 1])))]
    },
    Case("t.x: its group must be an integer column, not text") {
      [Column("x", .pick(from: try Pool([1, 2], groups: [0, 1]), by: "text"))]
    },
    Case("t.x: text must be an integer column to choose a template") {
      [Column("x", .template(["a"], at: "text"))]
    },
    Case("t.x: text must be an integer column to be a position") {
      [Column("x", .lookup(try Pool([1]), at: "text"))]
    },
    Case("t.x: text can be excluded from a pool of whole numbers only") {
      [Column("x", .pickDistinct(from: try Pool([1, 2]), excluding: "text"))]
    },
    Case(
      "t.x: 2 different values are needed for one parent, but its pool has 1; add values or ask for "
        + "fewer children"
    ) {
      [Column("x", .pickDistinct(from: try Pool([1, 2], weights: [1, 0]), excluding: "number"))]
    },
    Case("t.x: its pool has 'b' twice; give it different values") {
      [Column("x", .pickDistinct(from: try Pool(["a", "b", "b"])))]
    },
    Case("t.x: group 1 of its pool has 7 twice; give it different values") {
      [
        Column(
          "x", .pickDistinct(from: try Pool([7, 7, 7], groups: [0, 1, 1]), by: "number"))
      ]
    },
    Case("t.x: text is a text and cannot be calculated with") {
      [Column("x", .integer(.column("text") * 2))]
    },
    Case("t.x: text is a text and cannot be calculated with") {
      [Column("x", Generator.uuid.nullable(where: .column("text")))]
    },
    Case("t.x: number is a integer, not a text") { [Column("x", .slug(from: "number"))] },
    Case("t.x: number is a integer, not a text") {
      [Column("x", .email(from: "number", unique: false))]
    },
    Case(
      "t.x: text and number must both be days or both be instants",
      "t.y: text and number must both be days or both be instants"
    ) {
      Column.timeline(start: "x", end: "y", from: "text", until: "number", gap: 0)
    },
    Case("t.x: the columns to choose from must all be of one kind") {
      [Column("x", .coalesce("text", "number"))]
    },
    Case("t.x: it reads 'txet', which is not planned before it; did you mean 'text'?") {
      [Column("x", .copy("txet"))]
    },
    Case("t.x: it reads 'later', which is not planned before it") {
      [Column("x", .template("{later}")), Column("later", .rowNumber())]
    },
    Case("t.x: it reads 'x', which is not planned before it") { [Column("x", .copy("x"))] },
    Case("t.x: it reads parent.id, but the table has no parent") { [Column("x", .parent("id"))] },
    Case("t.text is planned twice; remove one") { [Column("text", .uuid)] },
    // What reads a faulty column is not at fault.
    Case("t.x: its pool is empty; give it values") {
      [Column("x", .pick(from: try empty())), Column("y", .copy("x")), Column("z", .copy("y"))]
    },
  ]

  @Test("says what is wrong and what to do", arguments: cases)
  func columns(item: Case) throws {
    let found = try problems(
      TablePlan("t", rows: 100) {
        Column("text", .constant("a"))
        Column("number", .constant(0))
        try item.columns()
      })
    #expect(found == item.expected)
  }

  @Test("has problems with its tables")
  func tables() throws {
    func table(_ name: String, _ rows: TablePlan.RowSource) -> TablePlan {
      TablePlan(table: name, rows: rows, columns: [Column("id", .rowNumber())])
    }
    #expect(try problems() == ["the plan test has no table"])
    #expect(
      try problems(table("a", .count(-3))) == ["table a is to have -3 rows; ask for 0 or more"])
    #expect(
      try problems(table("a", .count(3)), table("a", .children(parent: "a", .exactly(1)))) == [
        "table a is planned twice; give it one plan"
      ])
    #expect(
      try problems(table("a", .count(3)), table("b", .count(3))) == [
        "table b has a row count of its own; only the first table of a plan may"
      ])
    for parent in ["b", "c"] {
      #expect(
        try problems(table("a", .count(3)), table("b", .children(parent: parent, .exactly(1))))
          == ["table b is planned per '\(parent)', which is not planned before it"])
    }
    #expect(
      try problems(
        table("a", .count(.max / 2)), table("b", .children(parent: "a", .range(3...6)))) == [
          "table b would have more than 2^62 rows; ask for fewer"
        ])
    #expect(
      try problems(
        TablePlan("a", rows: 3) { Column.hidden("id", .rowNumber()) }) == [
          "table a has no column to write"
        ])
  }

  @Test("names every problem of every table at once")
  func allAtOnce() throws {
    let root = try TablePlan("root", rows: 100) {
      Column("id", .uniqueInteger(in: 1...9))
      Column("name", .pick(from: try Self.empty()))
      Column.hidden("category", .constant(1))
    }
    let lost = TablePlan(table: "lost", rows: .children(parent: "rot", .exactly(1)), columns: [])
    let child = try TablePlan("child", per: root, 1...4) {
      Column("root_id", .parent("id"))
      Column("copy", .parent("categry"))
      Column("kind", .pickDistinct(from: try Pool([1, 2, 3])))
      Column("ref", .reference(to: "lots"))
    }
    let ofLost = TablePlan(
      table: "of_lost", rows: .children(parent: "lost", .exactly(1)), columns: [])
    let error = try #require(throws: PlanError.self) {
      _ = try compiled(root, lost, child, ofLost)
    }
    let expected = [
      "table lost is planned per 'rot', which is not planned before it",
      "root.id: the range 1...9 has 9 numbers, but 100 rows need one each; widen the range or ask "
        + "for fewer rows",
      "root.name: its pool is empty; give it values",
      "child.copy: it reads parent.categry, but root has no such column; did you mean 'category'?",
      "child.kind: 4 different values are needed for one parent, but its pool has 3; add values or "
        + "ask for fewer children",
      "child.ref: it refers to lots.id, which the plan does not have",
    ]
    #expect(error.problems == expected)
    #expect(
      error.description
        == "the plan cannot be carried out:\n  - " + expected.joined(separator: "\n  - "))
    #expect(
      PlanError(problems: ["one"]).description == "the plan cannot be carried out: one")
  }

  @Test("is refused where a weight is missing or wrong")
  func weights() throws {
    let cases: [([Int], RandomnessError.Code)] = [
      ([0, 0], .noWeight), ([1, -1], .invalidWeight), ([.max, 1], .invalidWeight),
    ]
    for (weights, code) in cases {
      let error = try #require(throws: RandomnessError.self) {
        _ = try Pool([1, 2], weights: weights)
      }
      #expect(error.code == code)
    }
    // One group without weight is enough.
    #expect(throws: RandomnessError.self) {
      _ = try Pool([1, 2, 3], weights: [1, 1, 0], groups: [0, 0, 1])
    }
  }
}
