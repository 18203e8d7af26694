import PostgresTestServer
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import SeedbedFill

/// What the evaluator says of a row is what the engine itself says of it.
@Suite struct EvaluationTests {
  static let asOf = Timestamp(seconds: 1_790_000_000)

  /// Conditions that both engines understand.
  static let common = [
    "a > 1", "a >= b", "a <> b", "a + b * 2 <= 10", "a - b > -2 AND b IS NOT NULL",
    "a / 2 = 1", "(a + 20) % 7 < 3", "-a < b", "a BETWEEN 0 AND 10", "a NOT BETWEEN b AND 5",
    "a IN (1, 2, 15)", "a NOT IN (1, 2)", "a IN (1, NULL)", "a NOT IN (1, NULL)",
    "a IS NULL OR b IS NULL", "(a IS NULL) = (b IS NULL)", "NOT (a > 1 OR b > 1)",
    "a > 1 IS NOT TRUE", "(a > 1) IS FALSE", "a IS DISTINCT FROM b", "a IS NOT DISTINCT FROM 1",
    "price >= 0.00", "price * 2 < 4", "price = 1.5", "price > a", "price + ratio > 1", "ratio <= 1",
    "ratio * 2 = 1", "price <= 99.99",
    "name = 'abc'", "name <> 'abc'", "name IN ('x', 'abc')", "length(name) > 2",
    "lower(name) = 'abc'", "upper(name) = 'ABC'", "trim(name) <> ''", "name || code = 'abcabc'",
    "substr(name, 2, 1) = 'b'", "replace(name, 'b', 'X') = 'aXc'",
    "coalesce(a, 0) >= 0", "coalesce(a, b, 7) > 1", "nullif(a, 1) IS NULL", "abs(a) < 4",
    "CASE WHEN a > 1 THEN b > 1 ELSE b IS NULL END",
    "CASE a WHEN 1 THEN 10 WHEN 2 THEN 20 END > 15",
    "day <= until", "day > '2020-01-01'", "day BETWEEN '2020-01-01' AND '2024-03-01'",
    "at >= '2020-01-01 00:00:00'", "(a, b) = (1, 2)",
    "a > 0 AND (name = 'x' OR code = 'zz') OR flag", "NOT flag OR a = 1",
    "CAST(a AS text) = '1'", "CAST(name AS text) = 'x'", "round(ratio) = 1",

  ]

  static let postgres = [
    "sign = 'ab'", "sign ~ '^[a-z]{2,3}$'", "sign LIKE 'ab%'", "sign::text ~ '^..$'",
    "length(sign) = 2",
    "sign LIKE '%b'", "upper(sign) = 'ABC'", "sign IN ('a', 'abc')", "sign <> code",
    "octet_length(name) > 3", "code = upper(code)",
    "num_nonnulls(a, b, name) = 1", "num_nulls(a, b) <= 1", "name ~ '^[a-z]+$'", "name ~* '^ABC$'",
    "name !~ '[0-9]'", "name LIKE 'a%'", "name NOT LIKE '%c'", "name ILIKE 'ab_'",
    "name LIKE '50\\%'", "name LIKE 'a!_c' ESCAPE '!'", "name SIMILAR TO '(abc|x)%'",
    "name = ANY (ARRAY['x', 'abc'])", "code <> ALL (ARRAY['zz', 'abc'])",
    "a = ANY ('{1,2}'::int[])",
    "a > ANY (ARRAY[1, 5])", "extract(year FROM day) = 2024", "extract(dow FROM day) IN (4, 5)",
    "date_part('month', at) = 2", "date_trunc('day', at) = at", "day + 30 > until",
    "until - day <= 40", "day + interval '1 month' = until", "at <= now()", "day < CURRENT_DATE",
    "at::date = day", "at - interval '1 day' < day", "strpos(name, '@') > 0",
    "position('@' IN name) = 2", "left(name, 1) = 'a'", "right(code, 2) = '12'",
    "starts_with(code, 'A')", "char_length(name) <= 3", "btrim(name) = 'abc'", "mod(a, 2) = 1",
    "greatest(a, b) > 5", "least(a, b) < 0", "a::numeric / 4 > 0.3", "price::int = 2",
    "name IN ('x'::varchar, 'abc')", "(flag)::int + (a IS NULL)::int = 1", "flag IS UNKNOWN",
    "price / 3 > 0.5", "trunc(price) = price", "ceil(price) = 2", "floor(ratio) = ratio",
    "name ~ '@' AND name ~ '\\.'", "name LIKE ANY (ARRAY['a%', 'x%'])", "a # 3 = 1", "a & 1 = 1",
  ]

  static let sqlite = [
    "name = upper(name)",
    "a == 1", "a != 1", "a ISNULL", "b NOTNULL", "a IS 1", "a IS NOT b", "a & 1", "a | 1 = 3",
    "a << 1 > 4", "~a < -2", "name LIKE 'ab%'", "name NOT LIKE '%C'", "name LIKE 'a!_c' ESCAPE '!'",
    "name GLOB 'a*'", "name GLOB '[A-Z]*'", "name NOT GLOB '*[^a-z]*'", "code GLOB '????-??-??'",
    "typeof(a) = 'integer'", "typeof(name) IN ('text', 'null')", "length(a) = 2",
    "instr(name, '@') > 0",
    "ifnull(a, 1) = 1", "iif(a > 1, b, 1) = 1", "min(a, b) = 1", "max(a, b) > 5",
    "date(code) IS NOT NULL", "date(code) = code", "day = date(day)",
    "julianday(until) - julianday(day) > 0",
    "strftime('%Y', day) = '2024'", "strftime('%m-%d', at) = '02-29'",
    "date(day, '+1 month') > until",
    "datetime(at) >= '2020-01-01 00:00:00'", "date('2024-01-31', '+1 month') = '2024-03-02'",
    "json_valid(code) AND code IS NOT NULL", "name = \"abc\"", "name COLLATE NOCASE = 'abc'",
    "a = '1'", "name > 5",
    "code = 1.5", "a / 0 IS NULL", "a % 4 = 1", "ratio % 2 = 1", "price > 1", "a || b = '12'",
    "[a] > (0)", "`b` > 0", "unicode(name) = 97", "hex(name) = '78'", "flag IN (0, 1)", "flag = 1",
    "CAST(code AS INTEGER) = 2024", "CAST(price AS INTEGER) = 1", "a > 1 = b > 1", "x'41' = 'A'",
    "NOT a", "a AND b", "ratio IS 1.0", "likely(a > 1)", "substr(name, -2) = 'bc'", "name < 'b'",
    "round(ratio, 0) = 1", "at < '2024-03-01'", "day <= at",
  ]

  @Test func agreesWithSQLite() throws {
    let sample = SampleTable(rowCount: 200, seed: 11, dialect: .sqlite)
    let database = try TemporaryDatabase(schema: sample.script)
    for text in Self.common + Self.sqlite {
      let truths = try database.column("SELECT (\(text)) FROM sample ORDER BY row_id").map {
        try ExpressionCompiler.isTrue(SQLValue($0))
      }
      try expectAgreement(text, text, sample, truths)
    }
  }

  @Test func agreesWithPostgreSQLOnWhatItMakesOfAConstraint() throws {
    let sample = SampleTable(rowCount: 200, seed: 12, dialect: .postgres)
    let database = try PostgresTestDatabase(schema: sample.script)
    for text in Self.common + Self.postgres {
      try database.session.executeScript(
        """
        CREATE TABLE twin (LIKE sample);
        ALTER TABLE twin ADD CONSTRAINT c CHECK (\(text));
        """)
      let written = try #require(
        try database.column(
          "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'c'"
        ).first?.asString)
      try database.session.executeScript("DROP TABLE twin")
      let truths = try database.column("SELECT (\(text)) FROM sample ORDER BY row_id").map {
        try ExpressionCompiler.isTrue(SQLValue($0))
      }
      try expectAgreement(text, text, sample, truths)
      try expectAgreement(text, written, sample, truths)
    }
  }

  /// Compares the batch's marks, each row's own, and the value to the engine's truths.
  private func expectAgreement(
    _ text: String, _ written: String, _ sample: SampleTable, _ truths: [Bool?],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let condition: RowCondition
    do {
      condition = try RowCondition(
        CheckConstraint(expression: written), table: sample.table, dialect: sample.dialect,
        asOf: Self.asOf)
    } catch let error {
      Issue.record("\(written): \(error)", sourceLocation: sourceLocation)
      return
    }
    let vectors = sample.vectors(condition.columns)
    var marks = [UInt8](repeating: 9, count: sample.rows.count)
    let count = marks.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map {
        condition.markViolations(vectors, rowCount: sample.rows.count, into: $0)
      }
    }
    #expect(count == truths.count { $0 == false }, "\(written)", sourceLocation: sourceLocation)
    for (row, truth) in truths.enumerated() {
      let isViolated = truth == false
      if (marks[row] == 1) != isViolated || condition.isViolated(vectors, row: row) != isViolated {
        Issue.record(
          "\(written) is \(String(describing: truth)) for \(sample.rows[row])",
          sourceLocation: sourceLocation)
        return
      }
    }
  }

  @Test(arguments: [
    "a > (SELECT 1)", "unknown_function(a)", "nothing = 1", "a >", "(a = 1", "a ~~~ 2",
    "name AT TIME ZONE 'UTC' > '2020'", "EXISTS (SELECT 1)", "a = 1 b", "'open", "a = 1::nothing",
  ])
  func refusesWhatItDoesNotKnow(text: String) {
    let sample = SampleTable(rowCount: 1, seed: 1, dialect: .postgres)
    #expect(throws: UndecidableExpression.self) {
      try RowCondition(
        CheckConstraint(expression: text), table: sample.table, dialect: .postgres,
        asOf: Self.asOf)
    }
  }
}
