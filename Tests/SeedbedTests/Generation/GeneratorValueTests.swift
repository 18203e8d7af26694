import Testing

@testable import Seedbed

@Suite("A generator's values")
struct GeneratorValueTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kind: ColumnVector.Kind
    let expected: [DatabaseValue]
    let columns: @Sendable () throws -> [Column]

    init(
      _ name: String, _ kind: ColumnVector.Kind, _ expected: [DatabaseValue],
      _ columns: @escaping @Sendable () throws -> [Column]
    ) {
      testDescription = name
      self.kind = kind
      self.expected = expected
      self.columns = columns
    }
  }

  private static let day = CalendarDate(year: 2026, month: 1, day: 1)

  static let cases: [Case] = [
    Case("row numbers begin where they should", .integer, [5, 6, 7].map { .integer($0) }) {
      [Column("x", .rowNumber(from: 5))]
    },
    Case("a root has no siblings", .integer, [.integer(0), .integer(0), .integer(0)]) {
      [Column("x", .ordinal())]
    },
    Case("a root is its only child", .integer, [.integer(1), .integer(1), .integer(1)]) {
      [Column("x", .siblingCount)]
    },
    Case("a constant text", .text, [.text("né\0"), .text("né\0"), .text("né\0")]) {
      [Column("x", .constant("né\0"))]
    },
    Case("a constant instant", .timestamp, Array(repeating: .timestamp(testAsOf), count: 3)) {
      [Column("x", .constant(testAsOf))]
    },
    Case("a constant blob", .blob, Array(repeating: .blob([1, 0, 2]), count: 3)) {
      [Column("x", .constant(DatabaseValue.blob([1, 0, 2])))]
    },
    Case("an empty blob", .blob, Array(repeating: .blob([]), count: 3)) {
      [Column("x", .constant(DatabaseValue.blob([])))]
    },
    Case("a constant double", .real, Array(repeating: .real(-0.5), count: 3)) {
      [Column("x", .constant(-0.5))]
    },
    Case("a constant truth value", .boolean, Array(repeating: .bool(true), count: 3)) {
      [Column("x", .constant(true))]
    },
    Case("a constant day", .date, Array(repeating: .date(day), count: 3)) {
      [Column("x", .constant(day))]
    },
    Case("a constant that is not there", .integer, [.null, .null, .null]) {
      [Column("x", .constant(Int?.none))]
    },
    Case("now", .timestamp, Array(repeating: .timestamp(testAsOf), count: 3)) {
      [Column("x", .asOf)]
    },
    Case("a pool of one", .real, [.real(1.5), .real(1.5), .real(1.5)]) {
      [Column("x", .pick(from: try Pool([1.5])))]
    },
    Case("a weight of 0 does not come", .text, [.text("b"), .text("b"), .text("b")]) {
      [Column("x", .pick(from: try Pool(["a", "b", "c"], weights: [0, 3, 0])))]
    },
    Case("the group of each row", .text, [.text("b"), .text("c"), .text("a")]) {
      [
        .hidden("group", .each(reading: "id") { Int($0["id"].asInt64 ?? 0) % 3 }),
        Column("x", .pick(from: try Pool(["c", "a", "b"], groups: [2, 0, 1]), by: "group")),
      ]
    },
    Case("a look-up", .integer, [.integer(30), .integer(20), .integer(10)]) {
      [
        .hidden("at", .integer(3 - .column("id"))),
        Column("x", .lookup(try Pool([10, 20, 30]), at: "at")),
      ]
    },
    Case("NULL where a condition holds", .integer, [.integer(1), .null, .integer(3)]) {
      [Column("x", Generator.rowNumber().nullable(where: .column("even")))]
    },
    Case("the first that is not NULL", .integer, [.integer(1), .integer(2), .integer(3)]) {
      [
        .hidden("some", Generator.rowNumber().nullable(where: .column("even"))),
        Column("x", .coalesce("some", "id")),
      ]
    },
    Case(
      "a template", .text,
      ["1|0", "2|1", "3|0"].map { .text($0 + "|né|2026-01-01|2026-01-01 00:00:00|-2.5||") }
    ) {
      [
        .hidden("text", .constant("né")), .hidden("real", .constant(-2.5)),
        .hidden("day", .date(.asOfDays)), .hidden("now", .asOf), .hidden("nothing", .null),
        Column("x", .template("{id}|{even}|{text}|{day}|{now}|{real}|{nothing}|")),
      ]
    },
    Case(
      "a template with a name of its own and a brace", .text, [1, 2, 3].map { .text("\($0) {") }
    ) {
      [Column("x", .template("{n} {", columns: ["n": "id"]))]
    },
    Case("a template at a position", .text, [.text("b1"), .text("c"), .text("b3")]) {
      [
        .hidden("at", .integer(1 + .column("even"))),
        Column("x", .template(["a", "b{id}", "c"], at: "at")),
      ]
    },
  ]

  @Test("are these, of this kind", arguments: cases)
  func values(item: Case) throws {
    let plan = try compiled(
      TablePlan("t", rows: 3) {
        Column("id", .rowNumber())
        Column("even", .each(reading: "id") { $0["id"].asInt64 == 2 })
        try item.columns()
      })
    #expect(try plan.values("t", "x") == item.expected)
    #expect(plan.tables[0].columns.first { $0.name == "x" }?.kind == item.kind)
  }

  @Test("count the children of a parent from its own begin")
  func ordinals() throws {
    let parent = TablePlan("p", rows: 50) { Column("id", .rowNumber(from: 7)) }
    let child = TablePlan("c", per: parent, 0...3) {
      Column("p_id", .parent("id"))
      Column("position", .ordinal(from: 1))
      Column("count", .siblingCount)
    }
    let made = try compiled(parent, child).allValues()
    var seen: [DatabaseValue: Int64] = [:]
    for (row, key) in (made["c.p_id"] ?? []).enumerated() {
      seen[key, default: 0] += 1
      #expect(made["c.position"]?[row] == .integer(seen[key] ?? 0))
    }
    for (row, key) in (made["c.p_id"] ?? []).enumerated() {
      #expect(made["c.count"]?[row] == .integer(seen[key] ?? 0))
    }
    #expect(seen.keys.allSatisfy { (7..<57).contains($0.asInt64 ?? 0) })
  }

  @Test("are UUIDs of version 4")
  func uuids() throws {
    let plan = try compiled(TablePlan("t", rows: 50) { Column("x", .uuid) })
    for value in try plan.values("t", "x") {
      let text = Array(value.asString ?? "")
      #expect(text.count == 36 && [8, 13, 18, 23].allSatisfy { text[$0] == "-" })
      #expect(text[14] == "4" && "89ab".contains(text[19]))
      #expect(text.allSatisfy { $0 == "-" || $0.isHexDigit && !$0.isUppercase })
    }
  }
}
