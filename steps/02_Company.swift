internal import Seedbed

/// Bluegeko and four demo companies. Steps 10 to 12 say of which type, domain and size they are.
struct CompanyStep: SeedStep {
  let id: StepID = "02_company"
  let title = "Company"
  let provides = ContextKeys(.companies)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("companies", DemoMix.companyCount)]
  }

  func run(_ context: SeedContext) async throws {
    let companies = try context.reference.rows("demo_companies") { row in
      let slug = try row.text("slug")
      let name = try row.text("name")
      let country = try row.text("country")
      let id = try context.database.upsert(
        "companies", by: "slug",
        values: [
          "slug": slug, "name": name, "tagline": try row.text("tagline"),
          "description": try row.text("description"), "website": try row.text("website"),
          "city": try row.text("city"), "country_code": country,
          "founded_year": try row.integer("founded_year"),
          "verified": try row.text("verified") == "yes",
        ])
      return Company(id: id, slug: slug, name: name, country: country)
    }
    context.provide(.companies, companies)
  }
}
