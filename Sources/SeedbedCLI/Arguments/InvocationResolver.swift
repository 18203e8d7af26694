internal import Seedbed
internal import SeedbedSnapshots
internal import SeedbedSteps

/// Resolves a command line, an environment and a place in the file system into an invocation.
struct InvocationResolver: Sendable {
  /// The application; of a folder of steps, what can be known before the database is.
  let application: SeedApplication
  /// The folder that `--steps` names; nil without.
  var steps: StepFolder?
  let environment: [String: String]
  let workingDirectory: String?
  /// A source file of the application, for the project locator.
  let sourceFile: String
  /// The computer's clock.
  let now: Timestamp

  /// Finds the command that some arguments name, or the standard one.
  ///
  /// Throws one problem when there is no such command.
  func findCommand(in arguments: ParsedArguments) throws(UsageProblems) -> any Command {
    guard let word = arguments.words.first else { return Commands.standard }
    if let command = Commands.all.first(where: { arguments.words.starts(with: $0.words) }) {
      return command
    }
    if let toggle = arguments.optionBefore[0] {
      throw UsageProblems(["\(toggle) takes a value after '=' only: write \(toggle)=\(word)"])
    }
    let group = Commands.all.filter { $0.words.count > 1 && $0.words[0] == word }
    if !group.isEmpty { throw UsageProblems([problem(of: arguments.words, in: group)]) }
    let names = Commands.all.map { $0.words[0] }.uniqued()
    let hint =
      nearest(to: word, in: names + ["--help", "--version"]).map { "did you mean '\($0)'?" }
      ?? "there are \(names.joined(separator: ", "))"
    throw UsageProblems(["there is no command '\(printable(word))'; \(hint)"])
  }

  /// Resolves everything that the command needs.
  ///
  /// Throws all problems at once: of the command line, the environment, the steps asked for, the
  /// project and the report file.
  func resolve(
    _ arguments: ParsedArguments, console: Console, interruption: Interruption
  ) throws(UsageProblems) -> Invocation {
    var problems = arguments.problems
    let found = UsageProblems.collecting(into: &problems) { () throws(UsageProblems) in
      try findCommand(in: arguments)
    }
    let command = found ?? Commands.standard
    if found != nil {
      problems += misplacedOptions(arguments, command) + wordProblems(arguments, command)
    }
    if arguments.isSet(.restart), selection(arguments).isPartial {
      problems.append(
        "--restart empties every table, so all steps have to run; leave out "
          + "\(selection(arguments).text)")
    }
    let row = value(.row, of: arguments, for: command, into: &problems)
    let configuration = makeConfiguration(arguments, command, into: &problems)
    problems += checkpointProblems(arguments, configuration?.snapshot)
    problems += stepsProblems(arguments, configuration)
    let application = makeApplication(command, configuration, into: &problems)
    let plan = application.flatMap {
      makePlan($0, arguments, command, flags: configuration?.flags, into: &problems)
    }
    let project = locateProject(arguments, command, into: &problems)
    var fill: FillInvocation?
    if command.options.contains(.explain) {
      fill = UsageProblems.collecting(into: &problems) { () throws(UsageProblems) in
        try FillInvocation(arguments, folders: [workingDirectory, project].compactMap { $0 })
      }
    }
    let keepCount = keepCount(of: arguments, into: &problems)
    var reportFile: ReportFile?
    if let path = arguments.value(.json) {
      do {
        reportFile = try ReportFile(path: path)
      } catch {
        problems.append(error.description)
      }
    }
    guard problems.isEmpty, let configuration, let application, let plan else {
      throw UsageProblems(problems)
    }
    return Invocation(
      console: console, application: application, steps: steps, configuration: configuration,
      operands: Array(arguments.words.dropFirst(command.words.count)), plan: plan,
      project: project, reportFile: reportFile, row: row,
      snapshotOptions: SnapshotOptions(
        compresses: arguments.isSet(.compress), isArchive: arguments.isSet(.archive),
        makesSpare: arguments.isSet(.spare), disconnects: arguments.isSet(.disconnect)),
      keepCount: keepCount, stepsFolder: arguments.value(.stepsFolder) ?? "steps", fill: fill,
      isAgreed: arguments.isSet(.yes),
      createsDatabase: arguments.isSet(.createDatabase),
      isForced: arguments.isSet(.force), restarts: arguments.isSet(.restart),
      usesCheckpoints: arguments.isSet(.checkpoint),
      targetGuard: TargetGuard(
        environment: environment.merging(
          [
            FrameworkFlags.environment.declaration.name: configuration.flags[
              FrameworkFlags.environment]
          ], uniquingKeysWith: { $1 }), allowed: arguments.value(.allowTarget)),
      reporter: console.makeReporter(isQuiet: configuration.isQuiet), interruption: interruption)
  }

  /// What does not go with a folder of steps.
  private func stepsProblems(
    _ arguments: ParsedArguments, _ configuration: RunConfiguration?
  ) -> [String] {
    guard steps != nil else { return [] }
    var problems: [String] = []
    if arguments.isSet(.createDatabase) {
      problems.append(
        "--create-database makes a database without tables, and the steps of a folder need tables "
          + "that are there; leave it out")
    }
    if configuration?.snapshot != nil {
      problems.append(
        "SEED_SNAPSHOT is of no use with --steps, since a snapshot belongs to an application's own "
          + "tables; leave it out")
    }
    return problems
  }

  /// The application, whose files are read in the database's dialect where there are some.
  private func makeApplication(
    _ command: any Command, _ configuration: RunConfiguration?, into problems: inout [String]
  ) -> SeedApplication? {
    guard let steps else { return application }
    guard command.needs.contains(.database), let configuration else {
      problems += steps.problems
      return steps.problems.isEmpty ? steps.outline : nil
    }
    return UsageProblems.collecting(into: &problems) { () throws(UsageProblems) in
      try steps.application(for: Engines.dialect(configuration.databaseURL))
    }
  }

  /// Options that exist, but not for this command.
  private func misplacedOptions(_ arguments: ParsedArguments, _ command: any Command) -> [String] {
    let own =
      (command.options + command.flagOptions(of: application) + [.help, .version]).map(\.name)
    return arguments.names.filter { !own.contains($0) }.map { name in
      "the option '\(name)' does not go with '\(command.name)'; "
        + "'\(program) \(command.name) --help' shows those that do"
    }
  }

  /// What does not go with `--checkpoint`.
  private func checkpointProblems(
    _ arguments: ParsedArguments, _ request: SnapshotRequest?
  ) -> [String] {
    guard arguments.isSet(.checkpoint) else { return [] }
    var problems: [String] = []
    if selection(arguments).isPartial {
      problems.append(
        "--checkpoint may replace the whole database, so all steps have to run; leave out "
          + "\(selection(arguments).text)")
    }
    if arguments.isSet(.force) {
      problems.append("--force repeats every step, and --checkpoint spares some; leave one out")
    }
    if arguments.isSet(.restart) {
      problems.append(
        "--restart begins with empty tables, and --checkpoint with a snapshot; leave one out")
    }
    if case .restore(let name) = request {
      problems.append(
        "SEED_SNAPSHOT is 'restore:\(name)', and --checkpoint looks for a snapshot itself; leave one "
          + "out")
    }
    return problems
  }

  private func wordProblems(_ arguments: ParsedArguments, _ command: any Command) -> [String] {
    let nameCount = arguments.words.isEmpty ? 0 : command.words.count
    let count = nameCount + (command.operand == nil ? 0 : 1)
    var problems: [String] = []
    if let operand = command.operand, command.isOperandRequired, arguments.words.count < count {
      problems.append(
        "'\(command.name)' needs a \(operand): write \(program) \(command.usage)")
    }
    for (index, word) in arguments.words.enumerated().dropFirst(count) {
      problems.append(
        arguments.optionBefore[index].map {
          "\($0) takes a value after '=' only: write \($0)=\(printable(word))"
        } ?? "there is a word too many: '\(printable(word))'")
    }
    return problems
  }

  private func value(
    _ option: OptionDeclaration, of arguments: ParsedArguments, for command: any Command,
    into problems: inout [String]
  ) -> Int? {
    guard command.options.contains(option) else { return nil }
    guard let text = arguments.value(option) else {
      problems.append("'\(command.name)' needs \(option.usage)")
      return nil
    }
    guard let number = Int(text), number >= 0 else {
      problems.append("\(option.name) is '\(printable(text))'; it takes a whole number from 0 up")
      return nil
    }
    return number
  }

  private func keepCount(
    of arguments: ParsedArguments, into problems: inout [String]
  ) -> Int? {
    guard let text = arguments.value(.keep) else { return nil }
    if let number = Int(text), number >= 0 { return number }
    problems.append("--keep is '\(printable(text))'; it takes a whole number from 0 up")
    return nil
  }

  /// Why the words after the first one of a group of commands name none of them.
  private func problem(of words: [String], in group: [any Command]) -> String {
    let names = group.map { $0.words[1] }
    guard words.count > 1 else {
      return "'\(words[0])' needs one word more: \(names.joined(separator: ", "))"
    }
    let hint =
      nearest(to: words[1], in: names).map { "did you mean '\($0)'?" }
      ?? "there are \(names.joined(separator: ", "))"
    return "there is no command '\(printable(words[0])) \(printable(words[1]))'; \(hint)"
  }

  private func makeConfiguration(
    _ arguments: ParsedArguments, _ command: any Command, into problems: inout [String]
  ) -> RunConfiguration? {
    let declarations = application.allFlags
    let options = declarations.flatMap { flag in
      (arguments.values[flag.optionName] ?? []).map {
        (name: flag.optionName, value: $0 as String?)
      }
    }
    let environment = command.needs.contains(.flags) ? environment : [:]
    let configuration = UsageProblems.collecting(into: &problems) {
      () throws(UsageProblems) in
      try RunConfiguration(
        flags: FlagResolver.resolve(
          declarations: declarations, environment: environment, options: options, now: now),
        startedAt: now, isQuiet: arguments.isSet(.quiet))
    }
    if let configuration, command.needs.contains(.database) {
      problems += Engines.problems(configuration.databaseURL)
    }
    return configuration
  }

  /// Which steps are asked for.
  private func selection(_ arguments: ParsedArguments) -> StepSelection {
    StepSelection(
      only: arguments.values[OptionDeclaration.only.name] ?? [],
      from: arguments.value(.from), until: arguments.value(.until),
      skip: arguments.values[OptionDeclaration.skip.name] ?? [])
  }

  /// The plan; with flags that could not be resolved, what is wrong with the steps asked for.
  private func makePlan(
    _ application: SeedApplication, _ arguments: ParsedArguments, _ command: any Command,
    flags: FlagValues?,
    into problems: inout [String]
  ) -> RunPlan? {
    let selection =
      command.options.contains(.only) ? self.selection(arguments) : StepSelection()
    var found: [String] = []
    let plan = UsageProblems.collecting(into: &found) { () throws(UsageProblems) in
      try RunPlan(
        application: application,
        flags: flags ?? FlagValues(defaultsOf: application.allFlags),
        selection: selection)
    }
    // Whether steps find what they require depends on the flags; whether they exist does not.
    problems += flags == nil ? found.filter { $0.hasPrefix("--") } : found
    return plan
  }

  private func locateProject(
    _ arguments: ParsedArguments, _ command: any Command, into problems: inout [String]
  ) -> String? {
    guard command.needs.contains(.project) else { return nil }
    do {
      return try ProjectFolder.locate(
        option: arguments.value(.project), workingDirectory: workingDirectory,
        sourceFile: sourceFile)
    } catch {
      problems.append(error.description)
      return nil
    }
  }
}

extension Array where Element: Equatable {
  /// The elements, each once, in the order in which they came first.
  fileprivate func uniqued() -> [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// The name by which messages call the program.
let program = "seedbed"

/// A text of the user's, safe to print: control characters replaced, cut at 60 characters.
func printable(_ text: String) -> String {
  let shown = String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? "\u{fffd}" : $0 }))
  return shown.count > 60 ? shown.prefix(59) + "…" : shown
}
