import Testing

@testable import Seedbed

@Suite("An author's closure")
struct AuthorGeneratorTests {
  private struct Refused: Error, CustomStringConvertible {
    let description = "no value for this one"
  }

  @Test("gets random draws at the coordinate of its row and column")
  func draws() throws {
    let made = try values(rows: 40) {
      Column("x", .each(version: 3) { "\($0.random.next()) \($0.random.next())" })
    }
    let stream = StreamKey(seed: 42, table: "t", column: "x", version: 3).derived("test")
    for (row, value) in made.enumerated() {
      var random = CoordinateRandom(stream, row: row)
      #expect(value == .text("\(random.next()) \(random.next())"))
    }
  }

  @Test("reads the columns it names, of its row and of its parent's")
  func reading() throws {
    let parent = TablePlan("p", rows: 9) { Column("id", .rowNumber(from: 100)) }
    let child = TablePlan("c", per: parent, .exactly(2)) {
      Column("id", .rowNumber())
      Column(
        "x",
        .each(reading: "id", .parent("id")) { row in
          "\(row["id"].asInt64 ?? 0)/\(row[.parent("id")].asInt64 ?? 0)/\(row.ordinal)/\(row.index)"
        })
    }
    let made = try compiled(parent, child).values("c", "x")
    #expect(made == (0..<18).map { .text("\($0 + 1)/\(100 + $0 / 2)/\($0 % 2)/\($0)") })
  }

  @Test("makes values of every type, and NULL for nil")
  func types() throws {
    let made = try compiled(
      TablePlan("t", rows: 2) {
        Column("int", .each { $0.index })
        Column("int64", .each { Int64($0.index) })
        Column("double", .each { Double($0.index) / 2 })
        Column("bool", .each { $0.index == 1 })
        Column("string", .each { "né\($0.index)" })
        Column("timestamp", .each { testAsOf.adding(days: $0.index) })
        Column("date", .each { testAsOf.date.adding(days: $0.index) })
        Column("maybe", .each { $0.index == 0 ? "" : String?.none })
      }
    ).allValues()
    #expect(made["t.int"] == [.integer(0), .integer(1)])
    #expect(made["t.int64"] == [.integer(0), .integer(1)])
    #expect(made["t.double"] == [.real(0), .real(0.5)])
    #expect(made["t.bool"] == [.bool(false), .bool(true)])
    #expect(made["t.string"] == [.text("né0"), .text("né1")])
    #expect(made["t.timestamp"] == [.timestamp(testAsOf), .timestamp(testAsOf.adding(days: 1))])
    #expect(
      made["t.date"] == [.date(testAsOf.date), .date(testAsOf.date.adding(days: 1))])
    #expect(made["t.maybe"] == [.text(""), .null])
  }

  @Test("that throws stops with table, column and row")
  func errors() throws {
    let parent = TablePlan("p", rows: 30) { Column("id", .rowNumber()) }
    let child = TablePlan("c", per: parent, .exactly(3)) {
      Column("id", .rowNumber())
      Column(
        "x",
        .each { row in
          if row.index == 77 { throw Refused() }
          return row.index
        })
    }
    let plan = try compiled(parent, child)
    for computing in [
      { _ = try plan.allValues() }, { _ = try plan.allValues(sliceSize: 4) },
      { _ = try plan.row(77, of: "c") },
    ] {
      let failure = try #require(throws: GenerationError.self) { try computing() }
      #expect(failure.location == ErrorLocation(table: "c", row: 77))
      #expect(failure.column == "x")
      #expect(
        failure.description == """
          the generator of c.x failed at row 77: no value for this one; look at that row with: \
          seedbed show c --row 77
          """)
    }
    #expect(try plan.row(76, of: "c")[1].value == .integer(76))
  }

  /// A type whose values are not of the kind that it declares.
  private struct Mistaken: GeneratedValue {
    static let columnKind = ColumnVector.Kind.text
    let databaseValue = DatabaseValue.integer(5)
  }

  @Test("that returns another kind than it declares is an error, not a wrong value")
  func wrongKind() throws {
    let failure = try #require(throws: GenerationError.self) {
      _ = try values(rows: 1) { Column("x", .each { _ in Mistaken() }) }
    }
    #expect(failure.reason == "integer(5) is no value of kind text")
  }

  /// A generator of an author's own that fails without saying where.
  private struct Failing: ColumnGenerator {
    func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .integer }
    func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) throws {
      throw Refused()
    }
  }

  @Test("or generator that names no row is located as far as is known")
  func unlocated() throws {
    let failure = try #require(throws: GenerationError.self) {
      _ = try values(rows: 1) { Column("x", Generator(Failing())) }
    }
    #expect(failure.description == "the generator of t.x failed: no value for this one")
  }

  @Test("row that is not there is named with those that are")
  func rowOutOfRange() throws {
    let plan = try compiled(TablePlan("t", rows: 3) { Column("x", .rowNumber()) })
    let texts = [
      (3, "t has no row 3: its rows are 0 to 2 under these flags"),
      (-1, "t has no row -1: its rows are 0 to 2 under these flags"),
    ]
    for (row, text) in texts {
      let error = try #require(throws: RowOutOfRange.self) { _ = try plan.row(row, of: "t") }
      #expect(error.description == text)
    }
    let unknown = try #require(throws: UnknownTable.self) { _ = try plan.row(0, of: "T") }
    #expect(unknown.description == "the schema has no table 'T'; did you mean 't'?")
  }
}
