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
    ("t", "zip_code", "postal_code"), ("t", "label", "label"), ("labels", "name", "label"),
    ("t", "app_label", "label"), ("t", "number_label", "label"),
    ("files", "strVideoCodec", "codec"),
    ("ZPERSON", "ZFIRSTNAME", "first_name"), ("ZPERSON", "ZEMAIL", "email"),
    ("repos", "default_branch", "git_branch"), ("t", "active_job_id", "uuid"),
    ("t", "SecurityStamp", "token"), ("t", "ConcurrencyStamp", "uuid"),
    ("t", "private_key", "token"), ("users", "location", "city"),
    ("warehouse", "location", "location"), ("media_file", "suffix", "file_extension"),
    ("people", "suffix", "name_suffix"), ("t", "has_phone_number", "boolean"),
    ("t", "passwd_hash_algo", "algorithm"), ("t", "phone_e164", "phone"), ("t", "e164", "phone"),
    ("t", "emoji", "emoji"), ("t", "latitude", "latitude"), ("m", "MigrationId", "migration"),
    ("schema_migrations", "version", "migration"), ("jobs", "schedule", "cron"),
    ("t", "class_name", "class_name"), ("students", "class_name", "label"), ("t", "isin", "isin"),
    ("moz_perms", "origin", "website"),
    ("t", "lastPlayed", "recent"), ("t", "active_at", "past"), ("t", "sent_utc", "past"),
  ]

  @Test func theColumnsBesideItSayWhatANameIs() throws {
    let address = try InferenceFixture.decisions(
      Self.table(
        "a",
        [
          ("city", Self.text()), ("state", Self.text()), ("zip_code", Self.text()),
          ("billing_zip", Self.text()), ("billing_state", Self.text(2)),
        ]))
    let made = Dictionary(uniqueKeysWithValues: address.map { ($0.column, $0.generator) })
    #expect(made["state"] == "region")
    #expect(made["billing_state"] == "region_code")
    #expect(address.first { $0.column == "state" }?.reason.contains("of the row's place") ?? false)
    let file = Self.table("t", [("mime_type", Self.text()), ("suffix", Self.text())])
    #expect(try InferenceFixture.decisions(file)[1].generator == "file_extension")
    let account = Self.table("t", [("name", Self.text()), ("email", Self.text())])
    #expect(try InferenceFixture.decisions(account).contains { $0.generator == "full_name" })
    #expect(
      try InferenceFixture.decisions(Self.table("t", [("state", Self.text())]))[0].generator
        == "status")
  }

  static let spans: [(column: String, type: RelationalType, generator: String)] = [
    ("last_activity", .integer(bitCount: 64), "recent"),
    ("last_seen", .integer(bitCount: 64), "recent"),
    ("last_access_time", .integer(bitCount: 64), "recent"),
    ("firstaccess", .integer(bitCount: 64), "past"),
    ("expires_in", .integer(bitCount: 64), "duration_seconds"),
    ("speed", .integer(bitCount: 32), "integer"),
    ("date_sent", .integer(bitCount: 64), "past"),
    ("deleted_unix", .integer(bitCount: 64), "past"),
    ("reserved_at", .integer(bitCount: 32), "past"),
    ("mtime", .integer(bitCount: 64), "recent"), ("event_ts", .real(bitCount: 64), "past"),
    ("dtstart", .integer(bitCount: 64), "past"),
    ("scrolling_time", .integer(bitCount: 32), "duration_seconds"),
    ("total_view_time", .integer(bitCount: 32), "duration_seconds"),
    ("time_elapsed", .real(bitCount: 64), "duration_seconds"),
    ("start_time", .integer(bitCount: 64), "past"), ("deleted", .integer(bitCount: 16), "flag"),
    ("created_ms", .integer(bitCount: 64), "past"),
    ("elapsed_ms", .integer(bitCount: 64), "duration_milliseconds"),
    ("weight", .real(bitCount: 64), "weight"), ("has_phone_number", .integer(bitCount: 8), "flag"),
  ]

  @Test(arguments: spans)
  func momentsAndSpansAreToldByTheirNames(
    item: (column: String, type: RelationalType, generator: String)
  ) throws {
    let decision = try InferenceFixture.decisions(Self.table("t", [(item.column, item.type)]))[0]
    #expect(decision.generator == item.generator, "\(decision.reason)")
  }

  static let defaults: [(expression: String, type: RelationalType, shape: String)] = [
    ("CURRENT_TIMESTAMP", text(nil), "0000-00-00 00:00:00"),
    ("datetime('now')", text(nil), "0000-00-00 00:00:00"),
    ("now()", text(nil), "0000-00-00 00:00:00"),
    ("'0000-00-00 00:00:00'", text(nil), "0000-00-00 00:00:00"),
    ("date('now')", text(nil), "0000-00-00"),
    ("strftime('%Y-%m-%dT%H:%M:%fZ','now')", text(nil), "0000-00-00T00:00:00.000Z"),
    ("strftime('%Y-%m-%d %H:%M:%f', 'now')", text(nil), "0000-00-00 00:00:00.000"),
    ("unixepoch()", .integer(bitCount: 64), "0000000000"),
    ("strftime('%s','now')", .integer(bitCount: 64), "0000000000"),
    ("(unixepoch() * 1000)", .integer(bitCount: 64), "0000000000000"),
    ("gen_random_uuid()", text(nil), "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
    ("lower(hex(randomblob(16)))", text(nil), String(repeating: "x", count: 32)),
  ]

  @Test(arguments: defaults)
  func aDefaultTellsWhatAnUnclearNameDoesNot(
    item: (expression: String, type: RelationalType, shape: String)
  ) throws {
    var table = Self.table("t", [("xqz", item.type)])
    table.columns[0].defaultExpression = item.expression
    let decision = try InferenceFixture.decisions(table, dialect: .sqlite)[0]
    guard case .space(let space) = decision.source else {
      Issue.record("\(decision)")
      return
    }
    let isDigits = item.shape.contains("x")
    for value in space.sample(50) {
      var text = ""
      switch value {
      case .text(let own): text = own
      case .integer(let number): text = "\(number)"
      default: Issue.record("\(value)")
      }
      let shape = String(
        text.map { sign in
          isDigits ? (sign.isHexDigit ? "x" : sign) : sign.isNumber ? "0" : sign
        })
      #expect(shape == item.shape, "\(decision.reason)")
    }
  }

  @Test func uniqueNumbersStaySmallAndUniqueTextsKeepTheirCapitals() throws {
    for name in ["pinned_order", "lft", "xqz"] {
      let decision = try InferenceFixture.decisions(
        Self.table(
          "t", [(name, .integer(bitCount: 64))],
          keys: [UniqueKey(name: "k", elements: [.column(name, collation: nil)])]))[0]
      guard case .space(let space) = decision.source else {
        Issue.record("\(decision)")
        continue
      }
      let fitting = ([space] + decision.wider).first { $0.count >= 100_000 }
      #expect(
        try #require(fitting).sample(500).allSatisfy { ($0.number ?? .infinity) < 2_147_483_648 })
    }
    let decision = try InferenceFixture.decisions(
      Self.table(
        "people", [("name", .caseInsensitiveText)],
        keys: [UniqueKey(name: "k", elements: [.column("name", collation: nil)])]))[0]
    guard case .space(let space) = decision.source else {
      Issue.record("\(decision)")
      return
    }
    #expect(space.texts(200).allSatisfy { $0 != $0.lowercased() })
  }

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
          let texts = wider.texts(3000)
          #expect(Set(texts.map { $0.lowercased() }).count == texts.count)
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
