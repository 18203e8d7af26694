internal import Seedbed
internal import SeedbedSnapshots
internal import SeedbedSteps

/// One call of a command with everything resolved: nothing is wrong any more with what was asked.
struct Invocation: Sendable {
  /// Where the program talks.
  let console: Console
  /// The application that is seeded.
  let application: SeedApplication
  /// The folder whose files are the application's steps, with `--steps`; nil without.
  let steps: StepFolder?
  /// Flags, seed, instant and database.
  let configuration: RunConfiguration
  /// The words behind the command.
  let operands: [String]
  /// Which steps run; of a command that runs none, all of them.
  let plan: RunPlan
  /// The folder that holds `reference-data/`; nil for a command that does without.
  let project: String?
  /// The file that `--json` names.
  let reportFile: ReportFile?
  /// The row that `--row` names.
  let row: Int?
  /// How a snapshot is saved or restored.
  let snapshotOptions: SnapshotOptions
  /// How many snapshots `--keep` leaves; nil for all.
  let keepCount: Int?
  /// The folder that a command writes steps into.
  let stepsFolder: String
  /// What `fill` was asked for; nil for any other command.
  let fill: FillInvocation?
  /// Whether destroying data was agreed to with `--yes`.
  let isAgreed: Bool
  /// Whether a database that the server does not have is created, with `--create-database`.
  let createsDatabase: Bool
  /// Whether steps run that are done and would make the same rows.
  let isForced: Bool
  /// Whether the tables are emptied before the steps run.
  let restarts: Bool
  /// Whether the run may go on from a snapshot.
  let usesCheckpoints: Bool
  /// Keeps writing commands off what looks like production.
  let targetGuard: TargetGuard
  /// Where progress goes.
  let reporter: any RunReporter
  /// The request to stop, made with Ctrl-C.
  let interruption: Interruption
}

/// What a command needs to be resolved before it starts.
struct CommandNeeds: OptionSet, Sendable {
  let rawValue: Int
  /// The folder with the reference data and the schema.
  static let project = CommandNeeds(rawValue: 1)
  /// An engine for the database.
  static let database = CommandNeeds(rawValue: 2)
  /// The flags of the environment, right or not.
  static let flags = CommandNeeds(rawValue: 4)
}
