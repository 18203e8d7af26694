import Seedbed
import SeedbedConfiguration
import SeedbedFill
import Testing

@Suite("Configuration of a fill, read")
struct FillConfigurationReaderTests {
  @Test("everything that a file may say is understood")
  func wholeFile() throws {
    let read = try configuration(
      """
      size: m
      only: [users, orders]
      exclude: "audit_*"
      locale: de_DE
      tables:
        users:
          rows: 100000
          columns:
            email: email
            status: {values: {active: 8, closed: 2}}
            role: {values: [a, b], weights: [0.5, 1.5], nulls: 0.1}
            score: {generator: integer, min: 1, max: 9}
            total: {sql: "price * quantity"}
            owner_id: {references: app.people.id, distribution: even}
            boss_id: {distribution: even}
            note: {value: null}
            level: {value: 3}
            code: {generator: template, text: "A-##"}
            kind: {generator: pick, values: [x]}
            city: {nulls: 0.5}
            born: {generator: past, from: 2020-01-01, until: "2021-01-01T12:00:00Z"}
        "*":
          rows: 10/users
      """)
    #expect(read.rows == .size(.medium))
    #expect(read.only.map(\.text) == ["users", "orders"])
    #expect(read.exclude.map(\.text) == ["audit_*"])
    #expect(read.locale?.text == "de_DE")
    #expect(read.tables.map(\.pattern.text) == ["users", "*"])
    #expect(read.tables.map(\.rows) == [.rows(100_000), .perRow(10, of: "users")])
    let values = Dictionary(
      uniqueKeysWithValues: read.tables[0].columns.map { ($0.pattern.text, $0.values) })
    #expect(values["email"] == .generator("email", GeneratorArguments()))
    #expect(values["status"] == .list([.text("active"), .text("closed")], weights: [8, 2]))
    #expect(values["role"] == .list([.text("a"), .text("b")], weights: [500, 1500]))
    #expect(
      values["score"]
        == .generator(
          "integer", GeneratorArguments(["min": .value(.real(1)), "max": .value(.real(9))])))
    #expect(values["total"] == .sql("price * quantity"))
    #expect(
      values["owner_id"]
        == .reference(.init(table: "app.people", column: "id", distribution: .even)))
    #expect(values["boss_id"] == .reference(.init(distribution: .even)))
    #expect(values["note"] == .constant(.null))
    #expect(values["level"] == .constant(.integer(3)))
    #expect(
      values["code"]
        == .generator("template", GeneratorArguments(["text": .value(.text("A-##"))])))
    #expect(values["kind"] == .list([.text("x")], weights: nil))
    #expect(values["city"] == .inferred)
    let born = Timestamp(CalendarDate(year: 2020, month: 1, day: 1))
    let until = try #require(Timestamp("2021-01-01T12:00:00Z"))
    #expect(
      values["born"]
        == .generator(
          "past",
          GeneratorArguments([
            "from": .value(.timestamp(born)), "until": .value(.timestamp(until)),
          ])))
    #expect(read.tables[0].columns.map(\.nulls).compactMap { $0 } == [0.1, 0.5])
    #expect(read.tables[0].columns[0].pattern.place?.description == "seedbed.yml:9:7")
  }

  @Test("JSON says the same as YAML")
  func json() throws {
    let yaml = try configuration("rows: 5\ntables: {a: {columns: {b: {values: {x: 1, y: 2}}}}}")
    let json = try configuration(
      #"{"rows": 5, "tables": {"a": {"columns": {"b": {"values": {"x": 1, "y": 2}}}}}}"#)
    #expect(yaml.rows == json.rows)
    #expect(yaml.tables[0].columns[0].values == json.tables[0].columns[0].values)
  }

  @Test(
    "each mistake is said with its place and what to do",
    arguments: [
      ("row: 5", "1:1: the configuration has no key 'row'; did you mean 'rows'?"),
      ("rows: -1", "1:7: rows is a whole number from 0 up, and not '-1'"),
      ("rows: 1\nsize: s", "2:1: rows and size contradict each other; keep one"),
      ("size: xl", "1:7: size is one of s, m, l, and not 'xl'"),
      ("tables: [a]", "1:9: tables is a mapping, as 'key: value', and not a list"),
      ("tables: {a: {colums: 1}}", "1:14: a table has no key 'colums'; did you mean 'columns'?"),
      (
        "tables: {a: {rows: x}}",
        "1:20: rows is a whole number from 0 up, or a number for each row of another table as "
          + "10/companies, and not 'x'"
      ),
      (
        "tables: {a: {columns: {b: emial}}}",
        "1:27: there is no generator 'emial'; did you mean 'email'?"
      ),
      (
        "tables: {a: {columns: {b: qqqqqqqq}}}",
        "1:27: there is no generator 'qqqqqqqq'; README lists them"
      ),
      (
        "tables: {a: {columns: {b: {genrator: email}}}}",
        "1:28: a column has no key 'genrator'; did you mean 'generator'?"
      ),
      (
        "tables: {a: {columns: {b: {}}}}",
        "1:24: 'b' says nothing; write generator, values, value, sql, references, nulls or locale"
      ),
      (
        "tables: {a: {columns: {b: }}}",
        "1:24: say where the values of 'b' come from: name a generator, or write {value: null}"
      ),
      (
        "tables: {a: {columns: {b: {generator: email, min: 1}}}}",
        "1:46: email is told nothing but nulls, and not 'min'; leave it out"
      ),
      (
        "tables: {a: {columns: {b: {generator: integer, mn: 1}}}}",
        "1:48: integer is not told 'mn'; did you mean 'min'?"
      ),
      (
        "tables: {a: {columns: {b: {generator: integer, min: x}}}}",
        "1:53: min is a number, and not 'x'"
      ),
      (
        "tables: {a: {columns: {b: {generator: integer, min: 3, max: 2}}}}",
        "1:53: min is greater than max; exchange them"
      ),
      (
        "tables: {a: {columns: {b: {generator: past, from: soon}}}}",
        "1:51: from is a day or an instant, as 2020-01-01, and not 'soon'"
      ),
      (
        "tables: {a: {columns: {b: {generator: boolean, true_share: 2}}}}",
        "1:60: true_share is a number from 0.0 to 1.0, and not '2'"
      ),
      (
        "tables: {a: {columns: {b: template}}}",
        "1:27: template needs a text, as {generator: template, text: 'A-##'}"
      ),
      ("tables: {a: {columns: {b: pick}}}", "1:27: pick needs values, as {values: [a, b]}"),
      ("tables: {a: {columns: {b: {values: []}}}}", "1:36: values has none; name at least one"),
      (
        "tables: {a: {columns: {b: {values: 5}}}}",
        "1:36: values is a list, or a mapping of values to weights, and not '5'"
      ),
      (
        "tables: {a: {columns: {b: {values: [1, null]}}}}",
        "1:40: NULL is not a value of a list; write nulls: 0.1 beside it"
      ),
      (
        "tables: {a: {columns: {b: {values: {x: -1}}}}}",
        "1:40: a weight is a number from 0.0 to 1000000000.0, and not '-1'"
      ),
      (
        "tables: {a: {columns: {b: {values: {x: 0}}}}}",
        "1:28: all weights are 0; give some value one"
      ),
      (
        "tables: {a: {columns: {b: {values: [x], weights: [1, 2]}}}}",
        "1:41: weights is a list of as many numbers as there are values, 1"
      ),
      (
        "tables: {a: {columns: {b: {sql: x, weights: [1]}}}}",
        "1:36: weights goes with values only; leave it out"
      ),
      (
        "tables: {a: {columns: {b: {sql: x, value: 1}}}}",
        "1:36: sql and value contradict each other; keep one"
      ),
      (
        "tables: {a: {columns: {b: {value: [1]}}}}",
        "1:35: value is a single value, and not a list"
      ),
      (
        "tables: {a: {columns: {b: {references: people}}}}",
        "1:40: references is a table and its column, as people.id, and not 'people'"
      ),
      (
        "tables: {a: {columns: {b: {references: a.b, distribution: evn}}}}",
        "1:59: distribution is one of skewed, even, and not 'evn'"
      ),
      (
        "tables: {a: {columns: {b: {nulls: 1.5}}}}",
        "1:35: nulls is a number from 0.0 to 1.0, and not '1.5'"
      ),
      (
        "tables: {a: {columns: {b: [1]}}}",
        "1:27: a column is a mapping, as 'key: value', and not a list"
      ),
    ])
  func mistakes(text: String, problem: String) {
    let found = #expect(throws: ConfigurationProblems.self) { try configuration(text) }
    #expect(found?.description == "seedbed.yml:\(problem)")
  }

  @Test("all mistakes are said at once, in the order of the lines")
  func allAtOnce() {
    let found = #expect(throws: ConfigurationProblems.self) {
      try configuration(
        """
        tables:
          a: {columns: {b: emial, c: {nulls: 2}}}
        row: 5
        """)
    }
    #expect(found?.problems.map(\.place?.line) == [2, 2, 3])
  }

  @Test("every generator of the registry can be named by its name alone")
  func everyGeneratorCanBeNamed() throws {
    for generator in GeneratorRegistry.standard.generators
    where !["pick", "template"].contains(generator.name) {
      let read = try configuration("tables: {a: {columns: {b: \(generator.name)}}}")
      #expect(
        read.tables[0].columns[0].values
          == .generator(generator.name, GeneratorArguments()))
    }
  }
}
