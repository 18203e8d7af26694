internal import Seedbed

/// Copies a catalogue that companies are classified by, and says what each demo company is.
struct CompanyClassification {
  let catalogue: Catalogue
  /// The column of `demo_companies.tsv` that names the entry.
  let column: String
  /// The column of `companies` that refers to it.
  let reference: String

  /// What the step writes: the catalogue, and one column of each company.
  var estimates: [TableEstimate] {
    [catalogue.estimate, TableEstimate("companies", DemoMix.companyCount)]
  }

  /// Copies and classifies.
  func run(_ context: SeedContext, _ values: (ReferenceRow) throws -> CatalogueRow) throws {
    let companies = try context.require(.companies)
    let ids = try catalogue.copy(context, by: "slug", values)
    let slugs = try context.reference.rows(catalogue.file) { try $0.text("slug") }
    let entries = CatalogueIDs(column, keys: slugs, ids: ids)
    let rows = try context.reference.table("demo_companies", columns: [column])
    for (company, row) in zip(companies, rows) {
      try context.database.execute(
        """
        UPDATE companies SET \(reference) = $2
        WHERE id = $1 AND (\(reference) IS NULL OR \(reference) <> $2)
        """, company.id, try entries.id(row.text(column)), updating: "companies")
    }
  }
}
