import Seedbed
import Testing

@testable import SeedbedFill

@Suite struct RelatedColumnTests {
  private static func text(_ length: Int? = 120) -> RelationalType {
    .text(maximumLength: length, isPadded: false)
  }

  private func rows(
    _ name: String, _ columns: [(String, RelationalType)],
    restrictions: [String: ColumnRestriction] = [:], isNullable: Bool = false,
    dialect: RelationalSchema.Dialect = .postgres
  ) throws -> [[String: DatabaseValue]] {
    let table = RelationalTable(
      name: RelationName(name),
      columns: columns.map {
        RelationalColumn(name: $0.0, type: $0.1, declaredType: "", isNullable: isNullable)
      })
    return try InferenceFixture.rows(
      try InferenceFixture.decisions(table, restrictions: restrictions, dialect: dialect))
  }

  private func string(_ value: DatabaseValue?) -> String {
    if case .text(let text) = value { text } else { "" }
  }

  @Test func namesOfOnePersonAgree() throws {
    let vocabulary = try InferenceFixture.vocabulary.get()
    let women = Set(vocabulary.words("given_female").texts)
    var restriction = ColumnRestriction()
    restriction.allowed = [.text("M"), .text("F")]
    let rows = try rows(
      "people",
      [
        ("gender", Self.text(1)), ("full_name", Self.text(60)), ("first_name", Self.text(40)),
        ("last_name", Self.text(40)), ("email", Self.text(120)), ("username", Self.text(120)),
      ], restrictions: ["gender": restriction])
    for row in rows {
      let first = string(row["first_name"])
      let last = string(row["last_name"])
      #expect(string(row["full_name"]) == "\(first) \(last)")
      #expect(string(row["gender"]) == (women.contains(first) ? "F" : "M"))
      #expect(string(row["email"]).hasPrefix(first.lowercased().filter(\.isLetter)))
      #expect(string(row["username"]).contains(last.lowercased().filter(\.isLetter)))
    }
    #expect(Set(rows.map { string($0["email"]) }).count == rows.count)
    #expect(Set(rows.map { string($0["gender"]) }) == ["F", "M"])
  }

  /// The letters of a text in lower case.
  private func letters(_ text: String) -> String {
    TextSlug.slug(text).filter(\.isLetter)
  }

  @Test func narrowAddressesAreOfPeopleWithShortNames() throws {
    let rows = try rows(
      "customer",
      [
        ("first_name", Self.text(45)), ("last_name", Self.text(45)), ("email", Self.text(50)),
        ("username", Self.text(30)),
      ])
    for row in rows {
      let name = letters(string(row["first_name"])) + letters(string(row["last_name"]))
      #expect(letters(string(row["email"])).hasPrefix(name))
      #expect(letters(string(row["username"])) == name)
      #expect(string(row["email"]).count <= 50 && string(row["username"]).count <= 30)
    }
    #expect(Set(rows.map { string($0["last_name"]) }).count > 150)
    let alone = try self.rows("t", [("full_name", Self.text(45)), ("email", Self.text(50))])
    for row in alone {
      #expect(letters(string(row["email"])).hasPrefix(letters(string(row["full_name"]))))
    }
  }

  @Test func addressesThatAPatternAcceptsAreOfTheName() throws {
    var restriction = ColumnRestriction()
    restriction.patterns = [.init("%_@_%", language: .like)]
    let table = RelationalTable(
      name: RelationName("t"),
      columns: [("first_name", 45), ("last_name", 45), ("email", 90)].map {
        RelationalColumn(name: $0.0, type: Self.text($0.1), declaredType: "", isNullable: false)
      })
    let decisions = try InferenceFixture.decisions(
      table, restrictions: ["email": restriction], dialect: .sqlite,
      support: .analysis(dialect: .sqlite, asOf: InferenceFixture.asOf))
    for row in try InferenceFixture.rows(decisions) {
      let name = letters(string(row["first_name"])) + letters(string(row["last_name"]))
      #expect(letters(string(row["email"])).hasPrefix(name))
    }
  }

  @Test func anAccountWithoutNamesIsOneForAll() throws {
    for row in try rows("t", [("username", Self.text(40)), ("email", Self.text(80))]) {
      let name = letters(string(row["username"]))
      #expect(!name.isEmpty && letters(string(row["email"])).hasPrefix(name))
    }
  }

  @Test func copiesInOneCaseAreOfTheirColumn() throws {
    let rows = try rows(
      "users",
      [
        ("lower_name", Self.text()), ("name", Self.text(80)), ("UserName", Self.text(256)),
        ("NormalizedUserName", Self.text(256)), ("email_lower", Self.text()),
        ("Email", Self.text()),
      ])
    for row in rows {
      #expect(string(row["lower_name"]) == string(row["name"]).lowercased())
      #expect(string(row["NormalizedUserName"]) == string(row["UserName"]).uppercased())
      #expect(string(row["email_lower"]) == string(row["Email"]))
    }
    #expect(rows.contains { string($0["name"]) != string($0["lower_name"]) })
  }

  @Test func meansLieBetweenTheLeastAndTheGreatest() throws {
    let rows = try rows(
      "t",
      [
        ("max_v", .real(bitCount: 64)), ("mean_v", .decimal(precision: 9, scale: 2)),
        ("min_v", .integer(bitCount: 32)), ("bytes_received", .integer(bitCount: 64)),
        ("total_bytes", .integer(bitCount: 64)),
      ])
    for row in rows {
      let least = row["min_v"]?.number ?? 0
      let mean = row["mean_v"]?.number ?? 0
      #expect(least < mean && mean < row["max_v"]?.number ?? 0)
      #expect((row["bytes_received"]?.number ?? 0) < row["total_bytes"]?.number ?? 0)
    }
  }

  @Test func partsOfAnAddressAreOfOnePlace() throws {
    let rows = try rows(
      "addresses",
      [
        ("city", Self.text(30)), ("region", Self.text(40)), ("postal_code", Self.text(10)),
        ("country", Self.text(40)), ("country_code", Self.text(2)),
        ("lat", .decimal(precision: 9, scale: 6)), ("lon", .real(bitCount: 64)),
        ("ship_city", Self.text(30)), ("ship_country", Self.text(40)),
      ])
    var countries: [String: (String, Int64, Int64)] = [:]
    for row in try InferenceFixture.reference.table("cities") {
      let name = try InferenceFixture.reference.table("countries").first {
        try $0.text("code") == row.text("country")
      }?.text("name")
      countries["\(try row.text("city"))/\(name ?? "")"] = (
        try row.text("country"), Int64(try row.real("latitude") * 100),
        Int64(try row.real("longitude") * 100)
      )
    }
    for row in rows {
      let place = try #require(countries["\(string(row["city"]))/\(string(row["country"]))"])
      #expect(place.0 == string(row["country_code"]))
      #expect(abs((row["lat"]?.number ?? 0) * 100 - Double(place.1)) < 7)
      #expect(abs((row["lon"]?.number ?? 0) * 100 - Double(place.2)) < 7)
      #expect(countries["\(string(row["ship_city"]))/\(string(row["ship_country"]))"] != nil)
    }
    #expect(rows.contains { $0["city"] != $0["ship_city"] })
    #expect(Set(rows.map { string($0["city"]) }).count > 50)
  }

  static let orders: [(RelationalType, String, String, Bool)] = [
    (.timestamp(hasZone: true), "created_at", "updated_at", false),
    (.timestamp(hasZone: true), "updated_at", "deleted_at", false),
    (.date, "start_date", "end_date", true), (.date, "valid_from", "valid_until", true),
    (.timestamp(hasZone: false), "orderdate", "shipdate", false),
    (.date, "birth_date", "hire_date", false),
    (.integer(bitCount: 64), "created_at", "updated_at", false),
    (.time(hasZone: false), "start_time", "end_time", true),
    (.integer(bitCount: 32), "min_qty", "max_qty", true),
    (.decimal(precision: 9, scale: 2), "price_from", "price_to", true),
    (text(nil), "startedAt", "stoppedAt", true), (text(19), "created_at", "updated_at", false),
    (.timestamp(hasZone: false), "CreationDate", "ModificationDate", false),
    (.integer(bitCount: 64), "ctime", "mtime", false),
    (.timestamp(hasZone: true), "creation_date", "deletion_date", false),
    (.timestamp(hasZone: true), "created_at", "last_heartbeat_at", false),
    (.timestamp(hasZone: true), "created_at", "rolled_back_at", false),
    (text(nil), "created_at", "verified_at", false),
    (.real(bitCount: 64), "created_ts", "updated_ts", false),
  ]

  @Test(arguments: orders, [false, true])
  func whatComesFirstComesFirst(
    item: (RelationalType, String, String, Bool), isReversed: Bool
  ) throws {
    var columns = [(item.1, item.0), (item.2, item.0)]
    if isReversed { columns.reverse() }
    for isNullable in [false, true] {
      let rows = try rows("t", columns, isNullable: isNullable)
      var compared = 0
      for row in rows {
        guard let first = row[item.1], let second = row[item.2], first != .null, second != .null
        else { continue }
        compared += 1
        switch (first, second) {
        case (.text(let a), .text(let b)) where a.contains(":"):
          #expect(item.3 ? a < b : a <= b)
        default:
          let a = try #require(first.seconds.map { Double($0) } ?? first.number)
          let b = try #require(second.seconds.map { Double($0) } ?? second.number)
          #expect(item.3 ? a < b : a <= b, "\(first) \(second)")
        }
      }
      #expect(compared > 20)
    }
  }

  @Test func nobodyIsHiredAsAChild() throws {
    for row in try rows("employees", [("hire_date", .date), ("birth_date", .date)]) {
      let years =
        try #require(row["hire_date"]?.seconds) - (try #require(row["birth_date"]?.seconds))
      #expect(years >= 16 * 365 * 86_400)
      #expect(
        try #require(row["hire_date"]?.seconds) <= InferenceFixture.asOf.microseconds / 1_000_000)
    }
  }

  @Test func anAccountIsNotAsOldAsItsOwner() throws {
    let now = InferenceFixture.asOf.microseconds / 1_000_000
    let rows = try rows(
      "users", [("birth_date", Self.text(nil)), ("created_at", Self.text(nil))])
    for row in rows {
      let created = try #require(
        Timestamp(string(row["created_at"]).replacing(" ", with: "T") + "Z"))
      #expect(now - created.microseconds / 1_000_000 < 4 * 366 * 86_400)
    }
  }

  @Test func anEndWithoutAStartFollowsTheRow() throws {
    for row in try rows(
      "runs",
      ["stopped_at", "started_at", "created_at"].map { ($0, .timestamp(hasZone: true)) },
      isNullable: true)
    {
      guard let created = row["created_at"]?.seconds, let end = row["stopped_at"]?.seconds else {
        continue
      }
      #expect(created <= end)
    }
  }

  @Test func chainsOfMomentsKeepTheirOrder() throws {
    let names = ["created_at", "approved_at", "shipped_at", "delivered_at", "updated_at"]
    let rows = try rows(
      "orders", names.shuffled().map { ($0, .timestamp(hasZone: true)) }, isNullable: true)
    for row in rows {
      let moments = names.compactMap { row[$0]?.seconds }
      #expect(moments == moments.sorted())
      #expect(moments.allSatisfy { $0 <= InferenceFixture.asOf.microseconds / 1_000_000 })
    }
  }

  @Test(arguments: [RelationalSchema.Dialect.postgres, .sqlite])
  func totalsAreTotals(dialect: RelationalSchema.Dialect) throws {
    let rows = try rows(
      "order_items",
      [
        ("total_price", .decimal(precision: 12, scale: 2)), ("quantity", .integer(bitCount: 32)),
        ("unit_price", .decimal(precision: 8, scale: 2)),
      ], dialect: dialect)
    for row in rows {
      let total = (row["unit_price"]?.number ?? 0) * (row["quantity"]?.number ?? 0)
      #expect(abs(total - (row["total_price"]?.number ?? -1)) < 0.001)
    }
    let sums = try self.rows(
      "orders",
      [
        ("subtotal", .decimal(precision: 12, scale: 2)),
        ("tax_amount", .decimal(precision: 12, scale: 2)),
        ("freight", .decimal(precision: 12, scale: 2)),
        ("total_due", .decimal(precision: 14, scale: 2)),
      ], dialect: dialect)
    for row in sums {
      let sum = ["subtotal", "tax_amount", "freight"].reduce(0) { $0 + (row[$1]?.number ?? 0) }
      #expect(abs(sum - (row["total_due"]?.number ?? -1)) < 0.001)
    }
  }

  @Test func slugsAndAddressesAreOfTheName() throws {
    let posts = try rows("posts", [("slug", Self.text(200)), ("title", Self.text(80))])
    for row in posts {
      let word = string(row["title"]).lowercased().split(separator: " ").first ?? ""
      #expect(string(row["slug"]).hasPrefix(String(word)))
    }
    let companies = try rows("companies", [("website", Self.text(200)), ("name", Self.text(80))])
    for row in companies {
      let word = string(row["name"]).lowercased().split(separator: " ").first ?? ""
      #expect(string(row["website"]).hasPrefix("https://\(word)"))
    }
  }

  @Test func columnsThatAreUsuallyEmptyAre() throws {
    let rows = try rows(
      "people", [("deleted_at", .timestamp(hasZone: true)), ("last_name", Self.text())],
      isNullable: true)
    #expect(rows.count { $0["deleted_at"] == .null } > 400)
    #expect(rows.count { $0["last_name"] == .null } == 0)
  }
}
