internal import Seedbed

/// Writes profiles into the tables that hold them.
struct CandidateWriter {
  let database: SeedDatabase
  let categories: CatalogueIDs
  let jobTitles: CatalogueIDs
  let realms: CatalogueIDs

  /// What the writer needs of earlier steps.
  static let requirements = ContextKeys(.categories, .jobTitles, .realms)

  init(_ context: SeedContext) throws {
    database = context.database
    (categories, jobTitles, realms) = try context.require(.categories, .jobTitles, .realms)
  }

  /// Writes account and profile, without abilities and raid logs.
  func write(_ profile: CandidateProfile) throws -> Candidate {
    let playerID = try PlayerWriter(database).write(
      profile.person, role: .candidate, locale: profile.dialects.first?.code ?? "en",
      timeZone: profile.city.timeZone, registeredAt: profile.registeredAt,
      sessions: profile.sessions)
    return try writeProfile(profile, of: playerID)
  }

  /// Writes the profile of an account, without abilities and raid logs.
  func writeProfile(_ profile: CandidateProfile, of playerID: Int64) throws -> Candidate {
    let avatarID = try database.upsert(
      "avatars", by: "player_id",
      values: [
        "player_id": playerID, "category_id": try categories.id(profile.category.slug),
        "job_title_id": try jobTitles.id(profile.title.key),
        "display_name": profile.person.fullName, "job_title": profile.displayedTitle,
        "headline": profile.headline, "bio": profile.bio,
        "seniority": profile.level.seniority, "years_experience": profile.yearsExperience,
        "gender": profile.person.gender, "birth_date": profile.birthDate,
        "visibility": profile.visibility, "published": profile.isPublished,
        "last_active_at": profile.sessions.first?.end, "created_at": profile.registeredAt,
      ])
    try writeTrainings(profile, avatarID)
    try writeContacts(profile, avatarID)
    try writePortfolio(profile, avatarID)
    try writeExpectations(profile, avatarID)
    try writeTraces(profile, avatarID)
    return Candidate(playerID: playerID, avatarID: avatarID, profile: profile)
  }

  /// Writes abilities and raid logs; returns how many rows that were.
  @discardableResult
  static func writeCareer(of candidate: Candidate, to database: SeedDatabase) throws -> Int {
    for ability in candidate.profile.abilities {
      try database.upsert(
        "abilities", by: "avatar_id", "name",
        values: [
          "avatar_id": candidate.avatarID, "name": ability.name, "level": ability.level,
          "years": ability.years, "created_at": candidate.profile.registeredAt,
        ])
    }
    for experience in candidate.profile.experiences {
      try database.upsert(
        "raid_logs", by: "avatar_id", "start_on",
        values: [
          "avatar_id": candidate.avatarID, "company_name": experience.company,
          "title": experience.title, "trade": experience.trade,
          "description": experience.description, "start_on": experience.start,
          "end_on": experience.end, "created_at": candidate.profile.registeredAt,
        ])
    }
    return candidate.profile.abilities.count + candidate.profile.experiences.count
  }

  private func writeTrainings(_ profile: CandidateProfile, _ avatarID: Int64) throws {
    for training in profile.trainings {
      try database.upsert(
        "training_logs", by: "avatar_id", "start_on",
        values: [
          "avatar_id": avatarID, "school": training.school, "degree": training.degree,
          "tier": training.tier, "start_on": training.start, "end_on": training.end,
          "created_at": profile.registeredAt,
        ])
    }
    for dialect in profile.dialects {
      try database.upsert(
        "dialects", by: "avatar_id", "code",
        values: [
          "avatar_id": avatarID, "code": dialect.code, "name": dialect.name,
          "proficiency": dialect.proficiency, "created_at": profile.registeredAt,
        ])
    }
  }

  private func writeContacts(_ profile: CandidateProfile, _ avatarID: Int64) throws {
    for beacon in profile.beacons {
      try database.upsert(
        "beacons", by: "avatar_id", "kind",
        values: [
          "avatar_id": avatarID, "kind": beacon.kind, "value": beacon.value,
          "created_at": profile.registeredAt,
        ])
    }
  }

  private func writePortfolio(_ profile: CandidateProfile, _ avatarID: Int64) throws {
    let portfolioID = try database.upsert(
      "portfolios", by: "avatar_id",
      values: [
        "avatar_id": avatarID, "headline": profile.portfolioHeadline,
        "created_at": profile.registeredAt,
      ])
    for link in profile.links {
      try database.upsert(
        "portfolio_links", by: "portfolio_id", "label",
        values: [
          "portfolio_id": portfolioID, "label": link.label, "url": link.url,
          "created_at": profile.registeredAt,
        ])
    }
  }

  private func writeExpectations(_ profile: CandidateProfile, _ avatarID: Int64) throws {
    try database.upsert(
      "map_rules", by: "avatar_id",
      values: [
        "avatar_id": avatarID, "realm_id": try realms.id(profile.realm.code),
        "city": profile.city.name, "country_code": profile.city.country,
        "latitude": profile.city.latitude, "longitude": profile.city.longitude,
        "time_zone": profile.city.timeZone, "remote": profile.acceptsRemote,
        "radius_km": profile.radiusKilometres, "created_at": profile.registeredAt,
      ])
    try database.upsert(
      "bounty_rules", by: "avatar_id",
      values: [
        "avatar_id": avatarID, "currency": profile.realm.currency,
        "amount_min": profile.salary.low, "amount_max": profile.salary.high,
        "period": SalaryPeriod.year, "created_at": profile.registeredAt,
      ])
  }

  private func writeTraces(_ profile: CandidateProfile, _ avatarID: Int64) throws {
    for session in profile.sessions {
      try database.upsert(
        "avatar_sessions", by: "avatar_id", "started_at",
        values: [
          "avatar_id": avatarID, "device": session.device, "ip": session.ip,
          "user_agent": session.userAgent, "started_at": session.start,
          "ended_at": session.end, "created_at": session.start,
        ])
    }
    for (position, url) in profile.images.enumerated() {
      try database.upsert(
        "avatar_images", by: "avatar_id", "position",
        values: [
          "avatar_id": avatarID, "position": position + 1, "url": url, "width": 512,
          "height": 512, "created_at": profile.registeredAt,
        ])
    }
  }
}
