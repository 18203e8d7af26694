/// All that makes up one application's seeds: what `Seedbed.main` runs.
public struct SeedApplication: Sendable {
  /// The application's name for people.
  public let name: String
  /// The steps in the order in which they run.
  public let steps: [any SeedStep]
  /// The application's own flags, beyond those of the framework.
  public let flags: [FlagDeclaration]
  /// The folder, relative to the project, that holds `sqlite.sql` and `postgres.sql`; nil for an
  /// application whose tables somebody else creates.
  public let schemaFolder: String?
  /// The post-seed checks.
  public let checks: [SeedCheck]
  /// The figures of `metrics`.
  public let metrics: [SeedMetric]
  /// The plans of the steps that load in bulk, made from reference data alone, for `show`.
  public let bulkPlans: @Sendable (ReferenceLibrary, FlagValues) throws -> [BulkPlan]

  /// Creates an application.
  public init(
    name: String, steps: [any SeedStep], flags: [FlagDeclaration], schemaFolder: String?,
    checks: [SeedCheck], metrics: [SeedMetric],
    bulkPlans: @escaping @Sendable (ReferenceLibrary, FlagValues) throws -> [BulkPlan] = { _, _ in
      []
    }
  ) {
    self.name = name
    self.steps = steps
    self.flags = flags
    self.schemaFolder = schemaFolder
    self.checks = checks
    self.metrics = metrics
    self.bulkPlans = bulkPlans
  }
}
