internal import Seedbed

/// The classes of how many people a company has, and which each demo company is in.
struct CompanySizes: SeedStep {
  let id: StepID = "12_company_sizes"
  let title = "Company sizes"
  let requires = ContextKeys(.companies)

  private let classification = CompanyClassification(
    catalogue: .companySizes, column: "size", reference: "company_size_id")

  func estimatedRows(_ flags: FlagValues) -> [TableEstimate] { classification.estimates }

  func run(_ context: SeedContext) async throws {
    try classification.run(context) { row in
      [
        "slug": try row.text("slug"), "name": try row.text("name"),
        "employees_low": try row.integer("employees_low"),
        "employees_high": try row.optionalText("employees_high") == nil
          ? nil : row.integer("employees_high"),
      ]
    }
  }
}
