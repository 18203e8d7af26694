/// One numbered unit of seeding.
///
/// A step brings its part of the database to a state, whether that part was there before or not:
/// run twice, it writes nothing twice. It keeps no state of its own; all it needs comes from the
/// context.
public protocol SeedStep: Sendable {
  /// The id, which begins with the step's number.
  var id: StepID { get }
  /// What the step seeds, for people: a few words, capitalised like a sentence.
  var title: String { get }
  /// The version of what the step writes, from 1. Raised where its source file is not at hand, it has
  /// the step run again on databases where it is done.
  var version: Int { get }
  /// The values that earlier steps must have provided.
  var requires: ContextKeys { get }
  /// The values that this step provides.
  var provides: ContextKeys { get }
  /// The flag that enables or skips the step; nil for a step that always runs.
  var flag: Flag<Bool>? { get }
  /// Whether the orchestrator or the step's own bulk load opens the transactions.
  var commits: StepCommits { get }
  /// The tables whose rows the step owns, with the rows that it expects to write into each under
  /// the configuration at hand; `plan` prints them.
  func estimatedRows(_ flags: FlagValues) -> [TableEstimate]
  /// Seeds. Throws to fail; the step's transaction is then rolled back and the run ends.
  func run(_ context: SeedContext) async throws
  /// Hands on what the step provides when it is fresh: its rows are there, and steps that run require
  /// its values. By default it runs; what it finds unchanged is not written again.
  func replay(_ context: SeedContext) async throws
}

extension SeedStep {
  /// 1.
  public var version: Int { 1 }
  /// Nothing.
  public var requires: ContextKeys { .none }
  /// Nothing.
  public var provides: ContextKeys { .none }
  /// None: the step always runs.
  public var flag: Flag<Bool>? { nil }
  /// One transaction around the whole step.
  public var commits: StepCommits { .once }
  /// Runs.
  public func replay(_ context: SeedContext) async throws { try await run(context) }
}

/// Who opens the transactions of a step.
public enum StepCommits: Sendable {
  /// The orchestrator: one transaction around the whole step.
  case once
  /// The step's bulk load: one transaction a chunk.
  case perChunk
}

/// How many rows a step is expected to write into a table.
public struct TableEstimate: Hashable, Sendable {
  /// The table.
  public var table: String
  /// The rows.
  public var rowCount: Int

  /// Creates an estimate.
  public init(_ table: String, _ rowCount: Int) {
    self.table = table
    self.rowCount = rowCount
  }
}
