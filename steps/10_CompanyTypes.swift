internal import Seedbed

/// The legal and economic forms of companies, and which each demo company has.
struct CompanyTypes: SeedStep {
  let id: StepID = "10_company_types"
  let title = "Company types"
  let requires = ContextKeys(.companies)

  private let classification = CompanyClassification(
    catalogue: .companyTypes, column: "type", reference: "company_type_id")

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { classification.estimates }

  func run(_ context: SeedContext) async throws {
    try classification.run(context) { row in
      [
        "slug": try row.text("slug"), "name": try row.text("name"),
      ]
    }
  }
}
