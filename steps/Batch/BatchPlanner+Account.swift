internal import Seedbed

extension BatchPlanner {
  /// The accounts, and all that a profile's parts must agree on.
  func players(_ count: Int) throws -> TablePlan {
    let realms = reference.realms.elements
    let cities = try batchCities()
    let languages = try reference.library.table("languages").map { try $0.text("code") }
    let languagePositions = positions(languages)
    let natives = realms.enumerated().flatMap { position, realm in
      realm.languages.pairs.map { (realm: position, code: $0.element, weight: $0.weight) }
    }
    let years = reference.levels.enumerated().flatMap { position, level in
      (max(level.years.lowerBound, 1)...min(level.years.upperBound, 25)).map {
        (level: position, years: $0)
      }
    }
    let categoryOf = categoryPositions
    let titles = reference.titles.enumerated().flatMap { position, title in
      title.levels.map { level in
        (group: (categoryOf[title.category] ?? 0) * 5 + level - 1, title: position)
      }
    }
    let genders = positions(Gender.allCases.map(\.rawValue))
    let titleSkills = try titleSkills()
    let secondsPerDay = 86_400

    return TablePlan(
      table: "players", rows: .count(count),
      columns: [
        // Where somebody lives.
        .hidden(
          "realm",
          .pick(
            from: try Pool(Array(realms.indices), weights: realms.map(\.weight)))),
        .hidden(
          "city",
          .pickPosition(
            from: try Pool(
              cities.map(\.name), weights: cities.map(\.weight), groups: cities.map(\.realm)),
            by: "realm")),
        .hidden(
          "native_language",
          .pick(
            from: try Pool(
              try natives.map { try language($0.code, languagePositions) },
              weights: natives.map(\.weight), groups: natives.map(\.realm)), by: "realm")),
        // What somebody does.
        .hidden(
          "category",
          .pick(
            from: try Pool(
              Array(reference.categories.elements.indices),
              weights: reference.categories.elements.map(\.weight)))),
        .hidden(
          "level", .pick(from: try Pool(Array(0..<5), weights: [20, 34, 28, 12, 6]))),
        .hidden(
          "years",
          .pick(
            from: try Pool(years.map(\.years), groups: years.map(\.level)), by: "level")),
        .hidden("category_level", .integer(.column("category") * 5 + .column("level"))),
        .hidden(
          "title",
          .pick(
            from: try Pool(titles.map(\.title), groups: titles.map(\.group)),
            by: "category_level")),
        .hidden("title_level", .integer(.column("title") * 5 + .column("level"))),
        .hidden(
          "main_skill",
          .pick(
            from: try Pool(
              titleSkills.map(\.skill), weights: titleSkills.map(\.weight),
              groups: titleSkills.map(\.title)), by: "title")),
        .hidden(
          "main_trade",
          .pick(
            from: try pool(
              "trades", "trade", weight: "weight", group: "category", positions: categoryOf),
            by: "category")),
        // When: school from the age of 18 to 21 on, then work, then the account.
        .hidden(
          "career_start",
          .date(.asOfDays - .column("years") * 365.25 - .random(in: 150...330))),
        .hidden("education_end", .date(.column("career_start") - .random(in: 10...120))),
        .hidden(
          "education_start", .date(.column("education_end") - .random(in: 1095...1825))),
        .hidden("birth_date", .date(.column("education_start") - .random(in: 6580...7665))),
        .hidden(
          "gender_position", .pick(from: try Pool(Array(0..<Gender.allCases.count)))),

        Column("id", .rowNumber(from: Self.firstID)),
        Column("role", .constant(PlayerRole.candidate)),
        Column(
          "first_name",
          .pick(
            from: try pool(
              "given_names", "name", weight: "weight", group: "gender", positions: genders),
            by: "gender_position")),
        Column("last_name", .pick(from: try pool("surnames", "name", weight: "weight"))),
        Column(
          "email",
          .email(
            from: "first_name", "last_name", unique: true,
            domains: try pool("email_domains", "domain", weight: "weight"))),
        .hidden("handle", .slug(from: "first_name", "last_name")),
        Column("locale", .lookup(try Pool(languages), at: "native_language")),
        Column("time_zone", .lookup(try Pool(cities.map(\.zone)), at: "city")),
        Column(
          "created_at",
          .timestamp(.asOfSeconds - .random(in: secondsPerDay...730 * secondsPerDay))),
        Column(
          "confirmed_at",
          .timestamp(.column("created_at") + .random(in: 40...7200)).nullable(0.03)),
        Column("terms_accepted_at", .copy("created_at")),
        Column(
          "current_sign_in_at",
          .timestamp(
            .column("created_at")
              + (.asOfSeconds - .column("created_at")) * .uniform(0.1...0.99))),
        Column(
          "last_sign_in_at",
          .timestamp(
            .column("created_at")
              + (.column("current_sign_in_at") - .column("created_at")) * .uniform(0...0.98))),
        Column("current_sign_in_ip", .ipAddress),
        Column("last_sign_in_ip", .ipAddress),
        Column("sign_in_count", .integer(2 + .exponential(mean: 24))),
        // The form of a bcrypt digest; no password has it.
        Column(
          "encrypted_password",
          try .pattern("$2a$12$*****************************************************")),
        Column("failed_attempts", .pick(from: try Pool([0, 1, 2, 3], weights: [90, 6, 3, 1]))),
        Column("otp_enabled", .bool(0.22)),
        Column("updated_at", .copy("current_sign_in_at")),
      ])
  }

  /// The profiles.
  func avatars(per players: TablePlan) throws -> TablePlan {
    let skills = try reference.library.table("skills").map { try $0.text("skill") }
    let bios = try (1...4).map { try bioSentences(slot: $0) }
    let columns = try record(of: "players", as: "player_id") {
      inherited(
        "realm", "city", "native_language", "category", "level", "years", "title", "title_level",
        "main_skill", "main_trade", "career_start", "education_end", "education_start", "handle",
        "email", "current_sign_in_at", "current_sign_in_ip", "gender_position")
      Column("category_id", .lookup(try Pool(ids.categories), at: "category"))
      Column("job_title_id", .lookup(try Pool(ids.jobTitles), at: "title"))
      Column(
        "display_name",
        .template(
          "{first} {last}",
          columns: [
            "first": .parent("first_name"), "last": .parent("last_name"),
          ]))
      Column(
        "job_title",
        .lookup(try Pool(byTitleAndLevel { $0.displayed($1) }), at: "title_level"))
      Column.hidden("skill_name", .lookup(try Pool(skills), at: "main_skill"))
      Column.hidden("city_name", .lookup(try Pool(try batchCities().map(\.name)), at: "city"))
      Column("headline", .template("{job_title} · {skill_name} · {city_name}"))
      // The category, and whether there are years enough to speak of.
      Column.hidden(
        "bio_group",
        .integer(.column("category") * 2 + .minimum(1, .floor(.column("years") / 2))))
      for (slot, sentences) in bios.enumerated() {
        Column.hidden(
          "bio_\(slot + 1)",
          .template(
            from: sentences, by: "bio_group",
            columns: [
              "title": "job_title", "city": "city_name", "skill": "skill_name",
              "trade": "main_trade",
            ]))
      }
      Column("bio", .template("{bio_1} {bio_2} {bio_3} {bio_4}"))
      Column("seniority", .lookup(try Pool(Seniority.allCases.map(\.rawValue)), at: "level"))
      Column("years_experience", .copy("years"))
      Column("gender", .lookup(try Pool(Gender.allCases.map(\.rawValue)), at: "gender_position"))
      Column("birth_date", .parent("birth_date"))
      Column(
        "visibility",
        .pick(from: try Pool(Visibility.allCases.map(\.rawValue), weights: [72, 20, 8])))
      Column("published", .bool(0.88))
      Column("last_active_at", .parent("current_sign_in_at"))
    }
    return TablePlan("avatars", onePer: players) { columns }
  }

  /// A city that candidates live in.
  struct BatchCity {
    var realm: Int
    var name: String
    var latitude: Double
    var longitude: Double
    var zone: String
    var weight: Int
  }

  /// The cities of the realms that have a weight.
  func batchCities() throws -> [BatchCity] {
    let realmOf = positions(reference.realms.elements.map(\.code))
    var weights: [String: Int] = [:]
    for row in try reference.library.table("city_weights") {
      weights[try row.text("country") + "/" + row.text("city")] = try row.integer("weight")
    }
    return try reference.library.table("cities").compactMap { row in
      let country = try row.text("country")
      let name = try row.text("city")
      guard let realm = realmOf[country], let weight = weights["\(country)/\(name)"] else {
        return nil
      }
      return BatchCity(
        realm: realm, name: name, latitude: try row.real("latitude"),
        longitude: try row.real("longitude"), zone: try row.text("zone"), weight: weight)
    }
  }

  /// The skills that go with each job title.
  func titleSkills() throws -> [(title: Int, skill: Int, weight: Int)] {
    let rows = try reference.library.table("skills").map { row in
      (
        category: try row.text("category"), titles: try row.list("titles"),
        weight: try row.integer("weight")
      )
    }
    return reference.titles.enumerated().flatMap { position, title in
      rows.enumerated().compactMap { skill, row in
        guard row.category == title.category,
          row.titles.isEmpty || row.titles.contains(title.name)
        else { return nil }
        return (title: position, skill: skill, weight: row.weight)
      }
    }
  }

  /// The sentences of one part of a biography, by category and by whether they may speak of years.
  private func bioSentences(slot: Int) throws -> Pool {
    var texts: [String] = []
    var groups: [Int] = []
    for (position, category) in reference.categories.elements.enumerated() {
      for text in try reference.texts("bio_sentences", category: category.slug, slot: slot) {
        for hasYears in 0...1 where hasYears == 1 || !text.contains("{years}") {
          texts.append(text)
          groups.append(position * 2 + hasYears)
        }
      }
    }
    return try Pool(texts, groups: groups)
  }

  /// The position of a language in `languages.tsv`.
  func language(_ code: String, _ positions: [String: Int]) throws -> Int {
    guard let position = positions[code] else {
      throw ReferenceDataError(
        path: "\(reference.library.directory)/languages.tsv", line: nil,
        problem: "there is no '\(code)', which realms.tsv names")
    }
    return position
  }
}
