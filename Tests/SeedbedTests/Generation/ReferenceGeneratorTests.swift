import Testing

@testable import Seedbed

@Suite("A reference")
struct ReferenceGeneratorTests {
  private func tables(_ columns: [Column]) throws -> [TablePlan] {
    let users = TablePlan("users", rows: 40) { Column("id", .rowNumber(from: 501)) }
    let items = try TablePlan("items", per: users, 0...3) {
      Column("id", .uniqueInteger(in: 1...1_000_000))
      Column("code", try .pattern("A-#######", unique: true))
      Column("place", .ordinal(from: 1))
      Column("siblings", .siblingCount)
      Column("drawn", .pickDistinct(from: try Pool([7, 8, 9, 10], weights: [9, 1, 1, 1])))
    }
    let links = TablePlan("links", per: users, 1...4) { columns }
    return [users, items, links]
  }

  @Test(
    "is a key that the table has", arguments: ["id", "code", "place", "siblings", "drawn"])
  func keysAreThere(column: String) throws {
    // `drawn` and `place` depend on where a row stands among its siblings; so does what refers to
    // them.
    let plan = try compiled(
      tables([
        Column("plain", .reference(to: "items", column)),
        Column("skewed", .reference(to: "items", column, skew: 1)),
      ]))
    let made = try plan.allValues()
    let keys = Set(made["items.\(column)"] ?? [])
    for name in ["plain", "skewed"] {
      let used = Set(made["links.\(name)"] ?? [])
      #expect(used.isSubset(of: keys), "\(name)")
      #expect(used.count > min(3, keys.count - 1))
    }
  }

  @Test("to as many distinct rows as there are meets every key, recomputed as its table has it")
  func rowsAreRecomputed() throws {
    let users = TablePlan("users", rows: 8) { Column("id", .rowNumber()) }
    let items = TablePlan("items", per: users, .exactly(2)) {
      Column("id", .rowNumber())
      Column("drawn", .integer(in: 0...1_000_000_000))
    }
    let links = TablePlan("links", per: users, .exactly(16)) {
      Column("item", .distinctReference(to: "items", "drawn"))
    }
    let made = try compiled(users, items, links).allValues()
    let drawn = Set(made["items.drawn"] ?? [])
    for user in 0..<8 {
      #expect(Set((made["links.item"] ?? [])[user * 16..<user * 16 + 16]) == drawn)
    }
  }

  @Test("to distinct rows makes different pairs, and every row comes equally often")
  func distinct() throws {
    let parents = Int.rows(40_000, debug: 4000)
    let users = TablePlan("users", rows: parents) { Column("id", .rowNumber()) }
    let few = TablePlan(
      table: "few", rows: .children(parent: "users", .weighted([(0, 999), (1, 1)])),
      columns: [Column("id", .rowNumber(from: 0))])
    let links = TablePlan("links", per: users, .exactly(2)) {
      Column("few", .distinctReference(to: "few"))
    }
    let plan = try compiled(users, few, links)
    let count = plan.rowCounts[1].rowCount
    let slice = PlanSlice(plan)
    try slice.compute(parents: 0..<parents)
    let words = slice.vector("links", "few").words
    var observed = Array(repeating: 0, count: count)
    for row in stride(from: 0, to: 2 * parents, by: 2) {
      #expect(words[row] != words[row + 1])
      observed[Int(words[row])] += 1
    }
    if count > 1 {
      #expect(ChiSquare(observed: observed, masses: observed.map { _ in 1 }).isPlausible)
    }
  }

  @Test("to an earlier row is to one before, and NULL in the first")
  func earlier() throws {
    let plan = try compiled(
      TablePlan("staff", rows: 500) {
        Column("id", .rowNumber(from: 10))
        Column("manager_id", .earlierRow(of: "staff"))
      })
    let made = try plan.values("staff", "manager_id")
    #expect(made[0] == .null)
    for (row, value) in made.enumerated().dropFirst() {
      #expect((10..<Int64(10 + row)).contains(value.asInt64 ?? 0), "row \(row)")
    }
    for row in [0, 1, 250, 499] {
      #expect(try plan.row(row, of: "staff")[1].value == made[row])
    }
  }

  @Test("keeps the NULLs of the key it refers to")
  func nullKeys() throws {
    let plan = try compiled(
      TablePlan("staff", rows: 200) {
        Column("id", Generator.rowNumber().nullable(0.5))
        Column("other", .reference(to: "staff"))
        Column("manager", .earlierRow(of: "staff"))
      })
    let made = try plan.allValues()
    for column in ["staff.other", "staff.manager"] {
      let nulls = made[column]?.count { $0 == .null } ?? 0
      #expect((60..<140).contains(nulls), "\(column)")
    }
  }

  @Test("that cannot be is an error of the plan")
  func errors() throws {
    let users = TablePlan("users", rows: 2) {
      Column("id", .rowNumber())
      Column("twice", .integer(.column("id") * 2))
      Column("a", .reference(to: "items", "b"))
    }
    let items = TablePlan("items", per: users, .exactly(3)) {
      Column("b", .reference(to: "users", "a"))
      Column("c", .earlierRow(of: "items", "c"))
      Column("d", .earlierRow(of: "users"))
      Column("e", .reference(to: "user"))
      Column("f", .reference(to: "users", "ids"))
      Column("g", .reference(to: "users", "twice"))
      Column("h", .distinctReference(to: "users"))
      Column("i", .reference(to: "users", skew: -1))
    }
    let back = "which refers back to it; refer to a key that is made from the row alone"
    #expect(
      try problems(users, items) == [
        "users.a: it refers to items.b, \(back)",
        "items.b: it refers to users.a, \(back)",
        "items.c: it refers to items.c, \(back)",
        "items.d: an earlier row of users was asked for; only the table's own rows come in an order",
        "items.e: it refers to user.id, which the plan does not have",
        "items.f: it refers to users.ids, which the plan does not have",
        "items.g: it refers to users.twice, which depends on other columns; refer to a key that is "
          + "made from the row alone",
        "items.h: 3 different rows of users are needed for one parent, but it gets 2; plan more of "
          + "them or fewer children",
        "items.i: A Zipf distribution's exponent is -1.0. Give one from 0 to 100.",
      ])
    let empty = TablePlan("empty", per: users, .exactly(0)) { Column("id", .rowNumber()) }
    let plain = TablePlan("users", rows: 2) { Column("id", .rowNumber()) }
    let link = TablePlan("links", onePer: plain) { Column("x", .reference(to: "empty")) }
    #expect(
      try problems(plain, empty, link) == [
        "links.x: it refers to empty, which gets no row; plan some"
      ])
  }
}
