internal import Seedbed

/// Makes one coherent profile from the seed and a row of the demo's profiles.
///
/// Everything hangs together: title, skills, trades and salary on the category; years and salary on
/// the level; city, zone, phone prefix and currency on the realm. The career is laid out backwards
/// from `asOf`: the experiences first, before them the education, and before that the birth.
struct ProfileMaker: Sendable {
  let reference: ProfileReference
  let random: RandomSource
  let asOf: Timestamp

  init(_ context: SeedContext) throws {
    reference = try ProfileReference(context.reference)
    random = context.random
    asOf = context.asOf
  }

  /// The draws of one purpose for one row.
  func draws(_ purpose: String, row: Int) -> CoordinateRandom {
    random.draws(table: DemoMix.stream, purpose: purpose, row: row)
  }

  /// The profile of a brief.
  func profile(_ brief: CandidateBrief) throws -> CandidateProfile {
    let row = brief.row
    let counts = DemoMix.counts(row: row)
    let kind = DemoMix.kind(row: row)
    let category = try category(brief)
    let level = level(brief, kind: kind, counts: counts)
    let title = try title(brief, category: category, level: level.level)
    let realm = try realm(brief)
    let city = try city(brief, realm: realm)
    let abilityNames = try skillNames(title, row: row, count: max(counts.abilities, 3))
    let career = try career(
      CareerOutline(
        row: row, kind: kind, counts: counts, title: title, level: level, realm: realm,
        skills: abilityNames))
    let isStarting = kind == .graduate || kind == .newcomer
    var visits = draws("visits", row: row)
    let sessions = try sessions(row: row, count: counts.sessions)
    let shownSkills = counts.abilities > 0 ? abilityNames : []
    return CandidateProfile(
      row: row, person: brief.person, birthDate: career.birthDate, category: category,
      title: title, level: level, yearsExperience: isStarting ? 0 : career.years, realm: realm,
      city: city, visibility: visibility(brief), isPublished: kind != .newcomer && kind != .staff,
      headline: headline(title.displayed(level), skills: shownSkills, city: city),
      bio: try bio(
        row: row, category: category, title: title.displayed(level), years: career.years,
        city: city, skills: shownSkills, trades: career.experiences.map(\.trade)),
      portfolioHeadline: "\(brief.person.fullName), \(title.name)",
      acceptsRemote: visits.bool(probability: 0.6),
      radiusKilometres: 5 * visits.integer(in: 2...20),
      salary: SalaryModel.range(
        category: category, title: title, level: level, realm: realm, percent: 96...114),
      trainings: career.trainings, experiences: career.experiences,
      abilities: abilities(
        abilityNames.prefix(counts.abilities), row: row, level: level, years: career.years,
        isStarting: isStarting),
      dialects: try dialects(realm, row: row, count: counts.dialects),
      beacons: beacons(brief.person, realm: realm, row: row, count: counts.beacons),
      links: try links(brief.person, row: row, count: counts.links),
      sessions: sessions,
      images: try images(brief.person, row: row, count: counts.images),
      registeredAt: asOf.adding(days: -visits.integer(in: 60...400))
        .adding(seconds: -Int64(visits.integer(in: 0...86_399))))
  }

  private func category(_ brief: CandidateBrief) throws -> Category {
    if let slug = brief.category { return try reference.category(slug) }
    var draws = draws("category", row: brief.row)
    return reference.categories.pick(&draws)
  }

  /// The level: the one of the brief, the first for beginners, otherwise one that leaves time for
  /// the experiences.
  private func level(
    _ brief: CandidateBrief, kind: ProfileKind, counts: ProfileCounts
  ) -> SeniorityLevel {
    if let level = brief.level { return reference.level(level) }
    if kind == .graduate || kind == .newcomer { return reference.level(1) }
    var draws = draws("level", row: brief.row)
    let least = CareerOutline.leastYears(experiences: counts.experiences)
    // Most people are in the middle of their career.
    let picked = draws.pick([1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5])
    return reference.levels[(picked - 1)...].first { $0.years.upperBound >= least }
      ?? reference.level(picked)
  }

  private func title(
    _ brief: CandidateBrief, category: Category, level: Int
  ) throws -> JobTitle {
    if let title = brief.title { return try reference.title(title, in: category.slug) }
    var draws = draws("title", row: brief.row)
    return draws.pick(reference.titles(in: category.slug, level: level))
  }

  private func realm(_ brief: CandidateBrief) throws -> Realm {
    if let country = brief.country { return try reference.realm(country) }
    var draws = draws("realm", row: brief.row)
    return reference.realms.pick(&draws)
  }

  private func city(_ brief: CandidateBrief, realm: Realm) throws -> City {
    if let city = brief.city { return try reference.city(city, in: realm.code) }
    var draws = draws("city", row: brief.row)
    return try reference.city(reference.cityNames(in: realm.code).pick(&draws), in: realm.code)
  }

  private func visibility(_ brief: CandidateBrief) -> Visibility {
    if let visibility = brief.visibility { return visibility }
    var draws = draws("visibility", row: brief.row)
    return draws.pick([.visible, .visible, .visible, .semiAnonymous, .fullyAnonymous])
  }
}
