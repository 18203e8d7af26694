internal import Seedbed

/// One command of the command line: what help says about it, and what it does.
protocol Command: Sendable {
  /// What calls it: one word, or the name of a group and a word.
  var name: String { get }
  /// The name of the word that it takes, such as `TABLE`; nil when it takes none.
  var operand: String? { get }
  /// Whether it cannot do without that word.
  var isOperandRequired: Bool { get }
  /// What it does, in a few words.
  var summary: String { get }
  /// What else one should know, a paragraph a text.
  var details: [String] { get }
  /// The options that are no flags, in the order of the help text.
  var options: [OptionDeclaration] { get }
  /// What has to be resolved before it starts.
  var needs: CommandNeeds { get }
  /// Whether a flag of the application matters to the command.
  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool
  /// What it is for.
  var work: CommandWork { get }
}

/// What a command does.
enum CommandWork: Sendable {
  /// Changes no row of the database, so it may be ended at any moment.
  case reading(@Sendable (Invocation) throws -> ExitStatus)
  /// Writes, but runs no steps.
  case writing(@Sendable (Invocation) throws -> ExitStatus)
  /// Runs steps.
  case seeding(@Sendable (Invocation) async throws -> ExitStatus)

  /// Whether it changes no row of the database.
  var isReading: Bool {
    if case .reading = self { true } else { false }
  }
}

extension Command {
  var operand: String? { nil }
  var isOperandRequired: Bool { true }

  /// The words of the name.
  var words: [String] { name.split(separator: " ").map(String.init) }

  /// How it is called, as help texts write it.
  var usage: String {
    operand.map { isOperandRequired ? "\(name) \($0)" : "\(name) [\($0)]" } ?? name
  }

  /// The options that set flags.
  func flagOptions(of application: SeedApplication) -> [OptionDeclaration] {
    application.allFlags.filter { uses($0, of: application) }.map { OptionDeclaration($0) }
  }
}

/// The commands there are.
enum Commands {
  /// All of them, in the order of the help text.
  static let all: [any Command] = [
    RunCommand(), PlanCommand(), StepsCommand(), ValidateCommand(), MetricsCommand(),
    DigestCommand(), ReplantCommand(), ProtectCommand(), ShowCommand(), FillCommand(),
    InitCommand(),
    NewStepCommand(),
    SnapshotSaveCommand(), SnapshotRestoreCommand(), SnapshotListCommand(), SnapshotShowCommand(),
    SnapshotVerifyCommand(), SnapshotDiffCommand(), SnapshotDeleteCommand(),
    SnapshotPruneCommand(),
  ]

  /// The one that runs when none is named.
  static let standard: any Command = RunCommand()

  /// Every option of every command, each once.
  static func allOptions(of application: SeedApplication) -> [OptionDeclaration] {
    var options = application.allFlags.map { OptionDeclaration($0) }
    for option in all.flatMap(\.options) + [.help, .version] where !options.contains(option) {
      options.append(option)
    }
    return options
  }
}
