import Seedbed
import Testing

@testable import SeedbedFill

@Suite struct FillInferenceTests {
  private static func text(_ length: Int? = 80) -> RelationalType {
    .text(maximumLength: length, isPadded: false)
  }

  private static func table(
    _ name: String, _ columns: [(String, RelationalType)], keys: [UniqueKey] = [],
    isNullable: Bool = false
  ) -> RelationalTable {
    RelationalTable(
      name: RelationName(name),
      columns: columns.map {
        RelationalColumn(name: $0.0, type: $0.1, declaredType: "\($0.1)", isNullable: isNullable)
      }, uniqueKeys: keys)
  }

  static let names: [(table: String, column: String, generator: String)] = [
    ("users", "email", "email"), ("users", "usr_email_address", "email"),
    ("kunden", "vorname", "first_name"), ("clientes", "apellidos", "last_name"),
    ("clients", "prénom", "first_name"), ("kunden", "Straße", "street_address"),
    ("Customer", "FirstName", "first_name"), ("customer", "FIRST_NAME", "first_name"),
    ("person", "firstname", "first_name"), ("customers", "name", "full_name"),
    ("companies", "name", "company"), ("products", "name", "product"),
    ("products", "product_name", "product"), ("countries", "name", "country"),
    ("category", "name", "category"), ("t", "billing_city", "city"), ("t", "zip", "postal_code"),
    ("t", "postalcode", "postal_code"), ("t", "plz", "postal_code"), ("t", "phonenumber", "phone"),
    ("t", "homePhone", "phone"), ("t", "iban", "iban"), ("t", "creditcard_number", "card_number"),
    ("t", "isbn", "isbn"), ("posts", "title", "title"), ("employees", "title", "job_title"),
    ("posts", "slug", "slug"), ("t", "avatar_url", "image_url"), ("t", "homepage", "website"),
    ("t", "remote_ip", "ip_address"), ("t", "user_agent", "user_agent"),
    ("t", "mac", "mac_address"),
    ("t", "thumbnailphotofilename", "image_file"), ("t", "mime_type", "mime_type"),
    ("t", "currency_code", "currency_code"), ("t", "time_zone", "time_zone"),
    ("t", "password_hash", "password_hash"), ("t", "api_token", "token"),
    ("t", "notes", "note"), ("t", "description", "sentence"), ("t", "status", "status"),
    ("film", "title", "work_title"), ("t", "background_color", "color_hex"),
    ("t", "Beschreibung", "sentence"), ("t", "lang", "language_code"), ("t", "sku", "sku"),
  ]

  @Test(arguments: names)
  func aTextsNameSaysWhatItIs(item: (table: String, column: String, generator: String)) throws {
    let decisions = try InferenceFixture.decisions(
      Self.table(item.table, [(item.column, Self.text(120))]))
    #expect(decisions.last?.generator == item.generator, "\(decisions.last?.reason ?? "")")
    #expect(decisions.last?.confidence == .likely)
  }

  static let figures: [(column: String, type: RelationalType, generator: String)] = [
    ("price", .decimal(precision: 10, scale: 2), "price"),
    ("price_cents", .integer(bitCount: 32), "price_cents"),
    ("view_count", .integer(bitCount: 32), "count"),
    ("quantity", .integer(bitCount: 16), "quantity"),
    ("is_active", .boolean, "boolean"), ("is_active", .integer(bitCount: 16), "flag"),
    ("lat", .real(bitCount: 64), "latitude"),
    ("lng", .decimal(precision: 9, scale: 6), "longitude"),
    ("birth_date", .date, "birth_date"), ("created_at", .timestamp(hasZone: true), "past"),
    ("expires_at", .timestamp(hasZone: true), "future"), ("age", .integer(bitCount: 16), "age"),
    ("createdAt", .integer(bitCount: 64), "past"), ("created_at", text(19), "past"),
    ("year", .integer(bitCount: 16), "year"), ("port", .integer(bitCount: 32), "port"),
    ("x", .uuid, "uuid"), ("token", text(36), "uuid"), ("checksum", text(32), "md5"),
  ]

  @Test(arguments: figures)
  func aFiguresNameAndTypeSayWhatItIs(
    item: (column: String, type: RelationalType, generator: String)
  ) throws {
    let decisions = try InferenceFixture.decisions(Self.table("t", [(item.column, item.type)]))
    #expect(decisions[0].generator == item.generator, "\(decisions[0].reason)")
  }

  @Test func aNameThatSaysNothingIsAGuess() throws {
    let decisions = try InferenceFixture.decisions(Self.table("t", [("xqz", Self.text())]))
    #expect(decisions[0].confidence == .guess)
  }

  @Test func aCommentDecidesWhereTheNameDoesNot() throws {
    var table = Self.table("t", [("xqz", Self.text())])
    table.columns[0].comment = "The e-mail address of whoever is told"
    #expect(try InferenceFixture.decisions(table)[0].generator == "email")
  }

  @Test func generatedAndReferringColumnsAreLeftToOthers() throws {
    var table = Self.table("t", [("a", Self.text()), ("b", Self.text()), ("c", Self.text())])
    table.columns[0].source = .generated("b")
    table.foreignKeys = [
      RelationalForeignKey(columns: ["b"], parent: RelationName("p"), parentColumns: ["id"])
    ]
    #expect(try InferenceFixture.decisions(table).map(\.column) == ["c"])
  }

  @Test func anAllowedListIsCertainAndWhole() throws {
    var restriction = ColumnRestriction()
    restriction.allowed = [.text("new"), .text("paid"), .text("far too long for it")]
    restriction.excluded = [.text("new")]
    restriction.sources = ["state_check"]
    let decision = try InferenceFixture.decisions(
      Self.table("orders", [("state", Self.text(8))]), restrictions: ["state": restriction])[0]
    #expect(decision.confidence == .certain)
    #expect(decision.reason.contains("state_check"))
    guard case .space(let space) = decision.source else {
      Issue.record("no space")
      return
    }
    #expect(space.sample() == [.text("paid")])
  }

  @Test func whatNoValueSatisfiesIsSaid() throws {
    var restriction = ColumnRestriction()
    restriction.allowed = [.text("far too long for it")]
    let decision = try InferenceFixture.decisions(
      Self.table("orders", [("state", Self.text(8))]), restrictions: ["state": restriction])[0]
    guard case .impossible = decision.source else {
      Issue.record("\(decision)")
      return
    }
  }

  static let ranges: [(RelationalType, Double?, Double?, Bool)] = [
    (.integer(bitCount: 32), 5, 9, true), (.integer(bitCount: 32), 5, 9, false),
    (.integer(bitCount: 16), 1000, nil, true), (.integer(bitCount: 32), nil, -5, false),
    (.decimal(precision: 5, scale: 2), 0, 1, false),
    (.decimal(precision: 10, scale: 4), 99, nil, true),
    (.real(bitCount: 64), 0, 0.3, false), (.real(bitCount: 32), -1, 1, true),
    (.decimal(precision: nil, scale: nil), 2_000_000, 3_000_000, true),
  ]

  @Test(arguments: ranges)
  func numbersKeepWithinTheirBounds(item: (RelationalType, Double?, Double?, Bool)) throws {
    for name in ["price", "xqz", "quantity", "age"] {
      var restriction = ColumnRestriction()
      restriction.lower = item.1.map { .init(.real($0), isInclusive: item.3) }
      restriction.upper = item.2.map { .init(.real($0), isInclusive: item.3) }
      restriction.excluded = [.integer(7)]
      let decision = try InferenceFixture.decisions(
        Self.table("t", [(name, item.0)]), restrictions: [name: restriction])[0]
      guard case .space(let space) = decision.source else {
        Issue.record("\(name): \(decision.reason)")
        continue
      }
      for value in space.sample(500) + space.drawn(500) {
        let number = try #require(value.number)
        if let lower = item.1 { #expect(item.3 ? number >= lower : number > lower) }
        if let upper = item.2 { #expect(item.3 ? number <= upper : number < upper) }
        #expect(number != 7)
      }
    }
  }

  @Test func momentsKeepWithinTheirBounds() throws {
    let day = CalendarDate(year: 1960, month: 2, day: 29)
    for type in [RelationalType.date, .timestamp(hasZone: false)] {
      for name in ["created_at", "birth_date", "expires_on", "xqz"] {
        var restriction = ColumnRestriction()
        restriction.upper = .init(.date(day), isInclusive: false)
        let decision = try InferenceFixture.decisions(
          Self.table("t", [(name, type)]), restrictions: [name: restriction])[0]
        guard case .space(let space) = decision.source else {
          Issue.record("\(name): \(decision.reason)")
          continue
        }
        for value in space.sample(300) {
          #expect(try #require(value.seconds) < Int64(day.dayNumber) * 86_400)
        }
      }
    }
  }

  @Test func uniqueColumnsHaveEnoughValues() throws {
    let columns: [(String, RelationalType)] = [
      ("name", Self.text(60)), ("code", Self.text(3)), ("email", .caseInsensitiveText),
      ("position", .integer(bitCount: 32)), ("on", .date), ("country", Self.text(nil)),
      ("price", .decimal(precision: 8, scale: 2)),
    ]
    for (name, type) in columns {
      let table = Self.table(
        "country", [(name, type)],
        keys: [UniqueKey(name: "k", elements: [.column(name, collation: nil)])])
      let decision = try InferenceFixture.decisions(table)[0]
      guard case .space(let space) = decision.source else {
        Issue.record("\(name): \(decision.reason)")
        continue
      }
      let counts = [space.count] + decision.wider.map(\.count)
      #expect((counts.last ?? 0) >= 10_000, "\(name): \(counts)")
      #expect(counts == counts.sorted(), "\(name)")
      for wider in decision.wider {
        #expect(wider.kind == space.kind)
        if type == .caseInsensitiveText {
          #expect(wider.texts(300).allSatisfy { $0 == $0.lowercased() })
        }
      }
    }
  }

  @Test func decisionsAreTheSameEveryTime() throws {
    let table = Self.table(
      "people",
      [
        ("first_name", Self.text()), ("last_name", Self.text()), ("gender", Self.text(1)),
        ("email", Self.text(120)), ("city", Self.text()), ("country", Self.text()),
        ("created_at", .timestamp(hasZone: true)), ("updated_at", .timestamp(hasZone: true)),
      ], isNullable: true)
    let first = try InferenceFixture.rows(try InferenceFixture.decisions(table), count: 100)
    let second = try InferenceFixture.rows(try InferenceFixture.decisions(table), count: 100)
    #expect(first == second)
    let other = try InferenceFixture.rows(
      try InferenceFixture.decisions(table), count: 100, seed: 8)
    #expect(first != other)
  }
}
