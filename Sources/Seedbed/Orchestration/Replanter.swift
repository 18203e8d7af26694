/// Empties the application's tables, so that a run starts from nothing in a database that was
/// seeded before.
public struct Replanter {
  private let session: any DatabaseSession
  private let catalog: SchemaCatalog

  /// Creates a replanter for the tables of a catalog.
  public init(session: any DatabaseSession, catalog: SchemaCatalog) {
    self.session = session
    self.catalog = catalog
  }

  /// What would be lost: every table that holds rows, in the order in which they would go, children
  /// before their parents. Writes nothing.
  public func preview() throws -> ReplantPreview {
    try ReplantPreview(
      tables: Self.dependencyOrder(of: catalog).map { name in
        var count = 0
        try session.query("SELECT count(*) FROM \(SQLIdentifier(name))", []) { row in
          count = Int(row[0].asInt64 ?? 0)
        }
        return ReplantPreview.Table(name: name, rowCount: count)
      })
  }

  /// Deletes every row of every table, and what the ledger says of them, in one transaction.
  public func emptyTables() throws {
    let ledger = SeedLedger(session)
    try ledger.prepare()
    try session.begin()
    do {
      try session.emptyTables(Self.dependencyOrder(of: catalog))
      try ledger.forgetData()
      try session.commit()
    } catch let error {
      try session.rollback()
      throw error
    }
  }

  /// The tables' names, each before every table that it refers to; of tables that refer to each
  /// other in a circle the one that comes first by name goes first.
  static func dependencyOrder(of catalog: SchemaCatalog) -> [String] {
    var remaining = catalog.tables.sorted { $0.name < $1.name }
    var order: [String] = []
    while !remaining.isEmpty {
      let referrers = remaining.map { Self.referrers(of: $0.name, in: remaining) }
      // Nothing outside of its own circle refers to the table with the fewest referrers.
      let fewest = referrers.map(\.count).min() ?? 0
      let next = referrers.firstIndex { $0.count == fewest } ?? 0
      order.append(remaining.remove(at: next).name)
    }
    return order
  }

  /// The names of the tables that refer to a table, directly or through others, but for itself.
  private static func referrers(of name: String, in tables: [SchemaCatalog.Table]) -> Set<String> {
    var found: Set<String> = [name]
    var hasGrown = true
    while hasGrown {
      let more = tables.filter { table in
        !found.contains(table.name)
          && table.foreignKeys.contains { found.contains($0.parentTable) }
      }
      hasGrown = !more.isEmpty
      found.formUnion(more.map(\.name))
    }
    return found.subtracting([name])
  }
}

/// What emptying the tables would destroy.
public struct ReplantPreview: Hashable, Sendable {
  /// One table.
  public struct Table: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// How many rows it holds.
    public var rowCount: Int
  }

  /// Every table, children before their parents.
  public var tables: [Table]

  /// How many rows there are in all.
  public var rowCount: Int { tables.reduce(0) { $0 + $1.rowCount } }
}
