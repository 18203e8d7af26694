public import Seedbed

/// The tables that an application may empty, and the rows in them that its steps account for.
public struct OwnedTables {
  /// The tables.
  public let catalog: SchemaCatalog
  /// The ledger, without rows that steps changed in tables into which they insert none.
  public let ledger: LedgerState

  /// Finds the tables of an application.
  ///
  /// An application with a schema of its own owns all of that. The files of a folder own the tables
  /// that rows are inserted into or filled, as the files or the ledger say; what they only update is
  /// somebody else's.
  ///
  /// - Parameters:
  ///   - application: the application.
  ///   - steps: the folder whose files are its steps; nil for an application written in Swift.
  ///   - flags: the values of its flags.
  ///   - catalog: the tables of its schema.
  ///   - ledger: what the database's ledger says.
  ///   - session: the database.
  ///
  /// Throws `TablesOutOfReach` when some of them cannot be emptied.
  public init(
    of application: SeedApplication, _ steps: StepFolder?, flags: FlagValues,
    in catalog: SchemaCatalog, ledger: LedgerState, on session: any DatabaseSession
  ) throws {
    guard steps != nil else {
      self.catalog = catalog
      self.ledger = ledger
      return
    }
    var owned: Set<String> = []
    var known = ledger
    for step in application.steps {
      var own: Set<String> = []
      if let step = step as? SQLStep {
        let names = try TableNames(catalog, dialect: step.dialect, on: session)
        let targets = step.statements.compactMap(\.target).filter(\.inserts)
        own = Set(targets.map { names.name(of: $0.name) })
      } else {
        own = Set((ledger[step.id]?.rows ?? []).map(\.table))
      }
      for index in known.steps.indices where known.steps[index].step == step.id.rawValue {
        known.steps[index].rows.removeAll { !own.contains($0.table) }
      }
      owned.formUnion(own)
    }
    let unreachable = owned.filter { catalog[$0] == nil && $0.contains(".") }.sorted()
    if !unreachable.isEmpty { throw TablesOutOfReach(tables: unreachable) }
    self.catalog = SchemaCatalog(tables: catalog.tables.filter { owned.contains($0.name) })
    self.ledger = known
  }
}

/// Tables that steps have filled, and that are not emptied for them.
public struct TablesOutOfReach: Refusal, CustomStringConvertible {
  let tables: [String]

  /// Which tables, and what to do.
  public var description: String {
    "these tables are in other schemas than the first one of the search path, and would keep their "
      + "rows: \(tables.joined(separator: ", ")); put their schema first in DATABASE_URL, as in "
      + "?options=-csearch_path=NAME"
  }
}
