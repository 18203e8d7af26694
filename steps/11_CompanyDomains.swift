internal import Seedbed

/// The fields in which companies work, and in which each demo company does.
struct CompanyDomains: SeedStep {
  let id: StepID = "11_company_domains"
  let title = "Company domains"
  let requires = ContextKeys(.companies)

  private let classification = CompanyClassification(
    catalogue: .companyDomains, column: "domain", reference: "company_domain_id")

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { classification.estimates }

  func run(_ context: SeedContext) async throws {
    try classification.run(context) { row in
      [
        "slug": try row.text("slug"), "name": try row.text("name"),
      ]
    }
  }
}
