import Testing

@testable import Seedbed

@Suite("An expression")
struct ExpressionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let expression: Expression
    /// For the numbers 1, 2 and 3.
    let expected: [Double]

    init(_ name: String, _ expression: Expression, _ expected: [Double]) {
      testDescription = name
      self.expression = expression
      self.expected = expected
    }
  }

  private static let n = Expression.column("n")

  static let cases: [Case] = [
    Case("a number", 2.5, [2.5, 2.5, 2.5]),
    Case("sums", n + 1, [2, 3, 4]), Case("sums the other way", 1 + n, [2, 3, 4]),
    Case("differences", n - 1, [0, 1, 2]), Case("differences the other way", 1 - n, [0, -1, -2]),
    Case("products", n * 3, [3, 6, 9]), Case("products the other way", 3 * n, [3, 6, 9]),
    Case("quotients", n / 2, [0.5, 1, 1.5]), Case("quotients the other way", 6 / n, [6, 3, 2]),
    Case("of two columns", n * n - n / n + n, [1, 5, 11]),
    Case("the smaller", .minimum(n, 2), [1, 2, 2]), Case("the larger", .maximum(2, n), [2, 2, 3]),
    Case("the smaller of columns", .minimum(n, 4 - n), [1, 2, 1]),
    Case("the larger of columns", .maximum(n, 4 - n), [3, 2, 3]),
    Case("numbers alone", .minimum(2, 1) + .maximum(3, 4), [5, 5, 5]),
    Case("rounded down", .floor(n / 2), [0, 1, 1]),
    Case("rounded down below 0", .floor(-0.5 * n), [-1, -1, -2]),
    Case("rounded to a step", (n * 4).rounded(to: 5), [5, 10, 10]),
    Case("a half goes up", (n / 2).rounded(), [1, 1, 2]),
    Case("a day", .column("day") - .asOfDays, [1, 2, 3]),
    Case("an instant", .column("instant") - .asOfSeconds, [0.5, 1, 1.5]),
    Case("a truth value", .column("truth") * 10, [0, 10, 10]),
    Case("a double", .column("half"), [0.5, 1, 1.5]),
  ]

  @Test("is calculated in double precision", arguments: cases)
  func arithmetic(item: Case) throws {
    let made = try values(rows: 3) {
      Column("n", .rowNumber())
      Column("day", .date(.asOfDays + .column("n")))
      Column(
        "instant",
        .each(reading: "n") { row in
          Timestamp(
            microseconds: testAsOf.microseconds + (row["n"].asInt64 ?? 0) * 500_000)
        })
      Column("truth", .each(reading: "n") { ($0["n"].asInt64 ?? 0) > 1 })
      Column("half", .real(.column("n") / 2))
      Column("x", .real(item.expression))
    }
    #expect(made == item.expected.map { .real($0) })
  }

  @Test("is NULL where any of its columns is, and has draws of its own for every random number")
  func nullsAndDraws() throws {
    let made = try compiled(
      TablePlan("t", rows: 100) {
        Column("id", .rowNumber())
        Column("n", Generator.rowNumber().nullable(where: .column("id") - 50))
        Column("x", .real(.column("n") + .uniform(0...1)))
        Column("y", .real(.uniform(0...1) - .uniform(0...1)))
      }
    ).allValues()
    for row in 0..<100 { #expect((made["t.x"]?[row] == .null) == (made["t.n"]?[row] == .null)) }
    #expect(made["t.n"]?.count { $0 == .null } == 99)
    #expect(made["t.y"]?.contains(.real(0)) == false)
  }

  @Test("is rounded down to whole numbers, days and seconds")
  func wholes() throws {
    let made = try compiled(
      TablePlan("t", rows: 1) {
        Column("integer", .integer(-1.5))
        Column("day", .date(.asOfDays + 1.9))
        Column("instant", .timestamp(.asOfSeconds + 1.9))
      }
    ).allValues()
    #expect(made["t.integer"] == [.integer(-2)])
    #expect(made["t.day"] == [.date(testAsOf.date.adding(days: 1))])
    #expect(made["t.instant"] == [.timestamp(testAsOf.adding(seconds: 1))])
  }

  @Test("that no column can hold is an error at its row")
  func unfit() throws {
    let cases: [(Generator, String)] = [
      (.integer(1 / (.column("id") - 3)), "inf is no whole number of 64 bits"),
      (
        .integer(.column("big") * .column("big")),
        "8.507059173023462e+37 is no whole number of 64 bits"
      ),
      (
        .date(3_000_000 * .maximum(0, .column("id") - 2)),
        "3000000.0 is no day of the years 0001 to 9999"
      ),
      (
        .date(-800_000 * .maximum(0, .column("id") - 2)),
        "-800000.0 is no day of the years 0001 to 9999"
      ),
      (
        .timestamp(300e9 * .maximum(0, .column("id") - 2)),
        "300000000000.0 is no second of the years 0001 to 9999"
      ),
    ]
    for (generator, reason) in cases {
      let failure = try #require(throws: GenerationError.self) {
        _ = try values(rows: 5) {
          Column("id", .rowNumber())
          Column("at", .integer(.column("id") - 1))
          Column("big", .lookup(try Pool([0, 0, .max, 0, 0]), at: "at"))
          Column("x", generator)
        }
      }
      #expect(failure.reason == reason)
      #expect(failure.location.row == 2)
      #expect(
        failure.description == """
          the generator of t.x failed at row 2: \(reason); look at that row with: \
          seedbed show t --row 2
          """)
    }
    // The ends themselves fit.
    let made = try compiled(
      TablePlan("t", rows: 1) {
        Column("first", .timestamp(.number(-62_135_596_800)))
        Column("last", .timestamp(.number(253_402_300_799)))
        Column("day", .date(.number(2_932_896)))
        Column("least", .integer(.number(-0x1p63)))
      }
    ).allValues()
    #expect(made["t.first"] == [.timestamp(try #require(Timestamp("0001-01-01")))])
    #expect(made["t.last"] == [.timestamp(try #require(Timestamp("9999-12-31T23:59:59Z")))])
    #expect(made["t.day"] == [.date(CalendarDate(year: 9999, month: 12, day: 31))])
    #expect(made["t.least"] == [.integer(.min)])
  }
}
