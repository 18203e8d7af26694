internal import Glibc
public import Seedbed
internal import SeedbedSteps

/// The command line of an application's seeds.
///
/// The whole of an executable is `SeedbedCommandLine.main(application)`.
public enum SeedbedCommandLine {
  /// Does what the process's arguments and environment ask for, and ends the process.
  ///
  /// - Parameters:
  ///   - application: the application to seed.
  ///   - sourceFile: a file of the calling package, which is taken for the project when neither the
  ///     working directory nor a folder above it is one.
  public static func main(_ application: SeedApplication, sourceFile: String = #filePath) -> Never {
    StandardStreams.openMissing()
    SignalWatch.turnIntoErrors()
    let environment = StandardStreams.environment()
    let console = Console(environment: environment)
    let status = run(
      Array(CommandLine.arguments.dropFirst()), application: application,
      environment: environment, sourceFile: sourceFile, console: console)
    if let failure = console.output.failure {
      console.complain(failure)
      if status == .done { exit(ExitStatus.failed.rawValue) }
    }
    exit(status.rawValue)
  }

  private static func run(
    _ arguments: [String], application: SeedApplication, environment: [String: String],
    sourceFile: String, console: Console
  ) -> ExitStatus {
    let steps = stepFolder(in: arguments, application)
    // What a folder's flags are has to be known before the options can be told apart.
    let application = steps?.outline ?? application
    let parsed = ParsedArguments(arguments, declared: Commands.allOptions(of: application))
    let resolver = InvocationResolver(
      application: application, steps: steps, environment: environment,
      workingDirectory: ProjectFolder.workingDirectory, sourceFile: sourceFile, now: .current)
    do {
      if parsed.isSet(.help) {
        let help = HelpText(application: application, width: console.outputTerminal.width)
        console.output.write(
          parsed.words.isEmpty
            ? help.overview() : help.text(of: try resolver.findCommand(in: parsed)))
        return .done
      }
      if parsed.isSet(.version) {
        console.output.write("\(program) \(SeedbedVersion.current)\n")
        return .done
      }
      let interruption = Interruption()
      let invocation = try resolver.resolve(parsed, console: console, interruption: interruption)
      let command = try resolver.findCommand(in: parsed)
      watchSignals(command, invocation)
      return WorkThread.run { await status(of: command, invocation) }
    } catch {
      for problem in error.problems { console.complain(problem) }
      console.errors.write("'\(program) --help' shows what there is.\n")
      return .usage
    }
  }

  /// The folder that `--steps` names, of a command that takes steps from it.
  private static func stepFolder(
    in arguments: [String], _ application: SeedApplication
  ) -> StepFolder? {
    let parsed = ParsedArguments(arguments, declared: Commands.allOptions(of: application))
    guard let path = parsed.value(.steps) else { return nil }
    let command = Commands.all.first { parsed.words.starts(with: $0.words) } ?? Commands.standard
    guard command.options.contains(.steps) else { return nil }
    let reserved = (Commands.all.flatMap(\.options) + [.help, .version]).map(\.name)
    return StepFolder(path: path, reservedOptions: Set(reserved))
  }

  private static func status(of command: any Command, _ invocation: Invocation) async -> ExitStatus
  {
    do {
      switch command.work {
      case .reading(let run), .writing(let run): return try run(invocation)
      case .seeding(let run): return try await run(invocation)
      }
    } catch let error as UsageProblems {
      for problem in error.problems { invocation.console.complain(problem) }
      return .usage
    } catch is Interrupted {
      invocation.console.errors.write("interrupted\n")
      return .interrupted
    } catch let error as SchemaMismatch where error.isEmpty {
      invocation.console.complain("\(error)")
      return .failed
    } catch let error as any Refusal {
      let console = invocation.console
      console.errors.write("\(console.errorStyle.caution("refused:")) \(error)\n")
      return .refused
    } catch let error as SnapshotError where error.kind == .refused {
      let console = invocation.console
      console.errors.write("\(console.errorStyle.caution("refused:")) \(error)\n")
      return .refused
    } catch let error {
      invocation.console.complain("\(error)")
      return .failed
    }
  }

  /// The first Ctrl-C asks a writing command to stop where it can; a reading one ends at once.
  private static func watchSignals(_ command: any Command, _ invocation: Invocation) {
    let isReading = command.work.isReading
    let runsSteps = if case .seeding = command.work { true } else { false }
    SignalWatch.start(invocation.interruption) {
      if isReading {
        invocation.console.errors.write("\ninterrupted\n")
        _exit(ExitStatus.interrupted.rawValue)
      }
      invocation.reporter.note(
        runsSteps
          ? "stopping after this step or chunk; once more ends at once"
          : "stopping; once more ends at once")
    }
  }
}
