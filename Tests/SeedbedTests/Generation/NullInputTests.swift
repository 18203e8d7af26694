import Testing

@testable import Seedbed

/// What lies in the storage of a NULL value is undefined, so no generator may look at it. These
/// plans lay down the worst that it could hold.
@Suite("A generator that reads NULL")
struct NullInputTests {
  /// NULL in every row, over values that no reader can use.
  private struct Poisoned: ColumnGenerator {
    let kind: ColumnVector.Kind

    func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { kind }

    func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
      output.beginNulls(rowCount: frame.rowCount)
      for row in 0..<frame.rowCount {
        output.nulls[row] = 1
        if kind.isText {
          let start = output.arena.reserve(1)
          output.texts[row] = TextCell(start: start, count: .max / 4)
        } else {
          // NaN as a double; far outside everything as a number.
          output.words[row] = frame.rows[row] % 2 == 0 ? .max : .min
        }
      }
    }
  }

  private static let poisoned: [Column] = ColumnVector.Kind.allCases.map {
    .hidden($0.rawValue, Generator(Poisoned(kind: $0)))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var expected: DatabaseValue = .null
    let columns: @Sendable () throws -> [Column]
  }

  private static func pool() throws -> Pool { try Pool(["a {id}", "b"], groups: [0, 2]) }

  static let cases: [Case] = [
    Case(testDescription: "copy") { [Column("x", .copy("text"))] },
    Case(testDescription: "coalesce of NULLs") { [Column("x", .coalesce("integer", "integer"))] },
    Case(testDescription: "coalesce", expected: .integer(1)) {
      [Column("x", .coalesce("integer", "id"))]
    },
    Case(testDescription: "lookup") { [Column("x", .lookup(try Pool([1, 2]), at: "integer"))] },
    Case(testDescription: "pick by group") {
      [Column("x", .pick(from: try pool(), by: "integer"))]
    },
    Case(testDescription: "pickPosition by group") {
      [Column("x", .pickPosition(from: try pool(), by: "integer"))]
    },
    Case(testDescription: "pickDistinct by group") {
      [Column("x", .pickDistinct(from: try Pool([1, 2], groups: [0, 1]), by: "integer"))]
    },
    Case(testDescription: "pickDistinct excluding", expected: .integer(3)) {
      [
        .hidden("picked", .pickDistinct(from: try Pool([3, 4]), excluding: "integer")),
        Column("x", .integer(.minimum(.column("picked"), 3))),
      ]
    },
    Case(testDescription: "template", expected: .text("<1>")) {
      [Column("x", .template("<{text}{real}{integer}{date}{timestamp}{boolean}{blob}{id}>"))]
    },
    Case(testDescription: "template by group") {
      [Column("x", .template(from: try pool(), by: "integer"))]
    },
    Case(testDescription: "template at") { [Column("x", .template(["a", "b"], at: "integer"))] },
    Case(testDescription: "pattern by group") {
      [Column("x", .pattern(from: try pool(), by: "integer"))]
    },
    Case(testDescription: "slug") { [Column("x", .slug(from: "text"))] },
    Case(testDescription: "email") { [Column("x", .email(from: "text", unique: false))] },
    Case(testDescription: "integer") { [Column("x", .integer(.column("real") * 2))] },
    Case(testDescription: "date") { [Column("x", .date(.column("timestamp")))] },
    Case(testDescription: "timestamp") { [Column("x", .timestamp(.column("integer")))] },
    Case(testDescription: "nullable where", expected: .integer(1)) {
      [Column("x", Generator.rowNumber().nullable(where: .column("integer")))]
    },
    Case(testDescription: "timeline from") {
      Column.timeline(start: "x", end: "y", from: "date", until: "day", gap: 0)
    },
    Case(testDescription: "timeline until") {
      Column.timeline(start: "y", end: "x", from: "timestamp", until: "timestamp", gap: 0)
    },
    Case(testDescription: "each") {
      [Column("x", .each(reading: "text") { row in row["text"] == .null ? nil : "no" })]
    },
  ]

  @Test("makes what it says, and looks at nothing else", arguments: cases)
  func nulls(item: Case) throws {
    let plan = try compiled(
      TablePlan("t", rows: 2) {
        Self.poisoned
        Column("id", .rowNumber())
        Column.hidden("day", .date(.asOfDays))
        try item.columns()
      })
    let made = try plan.values("t", "x")
    #expect(made[0] == item.expected)
    if item.expected == .null { #expect(made == [.null, .null]) }
    // Children copy it just so.
    let parent = TablePlan("t", rows: 2) {
      Column("id", .rowNumber())
      Self.poisoned
    }
    let child = TablePlan("c", onePer: parent) { Column("x", .parent("text")) }
    #expect(try compiled(parent, child).values("c", "x") == [.null, .null])
  }
}
