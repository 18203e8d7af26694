import Foundation
import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import TalentPlatform

/// A database of its own that the steps have seeded.
final class SeededDemo {
  static let asOf = Timestamp(CalendarDate(year: 2026, month: 1, day: 1))

  static let projectFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static var reference: ReferenceLibrary {
    ReferenceLibrary(directory: projectFolder.appendingPathComponent("reference-data").path)
  }

  static func schemaScript() throws -> String {
    try String(
      contentsOf: projectFolder.appendingPathComponent("steps/schema/sqlite.sql"),
      encoding: .utf8)
  }

  let temporary: TemporaryDatabase
  let catalog: SchemaCatalog
  let flags: FlagValues
  let seed: UInt64
  /// What each step has written in the latest run.
  private(set) var counts: [StepID: WriteCounts] = [:]
  private(set) var reasons: [StepID: String] = [:]
  let reporter = RecordingReporter()

  var session: any DatabaseSession { temporary.session }

  init(isFull: Bool = false, batchCount: Int? = nil, seed: UInt64 = 42) async throws {
    temporary = try TemporaryDatabase(schema: Self.schemaScript())
    catalog = try temporary.session.catalog()
    // A test's database need not survive the machine.
    try temporary.session.execute("PRAGMA synchronous = OFF", [])
    flags = Self.flags(isFull: isFull, batchCount: batchCount)
    self.seed = seed
    try await run()
  }

  static func flags(isFull: Bool, batchCount: Int? = nil) -> FlagValues {
    FlagValues(
      TalentFlags.all.map { declaration in
        let defaults = FlagValues(defaultsOf: [declaration]).settings[0]
        let value: FlagValues.Value? =
          switch declaration {
          case Flag.seedFullCandidates.declaration: .boolean(isFull)
          case Flag.createBatchProfiles.declaration: .boolean(batchCount != nil)
          case Flag.batchProfileCount.declaration: batchCount.map { .integer($0) }
          default: nil
          }
        guard let value else { return defaults }
        return FlagValues.Setting(declaration: declaration, value: value, origin: .option)
      })
  }

  /// The steps that the flags let run.
  static func steps(_ flags: FlagValues) -> [any SeedStep] {
    talentPlatform.steps.filter { step in
      guard let flag = step.flag, case .boolean(let role) = flag.declaration.kind else {
        return true
      }
      return role == .enablesWhenTrue ? flags[flag] : !flags[flag]
    }
  }

  /// Runs every step, each in a transaction.
  func run() async throws {
    let database = SeedDatabase(session: session, catalog: catalog, asOf: Self.asOf)
    let context = SeedContext(
      database: database, random: RandomSource(seed: seed), asOf: Self.asOf,
      reference: Self.reference, flags: flags, reporter: reporter)
    for step in Self.steps(flags) {
      database.beginStep(number: step.id.number)
      if step.commits == .once { try session.begin() }
      try await step.run(context)
      if step.commits == .once { try session.commit() }
      counts[step.id] = database.counts
      reasons[step.id] = database.reasonForNothing
    }
  }

  func integer(_ sql: String) throws -> Int { Int(try temporary.integer(sql) ?? -1) }

  func rows(_ sql: String) throws -> [DatabaseRow] {
    var rows: [DatabaseRow] = []
    try session.query(sql, []) { rows.append($0) }
    return rows
  }

  func texts(_ sql: String) throws -> [String] {
    try rows(sql).map { $0.values.map(\.displayText).joined(separator: "|") }
  }

  /// The digest of every table.
  func digests() throws -> [String: String] {
    var digests: [String: String] = [:]
    for table in catalog.tables {
      var digest = TableDigest()
      try session.digest(table, into: &digest)
      digests[table.name] = "\(digest.rowCount):\(digest.text)"
    }
    return digests
  }
}

/// Keeps what steps remark.
final class RecordingReporter: Reporter, @unchecked Sendable {
  private let lock = NSLock()
  private var recorded: [String] = []

  var notes: [String] { lock.withLock { recorded } }

  func note(_ text: String) { lock.withLock { recorded.append(text) } }
  func warning(_ text: String) { lock.withLock { recorded.append("warning: \(text)") } }
  func progress(_ progress: BulkProgress) {}
}
