import Seedbed
import Testing

@testable import SeedbedFill

@Suite("How unique keys are made to hold")
struct KeySolverTests {
  private func unit(
    _ column: String, _ capacity: UInt64, kind: ColumnVector.Kind? = .integer,
    isForeignKey: Bool = false, isNullable: Bool = false, isUnique: Bool = false
  ) -> KeyUnit {
    KeyUnit(
      columns: [column], capacity: capacity, isUnique: isUnique, isNullable: isNullable,
      isForeignKey: isForeignKey, kind: kind)
  }

  private func demand(
    _ units: [Int], name: String = "key", isPrimary: Bool = false, nullsAreEqual: Bool = false
  ) -> KeySolver.Demand {
    KeySolver.Demand(
      key: UniqueKey(
        name: name, elements: [], isPrimary: isPrimary, nullsAreEqual: nullsAreEqual),
      columns: [name], units: units, blurred: [])
  }

  @Test("A key of one unit takes each of its values at most once")
  func single() {
    var solver = KeySolver(units: [unit("a", 100)], rowCount: 100)
    solver.solve([demand([0])])
    #expect(solver.units[0].use == .distinct)
    #expect(solver.limit == nil)
  }

  @Test("Too few values limit the rows, and NULL relieves a key in which it is not like another")
  func shortage() {
    var solver = KeySolver(units: [unit("a", 10)], rowCount: 11)
    solver.solve([demand([0])])
    #expect(solver.limit?.rowCount == 10)
    var nullable = KeySolver(units: [unit("a", 10, isNullable: true)], rowCount: 11)
    nullable.solve([demand([0])])
    #expect(nullable.limit == nil)
    #expect(nullable.units[0].use == .distinctThenNull)
    var equal = KeySolver(units: [unit("a", 10, isNullable: true)], rowCount: 11)
    equal.solve([demand([0], nullsAreEqual: true)])
    #expect(equal.limit?.rowCount == 10)
  }

  @Test(
    "The digits of a product of two keys never repeat together",
    arguments: [(7, 9, 63), (20, 30, 599), (1, 5, 5), (1000, 3, 2999)])
  func product(first: UInt64, second: UInt64, rowCount: Int) throws {
    var solver = KeySolver(
      units: [
        unit("a", first, isForeignKey: true), unit("b", second, isForeignKey: true),
      ], rowCount: rowCount)
    solver.solve([demand([0, 1])])
    #expect(solver.limit == nil)
    let size = try #require(solver.products.first)
    #expect(size >= UInt64(rowCount))
    var seen: Set<[UInt64]> = []
    for number in 0..<size {
      let digits = solver.units.map { unit -> UInt64 in
        guard case .digit(_, let divisor, let radix) = unit.use else { return .max }
        return number / divisor % radix
      }
      #expect(digits[0] < first && digits[1] < second)
      seen.insert(digits)
    }
    #expect(seen.count == Int(size))
  }

  @Test("A key that contains a solved one holds with it")
  func contained() {
    var solver = KeySolver(units: [unit("a", 1000), unit("b", 5)], rowCount: 1000)
    solver.solve([demand([0, 1], name: "wide"), demand([0], name: "narrow")])
    #expect(solver.units[0].use == .distinct)
    #expect(solver.units[1].use == .free)
    #expect(solver.products.isEmpty)
  }

  @Test("A varied value spares the foreign key beside it")
  func varied() {
    var solver = KeySolver(
      units: [unit("user", 50, isForeignKey: true), unit("name", 1 << 40, kind: .text)],
      rowCount: 1000)
    solver.solve([demand([0, 1])])
    #expect(solver.units[0].use == .free)
    #expect(solver.units[1].use == .distinct)
  }

  @Test("A larger space is taken before rows are left out")
  func wider() {
    var small = unit("a", 10, kind: .text)
    small.wider = [50, 5000]
    var solver = KeySolver(units: [small], rowCount: 1000)
    solver.solve([demand([0])])
    #expect(solver.units[0].widened == 1)
    #expect(solver.limit == nil)
  }
}

@Suite("The order of tables")
struct TableOrderTests {
  private func table(_ name: String, _ parents: String...) -> RelationalTable {
    RelationalTable(
      name: RelationName(name), columns: [],
      foreignKeys: parents.map {
        RelationalForeignKey(columns: ["x"], parent: RelationName($0), parentColumns: ["id"])
      })
  }

  @Test("Parents come first, circles together, and a key to the own table is no circle")
  func order() {
    let groups = TableOrder([
      table("d", "c"), table("a", "b"), table("b", "a", "root"), table("c", "b", "c"),
      table("root"),
    ]).groups.map { $0.map(\.table) }
    #expect(groups == [["root"], ["a", "b"], ["c"], ["d"]])
  }
}

@Suite("How many rows are asked for")
struct RowRequestTests {
  @Test("Numbers, tables and parents are read")
  func reading() throws {
    let request = try RowRequest(rows: ["1000,users=5", "app.orders=10/users"], size: nil)
    #expect(request.standard == .count(1000))
    #expect(
      request.rules == [
        RowRequest.Rule(pattern: "users", count: .rows(5)),
        RowRequest.Rule(pattern: "app.orders", count: .perRow(10, of: "users")),
      ])
  }

  @Test(
    "What is wrong is said all at once", arguments: ["-1", "x", "users=", "users=a", "a=1/", ""])
  func problems(_ text: String) {
    let problems = #expect(throws: UsageProblems.self) {
      try RowRequest(rows: [text], size: "xl")
    }
    #expect(problems?.problems.count == 2)
  }

  @Test("Rows by parent follow the parent's rows, look-up tables are small")
  func counts() throws {
    let key = RelationalForeignKey(columns: ["u"], parent: RelationName("users"), parentColumns: [])
    let users = RelationalTable(name: RelationName("users"), columns: [])
    let orders = RelationalTable(name: RelationName("orders"), columns: [], foreignKeys: [key])
    let schema = RelationalSchema(dialect: .sqlite, tables: [orders, users])
    let counts = RowCounts(
      try RowRequest(rows: ["users=7,orders=10/users"], size: nil), schema, existing: [:]
    ).counts(of: schema.tables)
    #expect(counts == [RelationName("users"): 7, RelationName("orders"): 70])
    let sized = RowCounts(try RowRequest(rows: [], size: "m"), schema, existing: [:])
      .counts(of: schema.tables)
    #expect(sized[RelationName("users")] == 50)
    #expect(sized[RelationName("orders")] == 50_000)
  }
}
