import PostgresTestServer
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import SeedbedFill

/// What the analysis says of a table, and that rows which obey it are good in the engine's eyes.
@Suite struct TableConstraintsTests {
  static let asOf = Timestamp(seconds: 1_790_000_000)

  private func analysis(
    _ checks: [String], _ dialect: RelationalSchema.Dialect = .postgres,
    notNull: Set<String> = []
  ) -> TableConstraints {
    var table = SampleTable(rowCount: 0, seed: 1, dialect: dialect).table
    table.checks = checks.map { CheckConstraint(expression: $0) }
    for index in table.columns.indices where notNull.contains(table.columns[index].name) {
      table.columns[index].isNullable = false
    }
    return TableConstraints(table: table, dialect: dialect, asOf: Self.asOf)
  }

  private func restriction(
    _ check: String, _ column: String, _ dialect: RelationalSchema.Dialect = .postgres
  ) throws -> ColumnRestriction {
    let constraints = analysis([check], dialect)
    #expect(constraints.conflicts.isEmpty && constraints.undecided.isEmpty, "\(check)")
    return try #require(constraints.restrictions[column])
  }

  // MARK: One column

  @Test func findsRanges() throws {
    let range = try restriction("(a >= 1) AND (a < 10)", "a")
    #expect(range.lower == .init(.integer(1), isInclusive: true))
    #expect(range.upper == .init(.integer(10), isInclusive: false))
    #expect(!range.isNotNull)
    #expect(try restriction("a > 2.5", "a").lower == .init(.integer(3), isInclusive: true))
    #expect(
      try restriction("price > 0.00", "price").lower == .init(.integer(0), isInclusive: false))
    #expect(try restriction("NOT (a < 5)", "a").lower == .init(.integer(5), isInclusive: true))
    let hired = try restriction(
      "((day >= '1996-07-01'::date) AND (day <= (now() + '1 day'::interval)))", "day")
    let first = try #require(CalendarDate("1996-07-01"))
    #expect(hired.lower == .init(.date(first), isInclusive: true))
    #expect(hired.upper == .init(.date(Self.asOf.date.adding(days: 1)), isInclusive: true))
    #expect(
      try restriction("day <= '2020-01-01'", "day", .sqlite).upper?.value
        == CalendarDate("2020-01-01").map { .date($0) })
  }

  @Test func findsLists() throws {
    #expect(
      try restriction(
        "((code)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))",
        "code"
      )
      .allowed == [.text("x"), .text("y")])
    #expect(try restriction("a = 1 OR a = 3", "a").allowed == [.integer(1), .integer(3)])
    #expect(try restriction("a <> 3", "a").excluded == [.integer(3)])
    #expect(
      try restriction("flag IN (0, 1)", "flag", .sqlite).allowed == [.bool(false), .bool(true)])
    #expect(
      try restriction("upper((code)::text) = ANY (ARRAY['W'::text, 'S'::text])", "code")
        .allowed == [.text("W"), .text("S")])
    #expect(
      try restriction("(upper((code)::text) = ANY (ARRAY['W'::text])) OR (code IS NULL)", "code")
        .allowed == nil)
  }

  @Test func findsLengthsPatternsAndFormats() throws {
    #expect(try restriction("length(name) >= 3", "name").minimumLength == 3)
    #expect(try restriction("char_length(name) < 9", "name").maximumLength == 8)
    #expect(try restriction("name ~ '^x'", "name").patterns == [.init("^x", language: .regex)])
    #expect(
      try restriction("name NOT LIKE 'a!%' ESCAPE '!'", "name").patterns
        == [.init("a\\%", language: .like, isNegated: true)])
    #expect(
      try restriction("name LIKE 'a\\%'", "name", .sqlite).patterns
        == [.init("a\\\\%", language: .like, ignoresCase: true)])
    #expect(
      try restriction("strpos(name, '@') > 0", "name").patterns == [.init("%@%", language: .like)])
    #expect(try restriction("json_valid(name)", "name", .sqlite).formats == [.json])
    #expect(try restriction("date(name) IS NOT NULL", "name", .sqlite).formats == [.date])
    #expect(try restriction("btrim(name) <> ''", "name").minimumLength == 1)
  }

  @Test func findsValuesByTrying() throws {
    let multiples = try restriction("a % 15 = 0 AND a BETWEEN 1 AND 100", "a").allowed
    #expect(multiples == [15, 30, 45, 60, 75, 90].map { .integer($0) })
    let mondays = try #require(try restriction("extract(dow FROM day) = 1", "day").allowed)
    #expect(mondays.count > 200)
    #expect(try restriction("a % 2 = 0", "a").allowed == nil)
  }

  @Test func reportsContradictions() {
    let range = analysis(["a > 5", "a < 3"], notNull: ["a"])
    #expect(range.conflicts.count == 1)
    #expect(range.conflicts[0].column == "a")
    #expect(range.conflicts[0].sources == ["a > 5", "a < 3"])
    #expect(range.conflicts[0].explanation == "nothing is greater than 5 and less than 3")
    #expect(analysis(["code IN ('a')", "code IN ('b')"], notNull: ["code"]).conflicts.count == 1)
    #expect(analysis(["a > 3 AND a < 4"], notNull: ["a"]).conflicts.count == 1)
    #expect(analysis(["1 = 2"]).conflicts.count == 1)
    #expect(analysis(["a IS NULL"], notNull: ["a"]).conflicts.count == 1)
    // NULL is still left.
    let nullable = analysis(["a > 5", "a < 3"])
    #expect(nullable.conflicts.isEmpty)
    #expect(nullable.restrictions["a"]?.isAlwaysNull == true)
  }

  @Test func leavesTheUnknownToTheDatabase() {
    let constraints = analysis(["is_fine(a)", "a > 0", "name < code", "day > now()"])
    #expect(
      constraints.undecided.map(\.check.expression) == ["is_fine(a)", "name < code", "day > now()"])
    #expect(constraints.restrictions["a"]?.lower != nil)
    #expect(constraints.restrictions["day"]?.lower != nil)
  }

  @Test func readsDomainsAndGeneratedColumns() throws {
    let inner = RelationalDomain(
      name: "positive", base: .integer(bitCount: 32), isNullable: false,
      checks: [CheckConstraint(name: "above", expression: "(VALUE > 0)")])
    let outer = RelationalDomain(
      name: "percent", base: .domain(inner),
      checks: [CheckConstraint(name: "below", expression: "(VALUE <= 100)")])
    let table = RelationalTable(
      name: RelationName("t"),
      columns: [
        RelationalColumn(name: "p", type: .domain(outer), declaredType: "percent"),
        RelationalColumn(
          name: "twice", type: .integer(bitCount: 32), declaredType: "integer",
          source: .generated("(p * 2)")),
        RelationalColumn(
          name: "s", type: .text(maximumLength: 7, isPadded: false), declaredType: "varchar(7)"),
      ], checks: [CheckConstraint(name: "even", expression: "twice <> 50")])
    let constraints = TableConstraints(table: table, dialect: .postgres, asOf: Self.asOf)
    let restriction = try #require(constraints.restrictions["p"])
    #expect(restriction.isNotNull)
    #expect(restriction.lower == .init(.integer(0), isInclusive: false))
    #expect(restriction.upper == .init(.integer(100), isInclusive: true))
    #expect(restriction.sources.contains("above") && restriction.sources.contains("below"))
    #expect(constraints.restrictions["s"]?.maximumLength == 7)
    #expect(constraints.conditions.map(\.columns) == [["p"]])
  }

  // MARK: Several columns

  @Test func findsRelations() {
    func relations(_ check: String) -> [ColumnRelation] { analysis([check]).relations }
    #expect(
      relations("((until >= day) OR (until IS NULL))")
        == [.order(lesser: "day", greater: "until", distance: .none, isStrict: false)])
    #expect(
      relations("a + 3 < b")
        == [.order(lesser: "a", greater: "b", distance: .number(3), isStrict: true)])
    #expect(
      relations("b - a >= 2")
        == [.order(lesser: "a", greater: "b", distance: .number(2), isStrict: false)])
    #expect(
      relations("until <= day + interval '1 month'")
        == [.order(lesser: "until", greater: "day", distance: .number(-28), isStrict: false)])
    #expect(relations("a <> b") == [.different("a", "b")])
    guard case .definition(let column, let formula)? = relations("price = a * ratio").first else {
      Issue.record("no definition")
      return
    }
    #expect(column == "price" && formula.columns == ["a", "ratio"])
  }

  @Test func findsAlternatives() throws {
    let one = try #require(analysis(["num_nonnulls(a, b, name) = 1"]).choices.first)
    #expect(one.columns == ["a", "b", "name"])
    #expect(one.alternatives.count == 3)
    #expect(!one.alternatives.contains { !$0.isSufficient })
    for alternative in one.alternatives {
      #expect(alternative.restrictions.values.count { $0.isNotNull } == 1)
      #expect(alternative.restrictions.values.count { $0.isAlwaysNull } == 2)
    }
    // A column that must not be NULL leaves one alternative, which is no choice.
    let settled = analysis(["num_nonnulls(a, b) = 1"], notNull: ["b"])
    #expect(settled.choices.isEmpty && settled.conflicts.isEmpty)
    #expect(settled.restrictions["a"]?.isAlwaysNull == true)
    let kinds = try #require(
      analysis(["(code = 'x' AND a IS NOT NULL) OR (code = 'y' AND b IS NOT NULL)"]).choices.first)
    #expect(
      kinds.alternatives.map { $0.restrictions["code"]?.allowed } == [[.text("x")], [.text("y")]])
    // Disjunctions over common columns become one.
    let joined = analysis(["(a IS NULL) <> (b IS NULL)", "(b IS NULL) <> (name IS NULL)"])
    #expect(joined.choices.count == 1)
    #expect(joined.choices.first?.alternatives.count == 2)
    #expect(
      analysis(["(a IS NULL) <> (b IS NULL)"], notNull: ["a", "b"]).conflicts.count == 1)
  }

  @Test func takesProductsApartByTheirSigns() throws {
    let zero = try #require(analysis(["a * b = 0"]).choices.first)
    #expect(
      zero.alternatives.map { $0.restrictions.compactMapValues(\.allowed) } == [
        ["a": [.integer(0)]], ["b": [.integer(0)]],
      ])
    #expect(analysis(["a * b < 0"]).choices.first?.alternatives.count == 2)
    #expect(analysis(["a * b < 0", "a > 0"], notNull: ["a", "b"]).restrictions["b"]?.upper != nil)
  }

  // MARK: Documents

  private func document(
    _ check: String, _ dialect: RelationalSchema.Dialect = .sqlite
  ) throws -> DocumentShape {
    let column = RelationalColumn(
      name: "doc",
      type: dialect == .sqlite ? .text(maximumLength: nil, isPadded: false) : .json(isBinary: true),
      declaredType: "")
    let kind = RelationalColumn(
      name: "kind", type: .text(maximumLength: nil, isPadded: false), declaredType: "")
    let table = RelationalTable(
      name: RelationName("t"), columns: [column, kind],
      checks: [CheckConstraint(expression: check)])
    let constraints = TableConstraints(table: table, dialect: dialect, asOf: Self.asOf)
    #expect(constraints.undecided.map(\.check.expression) == [check])
    return try #require(constraints.restrictions["doc"]?.document, "\(check)")
  }

  private func part(_ shape: DocumentShape, _ path: DocumentShape.Step...) throws -> DocumentShape {
    try path.reduce(shape) { shape, step in
      try #require(shape.parts.first { $0.step == step }?.shape)
    }
  }

  @Test func readsPartsOfDocuments() throws {
    let array = try document("json_type(doc) = 'array' AND json_array_length(doc) = 3")
    #expect(array.kinds == [.array] && array.minimumCount == 3 && array.maximumCount == 3)
    let numbers = try document("json_type(doc, '$[0].x') IN ('integer', 'real')")
    #expect(numbers.kinds == [.array])
    #expect(try part(numbers, .element(0), .field("x")).kinds == [.integer, .real])
    let level = try part(
      try document("json_extract(doc, '$.\"a b\".level') BETWEEN 3 AND 7"), .field("a b"),
      .field("level"))
    let range = try #require(level.values.first?.restriction)
    #expect(range.lower == nil || range.lower?.value == .integer(3))
    #expect(level.values.compactMap(\.restriction.upper?.value) == [.integer(7)])
    let mode = try part(try document("doc ->> 'mode' IN ('on', 'off')"), .field("mode"))
    #expect(mode.values.first?.restriction.allowed == [.text("on"), .text("off")])
    let text = try part(
      try document("length(json_extract(doc, '$.name')) > 4"), .field("name"))
    #expect(text.values.first?.restriction.minimumLength == 5)
    let copy = try part(try document("json_extract(doc, '$.kind') = kind"), .field("kind"))
    #expect(copy.copiedColumn == "kind")
  }

  @Test func readsPartsOfBinaryDocuments() throws {
    let keys = try document("(doc ? 'a'::text) AND (doc ?& ARRAY['b'::text, 'c'::text])", .postgres)
    #expect(keys.parts.map(\.step) == [.field("a"), .field("b"), .field("c")])
    let age = try part(
      try document("(((doc ->> 'age'::text))::integer >= 18)", .postgres), .field("age"))
    #expect(age.values.first?.type == .integer(bitCount: 32))
    #expect(age.values.first?.restriction.lower?.value == .integer(18))
    let deep = try document("(doc #>> '{a,0,b}'::text[]) IS NOT NULL", .postgres)
    #expect(!(try part(deep, .field("a"), .element(0), .field("b")).kinds.contains(.null)))
    let truth = try document("jsonb_typeof((doc -> 'on'::text)) = 'boolean'::text", .postgres)
    #expect(try part(truth, .field("on")).kinds == [.true, .false])
    #expect(try document("doc IS JSON OBJECT", .postgres).kinds == [.object])
  }

  @Test func readsDocumentsOfAlternatives() throws {
    let kinds = try #require(
      analysis(
        ["(code = 'x' AND json_type(name, '$.a') = 'text') OR (code = 'y' AND name IS NULL)"],
        .sqlite
      ).choices.first)
    let optional = analysis(["json_valid(name) OR name IS NULL"], .sqlite)
    #expect(optional.choices.isEmpty && optional.restrictions["name"]?.formats == [.json])
    #expect(optional.restrictions["name"]?.isNotNull == false)
    #expect(
      kinds.alternatives.map { $0.restrictions["name"]?.document?.parts.map(\.step) } == [
        [.field("a")], nil,
      ])
  }

  // MARK: Soundness

  static let soundChecks =
    EvaluationTests.common + [
      "a > 0 OR b > 0", "a IS NULL OR b > a",
      "(a IS NOT NULL AND b IS NULL) OR (a IS NULL AND code = 'zz')",
      "(flag IS TRUE) = (a IS NOT NULL)", "CASE WHEN flag THEN a > 1 ELSE b > 1 END",
      "coalesce(a > 1, FALSE)", "coalesce(a > 1, TRUE)", "NOT (a = 1 AND b = 1)",
      "flag = (a IS NULL)", "(name = 'x') = (code = 'zz')", "NOT coalesce(a > 1, FALSE)",
      "(CASE WHEN a IS NULL THEN 0 ELSE 1 END + CASE WHEN b IS NULL THEN 0 ELSE 1 END) = 1",
      "a IS NULL AND b IS NULL OR a IS NOT NULL AND b IS NOT NULL AND a < b",
      "a = 1 OR a BETWEEN 10 AND 20", "(a, b) IN ((1, 2), (2, 7))", "price = a * 1.5 OR a IS NULL",
      "a * b = 0", "a * b <> 0", "a * b >= 0", "a * b < 0", "b - a > 0",
      "coalesce(a, 0) * (b - price) >= 0",
    ]

  @Test(arguments: [RelationalSchema.Dialect.postgres, .sqlite])
  func obeyingRowsAreGood(dialect: RelationalSchema.Dialect) throws {
    let sample = SampleTable(rowCount: 400, seed: 21, dialect: dialect)
    let evaluate: (String) throws -> [DatabaseValue]
    if dialect == .postgres {
      let database = try PostgresTestDatabase(schema: sample.script)
      evaluate = { try database.column("SELECT (\($0)) FROM sample ORDER BY row_id") }
    } else {
      let database = try TemporaryDatabase(schema: sample.script)
      evaluate = { try database.column("SELECT (\($0)) FROM sample ORDER BY row_id") }
    }
    let checks =
      Self.soundChecks + (dialect == .postgres ? EvaluationTests.postgres : EvaluationTests.sqlite)
    var goodRowCount = 0
    for check in checks {
      let constraints = analysis([check], dialect)
      #expect(constraints.undecided.allSatisfy { $0.reason.contains("moment") }, "\(check)")
      let truths = try evaluate(check).map { try ExpressionCompiler.isTrue(SQLValue($0)) }
      let isComplete =
        constraints.conditions.isEmpty
        || constraints.choices.allSatisfy { $0.alternatives.allSatisfy(\.isSufficient) }
          && !(constraints.choices.isEmpty && constraints.relations.isEmpty)
      for (row, truth) in zip(sample.rows, truths)
      where isComplete && Obedience(sample.table, row).obeys(constraints) {
        goodRowCount += 1
        if truth == false {
          Issue.record("\(check) for \(row)")
          break
        }
      }
    }
    // The property holds of nothing when no row obeys.
    #expect(goodRowCount > 2000)
  }
}

/// Whether single rows obey restrictions, choices and relations.
struct Obedience {
  private let values: [String: DatabaseValue]
  private let types: [String: RelationalType]

  init(_ table: RelationalTable, _ row: [DatabaseValue]) {
    values = Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row))
    types = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0.type) })
  }

  /// A value as restrictions have it: decimals as numbers.
  private func value(_ column: String) -> DatabaseValue {
    guard let value = values[column] else { return .null }
    if case .decimal = types[column], let text = value.asString, let number = Double(text) {
      return Int64(exactly: number).map { .integer($0) } ?? .real(number)
    }
    if types[column] == .real(bitCount: 64), let number = value.asDouble,
      let whole = Int64(exactly: number)
    {
      return .integer(whole)
    }
    return value
  }

  func obeys(_ constraints: TableConstraints) -> Bool {
    constraints.restrictions.allSatisfy { obeys($0.value, $0.key) }
      && constraints.relations.allSatisfy(obeys)
      && constraints.choices.allSatisfy { choice in
        choice.alternatives.contains { alternative in
          alternative.restrictions.allSatisfy { obeys($0.value, $0.key) }
            && alternative.relations.allSatisfy(obeys)
        }
      }
  }

  private func obeys(_ restriction: ColumnRestriction, _ column: String) -> Bool {
    RestrictionMatcher(restriction).accepts(value(column))
  }

  private func obeys(_ relation: ColumnRelation) -> Bool {
    if case .definition(let column, _) = relation { return value(column) == .null }
    if relation.columns.contains(where: { value($0) == .null }) { return true }
    switch relation {
    case .equal(let a, let b): return DatabaseValue.order(value(a), value(b)) == 0
    case .different(let a, let b): return DatabaseValue.order(value(a), value(b)) != 0
    case .order(let lesser, let greater, let distance, let isStrict):
      guard let low = number(value(lesser)), let high = number(value(greater)) else { return false }
      let gap: Double =
        switch distance {
        case .none: 0
        case .number(let number):
          if case .date = value(lesser) { number * day } else { number }
        case .microseconds(let count): Double(count)
        }
      return isStrict ? low + gap < high : low + gap <= high
    case .definition: return false
    }
  }

  private let day = Double(Timestamp.microsecondsPerDay)

  private func number(_ value: DatabaseValue) -> Double? {
    switch value {
    case .date(let date): Double(date.dayNumber) * day
    case .timestamp(let instant): Double(instant.microseconds)
    default: value.asDouble
    }
  }
}
