import Seedbed
import SeedbedSQLite
import SeedbedTestSupport

@testable import TalentPlatform

/// The batch step's plan.
enum BatchFixture {
  /// The plan as the step makes it in a database that was seeded from nothing.
  static func plan(profiles: Int) throws -> BulkPlan {
    let settings = FlagValues(defaultsOf: TalentFlags.all).settings.map { setting in
      guard setting.declaration == Flag.batchProfileCount.declaration else { return setting }
      return FlagValues.Setting(
        declaration: setting.declaration, value: .integer(profiles), origin: .option)
    }
    return try BatchAvatars.plan(SeededDemo.reference, FlagValues(settings))
  }

  static func compiled(profiles: Int, seed: UInt64 = 42) throws -> CompiledPlan {
    try CompiledPlan(
      plan(profiles: profiles), seed: seed,
      binding: PlanBinding(reference: SeededDemo.reference, asOf: SeededDemo.asOf))
  }
}

/// A database that plans are loaded into.
final class LoadedDatabase {
  private let temporary: TemporaryDatabase
  let catalog: SchemaCatalog
  let reporter = LoadReporter()
  /// What the latest load counted.
  private(set) var counts = WriteCounts()

  var session: any DatabaseSession { temporary.session }

  init(_ temporary: TemporaryDatabase) throws {
    self.temporary = temporary
    catalog = try temporary.session.catalog()
  }

  convenience init(schema: String) throws { try self.init(TemporaryDatabase(schema: schema)) }

  /// A database with all that the batch refers to.
  static func demo() async throws -> LoadedDatabase {
    try await LoadedDatabase(SeededDemo().temporary)
  }

  func load(
    _ plan: BulkPlan, chunkSize: Int = 500, threads: Int = 2, rowsPerSlice: Int = 8192,
    seed: UInt64 = 42, asOf: Timestamp = SeededDemo.asOf, isVerbose: Bool = false,
    interruptAfter chunks: Int? = nil
  ) throws {
    reporter.begin(interruptAfter: chunks)
    let database = SeedDatabase(session: temporary.session, catalog: catalog, asOf: asOf)
    defer { counts = database.counts }
    let context = SeedContext(
      database: database, random: RandomSource(seed: seed), asOf: asOf,
      reference: SeededDemo.reference, flags: FlagValues(defaultsOf: []), reporter: reporter,
      interruption: reporter.interruption)
    try context.generate(
      plan,
      options: BulkLoadOptions(
        chunkSize: chunkSize, threadCount: threads, rowsPerSlice: rowsPerSlice,
        isVerbose: isVerbose))
  }

  /// Takes the batch away again, which is quicker than a new database with all that it refers to.
  func removeBatch(_ plan: BulkPlan) throws {
    let deletions = plan.tables.map { "DELETE FROM \($0.table) WHERE id > 1000000;" }
    try session.executeScript(
      """
      PRAGMA foreign_keys = OFF;
      BEGIN; \(deletions.joined(separator: " ")) DELETE FROM seedbed_chunks; COMMIT;
      PRAGMA foreign_keys = ON;
      """)
  }

  func digest() throws -> DigestReport {
    try DatabaseDigest.compute(session: temporary.session, catalog: catalog)
  }

  func integer(_ sql: String) throws -> Int { Int(try temporary.integer(sql) ?? -1) }
}
