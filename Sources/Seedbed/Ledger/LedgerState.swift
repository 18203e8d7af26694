/// What the ledger of a database says: the runs there were, and what their steps and chunks left.
public struct LedgerState: Codable, Hashable, Sendable {
  /// Every run, in order.
  public var runs: [LedgerRun]
  /// Every step that was run and whose rows are there, in order of its id.
  public var steps: [LedgerStep]
  /// Every chunk that is there, in order of plan and parents.
  public var chunks: [LedgerChunk]

  /// Creates a state; that of a database without a ledger holds nothing.
  public init(runs: [LedgerRun] = [], steps: [LedgerStep] = [], chunks: [LedgerChunk] = []) {
    self.runs = runs
    self.steps = steps
    self.chunks = chunks
  }

  /// The record of a step; nil for one that was never run.
  public subscript(step: StepID) -> LedgerStep? { steps.first { $0.step == step.rawValue } }

  /// Whether it speaks of rows.
  public var holdsData: Bool { !steps.isEmpty || !chunks.isEmpty }
}

/// One run in the ledger.
public struct LedgerRun: Codable, Hashable, Sendable {
  /// The number of the run, from 1.
  public var id: Int
  /// How it ended, or that it goes on.
  public var state: LedgerRunState
  /// The application's name.
  public var application: String
  /// The version of the tool.
  public var toolVersion: String
  /// The version of the generators; see `GeneratorVersion`.
  public var generatorVersion: Int
  /// The number that decides all generated data.
  public var seed: UInt64
  /// The instant that the run took for now.
  public var asOf: String
  /// The value of every flag but the database's URL.
  public var flags: [String: FlagValues.Value]
  /// The steps asked for, as options of the command line; empty for all.
  public var selection: String
  /// The process that ran.
  public var processID: Int
  /// When it was started, by the computer's clock.
  public var startedAt: String
  /// How long it took; nil for one that has no end.
  public var durationSeconds: Double?
}

/// How a run ended.
public enum LedgerRunState: String, Codable, Hashable, Sendable {
  /// It goes on, or its process has died.
  case running
  /// All its steps were done.
  case finished
  /// A step failed, or what comes before or after the steps.
  case failed
  /// The user ended it.
  case interrupted
  /// Its process ended without a word; a later run found that out.
  case died
}

/// One step in the ledger: what became of it when it was run last.
public struct LedgerStep: Codable, Hashable, Sendable {
  /// The rows of one table.
  public struct TableRows: Codable, Hashable, Sendable {
    /// The table.
    public var table: String
    /// The rows that the step saw to: inserted, updated and unchanged ones.
    public var rows: Int
  }

  /// The step's id.
  public var step: String
  /// The run.
  public var runID: Int
  /// Whether its rows are there.
  public var state: State
  /// The digest of `inputs`; nil for a step that did not finish.
  public var fingerprint: String?
  /// What its rows depend on; nil for a step that did not finish.
  public var inputs: StepInputs?
  /// The rows that it saw to.
  public var rowCount: Int
  /// The rows that it saw to by table, in the order in which it came to them.
  public var rows: [TableRows]
  /// How long it took when it wrote last; nil for one that has no end.
  public var durationSeconds: Double?

  /// How far a step has come.
  public enum State: String, Codable, Hashable, Sendable {
    /// It loads chunk by chunk, or its process has died; finished chunks are there.
    case running
    /// All its rows are there.
    case finished
    /// It failed; what it had not committed was undone.
    case failed
    /// The user ended it; what it had not committed was undone.
    case interrupted
  }
}

/// One chunk of a bulk load in the ledger.
public struct LedgerChunk: Codable, Hashable, Sendable {
  /// The plan's name.
  public var plan: String
  /// The first root row, from 0.
  public var firstParent: Int
  /// The number of root rows.
  public var parentCount: Int
  /// The rows of all tables.
  public var rowCount: Int
  /// What the rows depend on by name.
  public var fingerprint: String
  /// A digest of the first root rows and all that belongs to them.
  public var sample: String
}
