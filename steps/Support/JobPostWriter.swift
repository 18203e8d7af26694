internal import Seedbed

/// Writes the job posts that `demo_job_posts.tsv` outlines.
struct JobPostWriter {
  /// How long a post is open.
  static let openDays = 60

  private let context: SeedContext
  private let profiles: ProfileReference
  private let companies: [Company]
  private let clients: [StaffPlayer]
  private let categories: CatalogueIDs
  private let jobTitles: CatalogueIDs
  private let realms: CatalogueIDs

  init(_ context: SeedContext) throws {
    self.context = context
    profiles = try ProfileReference(context.reference)
    (companies, clients) = try context.require(.companies, .clients)
    (categories, jobTitles, realms) = try context.require(.categories, .jobTitles, .realms)
  }

  /// Writes the post of one line.
  func write(_ row: ReferenceRow) throws -> JobPost {
    let companySlug = try row.text("company")
    guard let company = companies.first(where: { $0.slug == companySlug }) else {
      throw row.error("there is no company '\(companySlug)'")
    }
    let authors = clients.filter {
      $0.membership.map { $0.company.id == company.id && $0.role != .member } ?? false
    }
    guard !authors.isEmpty else { throw row.error("nobody may write job posts of this company") }
    let category = try profiles.category(row.text("category"))
    let jobTitle = try profiles.title(row.text("title"), in: category.slug)
    let level = try row.integer("level")
    guard jobTitle.levels.contains(level) else { throw row.error("the title has no such level") }
    let title = jobTitle.displayed(profiles.level(level))
    let city = try profiles.city(row.text("city"), in: row.text("country"))
    let realm = try profiles.realm(city.country)
    let salary = SalaryModel.range(
      category: category, title: jobTitle, level: profiles.level(level), realm: realm,
      percent: 90...116)
    let status: JobPostStatus = try row.value("status")
    let published =
      status == .draft
      ? nil
      : Timestamp(context.asOf.date.adding(days: -(try row.integer("days_ago"))))
        .adding(seconds: Int64(9 * 3600 + 600 * row.position))
    let description = try description(
      row.position, category: category, jobTitle: jobTitle, title: title, company: company,
      city: city)
    let id = try context.database.upsert(
      "job_posts", by: "slug",
      values: [
        "company_id": company.id, "player_id": authors[row.position % authors.count].id,
        "category_id": try categories.id(category.slug),
        "job_title_id": try jobTitles.id(jobTitle.key), "realm_id": try realms.id(realm.code),
        "slug": slug("\(companySlug) \(title) \(city.name)"), "title": title,
        "description": description, "seniority": profiles.level(level).seniority,
        "employment_type": try row.value("employment_type", as: EmploymentType.self),
        "work_mode": try row.value("work_mode", as: WorkMode.self), "status": status,
        "city": city.name, "country_code": city.country, "currency": realm.currency,
        "salary_min": salary.low, "salary_max": salary.high, "published_at": published,
        "closes_on": published?.date.adding(days: Self.openDays),
        "created_at": (published ?? context.asOf).adding(days: -1),
      ])
    return JobPost(
      id: id, companyID: company.id, category: category.slug, plainTitle: jobTitle.name,
      title: title, status: status, publishedAt: published)
  }

  /// Three paragraphs: who looks for whom, what there is to do, what is offered.
  private func description(
    _ position: Int, category: Category, jobTitle: JobTitle, title: String, company: Company,
    city: City
  ) throws -> String {
    var draws = context.random.draws(table: "job_posts", purpose: "description", row: position)
    let skill = try profiles.skills(of: jobTitle).pick(&draws)
    return try (1...3).map { slot in
      filled(
        draws.pick(try profiles.texts("job_post_blurbs", category: category.slug, slot: slot)),
        ["company": company.name, "title": title, "city": city.name, "skill": skill])
    }.joined(separator: "\n\n")
  }
}
