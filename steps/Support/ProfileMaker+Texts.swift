internal import Seedbed

extension ProfileMaker {
  /// Title and strongest skills, or the city of somebody who has named no skill yet.
  func headline(_ title: String, skills: [String], city: City) -> String {
    skills.isEmpty
      ? "\(title) · \(city.name)" : "\(title) · \(skills.prefix(3).joined(separator: ", "))"
  }

  /// Four sentences, of which none speaks of what the profile does not have.
  func bio(
    row: Int, category: Category, title: String, years: Int, city: City, skills: [String],
    trades: [String]
  ) throws -> String {
    var draws = draws("bio", row: row)
    var sentences: [String] = []
    for slot in 1...4 {
      let all = try reference.texts("bio_sentences", category: category.slug, slot: slot)
      let fitting = all.filter {
        !($0.contains("{years}") && years < 2) && !($0.contains("{skill}") && skills.isEmpty)
          && !($0.contains("{trade}") && trades.isEmpty)
      }
      // The second sentence looks back on past work.
      guard !fitting.isEmpty, slot != 2 || !trades.isEmpty else { continue }
      sentences.append(
        filled(
          draws.pick(fitting),
          [
            "title": title, "years": String(years), "city": city.name,
            "skill": skills.first ?? "", "trade": trades.last ?? "",
          ]))
    }
    return sentences.joined(separator: " ")
  }

  /// Skills of a title, the best known first.
  func skillNames(_ title: JobTitle, row: Int, count: Int) throws -> [String] {
    var draws = draws("skills", row: row)
    return try reference.skills(of: title).sample(count, &draws)
  }

  /// Levels and years that fit the seniority; the first skill is the strongest.
  func abilities(
    _ names: some Sequence<String>, row: Int, level: SeniorityLevel, years: Int, isStarting: Bool
  ) -> [CandidateProfile.Ability] {
    var draws = draws("ability_levels", row: row)
    let usual = isStarting ? 1 : min(level.level + 1, 5)
    return names.enumerated().map { position, name in
      let shift = position == 0 ? 0 : draws.pick([-2, -1, -1, 0, 0])
      let known = isStarting ? 0 : draws.integer(in: (years + 1) / 2...max(years, (years + 1) / 2))
      return CandidateProfile.Ability(
        name: name, level: max(usual + shift, 1), years: position == 0 ? years : known)
    }
  }

  /// A mother tongue of the realm, and languages that people there have learned.
  func dialects(_ realm: Realm, row: Int, count: Int) throws -> [CandidateProfile.Dialect] {
    var draws = draws("dialects", row: row)
    let native = realm.languages.pick(&draws)
    let learned = realm.secondLanguages.sample(count, &draws).filter { $0 != native }
    let levels: [Proficiency] = [.c1, .b2, .b1]
    var dialects = [
      CandidateProfile.Dialect(
        code: native, name: try reference.languageName(native), proficiency: .native)
    ]
    for (position, code) in learned.prefix(count - 1).enumerated() {
      let step = draws.integer(in: 0...1)
      dialects.append(
        CandidateProfile.Dialect(
          code: code, name: try reference.languageName(code),
          proficiency: levels[min(position + step, levels.count - 1)]))
    }
    return dialects
  }
}
