internal import Seedbed

/// The names by which a catalog knows the tables of statements: without the schema where it needs
/// none, and with SQLite in whatever case.
struct TableNames {
  private let catalog: SchemaCatalog
  private let dialect: RelationalSchema.Dialect
  private let currentSchema: String?

  /// Creates the names of a catalog; asks PostgreSQL for the schema that tables are looked for in.
  init(
    _ catalog: SchemaCatalog, dialect: RelationalSchema.Dialect, on session: any DatabaseSession
  ) throws {
    self.catalog = catalog
    self.dialect = dialect
    var schema: String?
    if dialect == .postgres {
      try session.query("SELECT pg_catalog.current_schema()::text", []) { schema = $0[0].asString }
    }
    currentSchema = schema
  }

  /// The name of a table; with its schema for one that the catalog does not know.
  func name(of table: RelationName) -> String {
    switch dialect {
    case .postgres:
      return table.schema == nil || table.schema == currentSchema ? table.table : table.description
    case .sqlite:
      let lowered = table.table.lowercased()
      return catalog.tables.first { $0.name.lowercased() == lowered }?.name ?? table.table
    }
  }
}
