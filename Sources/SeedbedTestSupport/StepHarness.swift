internal import Glibc
public import Seedbed
internal import SeedbedSQLite

/// Runs steps of an application against databases of their own, and says what does not hold.
///
/// ```swift
/// let harness = try StepHarness(talentPlatform, projectFolder: folder)
/// try await harness.expect("11_company_domains", creates: ["company_domains": 39])
/// try await harness.expectIdempotent("11_company_domains")
/// try await harness.expectReproducible("11_company_domains")
/// ```
///
/// A step runs with the steps that provide what it requires. What does not hold is thrown as a
/// `StepExpectationFailure`, so the harness works with any test framework.
public struct StepHarness {
  private let application: SeedApplication
  private let projectFolder: String
  private let settings: [(name: String, value: String?)]

  /// Creates a harness.
  ///
  /// - Parameters:
  ///   - application: the application whose steps are tested.
  ///   - projectFolder: the folder that holds `reference-data/` and the schema's folder.
  ///   - flags: values of flags by name, such as `["SEED_FULL_CANDIDATES": "true"]`.
  /// Throws `UsageProblems` for a flag or value that does not exist.
  public init(
    _ application: SeedApplication, projectFolder: String,
    flags: KeyValuePairs<String, String> = [:]
  ) throws {
    self.application = application
    self.projectFolder = projectFolder
    settings = flags.map { (name: $0.key, value: $0.value) }
    _ = try configuration()
  }

  /// Runs a step once on an empty database and checks how many rows of each named table it created.
  public func expect(_ step: StepID, creates expected: [String: Int]) async throws {
    let database = try TemporaryDatabase()
    let report = try await run(step, on: database)
    let created = Dictionary(
      uniqueKeysWithValues: (report.rows ?? []).map { ($0.table, $0.inserted) })
    for table in expected.keys.sorted() where created[table, default: 0] != expected[table] {
      throw StepExpectationFailure(
        "step \(step) created \(created[table, default: 0]) rows of \(table), not "
          + "\(expected[table, default: 0])")
    }
  }

  /// Runs a step twice on one database and checks that the second time writes nothing and leaves
  /// every table as it was.
  public func expectIdempotent(_ step: StepID) async throws {
    let database = try TemporaryDatabase()
    _ = try await run(step, on: database)
    let first = try digest(of: database)
    let second = try await run(step, on: database)
    if second.writtenRowCount > 0 {
      throw StepExpectationFailure(
        "step \(step) wrote \(second.writtenRowCount) rows when it ran a second time")
    }
    try compare(first, try digest(of: database), "step \(step) run a second time changed")
  }

  /// Runs a step on two empty databases and checks that they end the same.
  public func expectReproducible(_ step: StepID) async throws {
    let databases = [try TemporaryDatabase(), try TemporaryDatabase()]
    for database in databases { _ = try await run(step, on: database) }
    try compare(
      try digest(of: databases[0]), try digest(of: databases[1]),
      "step \(step) run on two empty databases made a difference in")
  }

  /// Runs a step and the providers of what it requires, and returns what came of the step.
  private func run(_ step: StepID, on database: TemporaryDatabase) async throws -> StepReport {
    let configuration = try configuration()
    let orchestrator = Orchestrator(
      plan: try RunPlan(
        application: application, flags: configuration.flags,
        selection: StepSelection(only: [step.rawValue])),
      configuration: configuration, session: database.session, schema: try schema(),
      reference: ReferenceLibrary(directory: projectFolder + "/reference-data"),
      reporter: QuietReporter(), isForced: true)
    let report = await orchestrator.run()
    if let failure = report.failure { throw StepExpectationFailure(failure) }
    for each in report.steps {
      if let failure = each.failure {
        throw StepExpectationFailure("step \(each.id) failed: \(failure.message)")
      }
    }
    guard let own = report.steps.first(where: { $0.id == step.rawValue }) else {
      throw StepExpectationFailure("the application has no step \(step)")
    }
    if own.outcome != .succeeded {
      throw StepExpectationFailure("step \(step) did not run: \(own.reason ?? "it was skipped")")
    }
    return own
  }

  private func configuration() throws -> RunConfiguration {
    let start = Timestamp(seconds: 0)
    let flags = try FlagResolver.resolve(
      declarations: application.allFlags, environment: [:], options: settings, now: start)
    return try RunConfiguration(flags: flags, startedAt: start, isQuiet: true)
  }

  private func schema() throws -> ApplicationSchema {
    guard let schemaFolder = application.schemaFolder else {
      throw StepExpectationFailure(
        "\(application.name) has no schema of its own; give it a folder with sqlite.sql")
    }
    let path = "\(projectFolder)/\(schemaFolder)/sqlite.sql"
    guard let file = fopen(path, "r") else {
      throw StepExpectationFailure("\(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return ApplicationSchema(name: path, sql: String(decoding: bytes, as: UTF8.self))
  }

  private func digest(of database: TemporaryDatabase) throws -> DigestReport {
    try DatabaseDigest.compute(
      session: database.session, catalog: try database.session.catalog())
  }

  private func compare(_ a: DigestReport, _ b: DigestReport, _ what: String) throws {
    for (first, second) in zip(a.tables, b.tables) where first != second {
      throw StepExpectationFailure(
        "\(what) \(first.name): \(first.rows) rows, digest \(first.digest); then \(second.rows) "
          + "rows, digest \(second.digest)")
    }
  }
}

/// What a step harness expected and did not find.
public struct StepExpectationFailure: Error, CustomStringConvertible {
  /// What was expected and what was found.
  public let description: String

  init(_ description: String) { self.description = description }
}
