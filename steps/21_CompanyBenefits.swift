internal import Seedbed

/// What the companies offer beside the salary.
struct CompanyBenefits: SeedStep {
  let id: StepID = "21_company_benefits"
  let title = "Company benefits"
  let requires = ContextKeys(.companies)

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] {
    [TableEstimate("company_benefits", DemoMix.companyBenefitCount)]
  }

  func run(_ context: SeedContext) async throws {
    let companies = try context.require(.companies)
    let benefits = try context.reference.table("benefits")
    for (company, row) in zip(companies, try context.reference.table("demo_companies")) {
      for (position, slug) in try row.list("benefits").enumerated() {
        guard let benefit = try benefits.first(where: { try $0.text("slug") == slug }) else {
          throw row.error("there is no benefit '\(slug)'")
        }
        try context.database.upsert(
          "company_benefits", by: "company_id", "slug",
          values: [
            "company_id": company.id, "slug": slug, "name": try benefit.text("name"),
            "description": try benefit.text("description"), "position": position + 1,
          ])
      }
    }
  }
}
