import Seedbed
import Testing

/// The generators over reference data, each with the tables that its values must come from.
@Suite("Values that look real")
struct FakeTests {
  private static let library = ReferenceLibrary(
    directory: #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
      + "/reference-data")

  private func values(_ generator: Generator, rows: Int = 2000) throws -> [String] {
    let plan = try CompiledPlan(
      BulkPlan(
        "fake", noun: "rows", tables: [TablePlan("t", rows: rows) { Column("x", generator) }]),
      seed: 42,
      binding: PlanBinding(reference: Self.library, asOf: Timestamp(seconds: 1_767_225_600)))
    return try (0..<rows).map { row in
      try #require(try plan.row(row, of: "t")[0].value.asString)
    }
  }

  private func entries(_ file: String, _ column: String) throws -> Set<String> {
    Set(try Self.library.rows(file) { try $0.text(column) })
  }

  @Test(
    "come from their reference table",
    arguments: [
      ("given names", Generator.givenName, "given_names", "name"),
      ("surnames", .surname, "surnames", "name"),
      ("job titles", .jobTitle, "job_titles", "title"),
      ("trades", .trade, "trades", "trade"),
      ("cities", .city, "cities", "city"),
      ("countries", .countryName, "countries", "name"),
      ("country codes", .countryCode, "countries", "code"),
      ("languages", .languageCode, "languages", "code"),
      ("currencies", .currencyCode, "currencies", "code"),
      ("user agents", .userAgent, "user_agents", "user_agent"),
    ] as [(String, Generator, String, String)])
  func comeFromTheirTable(
    name: String, generator: Generator, file: String, column: String
  ) throws {
    let values = try values(generator)
    let entries = try entries(file, column)
    #expect(values.allSatisfy(entries.contains), "\(name)")
    #expect(Set(values).count > min(entries.count, 20) / 2, "\(name) vary")
  }

  @Test("are full names of a given name and a surname")
  func fullNames() throws {
    let given = try entries("given_names", "name")
    let surnames = try entries("surnames", "name")
    for name in try values(.fullName) {
      let space = try #require(name.firstIndex(of: " "))
      #expect(given.contains(String(name[..<space])))
      #expect(surnames.contains(String(name[name.index(after: space)...])))
    }
  }

  @Test("are as frequent as in the census: one in a hundred is called Smith")
  func surnameFrequency() throws {
    let smiths = try values(.surname, rows: 20_000).count { $0 == "Smith" }
    // The list's share is 1.006 %, of a total that its rare names' end is cut from: 90.5 %.
    #expect((150...300).contains(smiths), "\(smiths) of 20,000")
  }

  @Test("are company names of three words of their lists")
  func companyNames() throws {
    let suffixes = Set(
      try Self.library.rows("company_words") { row in
        try row.text("kind") == "suffix" ? try row.text("word") : ""
      })
    for name in try values(.companyName, rows: 200) {
      let words = name.split(separator: " ", maxSplits: 1)
      #expect(words.count == 2 && suffixes.contains(String(words[1])), "\(name)")
    }
  }

  @Test("are addresses of the networks for documentation")
  func addresses() throws {
    for address in try values(.ipAddress, rows: 500) {
      #expect(
        ["192.0.2.", "198.51.100.", "203.0.113."].contains { address.hasPrefix($0) }, "\(address)")
    }
  }

  @Test("name the file when the table is missing")
  func missingTable() throws {
    let error = #expect(throws: ReferenceDataError.self) {
      try values(.entry(of: "no_such_table", "name"))
    }
    #expect(error?.description.contains("no_such_table.tsv") == true)
  }
}
