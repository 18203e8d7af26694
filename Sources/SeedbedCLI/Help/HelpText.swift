internal import Seedbed

/// The texts that `--help` shows.
struct HelpText: Sendable {
  /// The widest that a text is laid out: longer lines are hard to read.
  static let widest = 100

  /// The application that is seeded.
  let application: SeedApplication
  /// How many characters fit on a line.
  let width: Int

  private var layout: ColumnLayout { ColumnLayout(width: min(width, Self.widest)) }

  /// What there is: `seedbed --help`.
  func overview() -> String {
    let commands = Commands.all.map { ($0.usage, $0.summary) }
    let flags = application.allFlags.map { ($0.name, Self.explain($0)) }
    let statuses = [
      ("0", "done"), ("1", "failed"), ("2", "validation failed"),
      ("3", "refused until you decide"), ("64", "wrong command line or environment"),
      ("130", "interrupted"),
    ]
    return """
      \(program) fills the database of '\(application.name)', the same on every machine.

      Usage: \(program) [COMMAND] [OPTIONS]

      Commands:
      \(layout.lines(commands))
      Flags, set as environment variables or as options, which win:
      \(layout.lines(flags))
      Exit statuses:
      \(layout.lines(statuses))
      '\(program) COMMAND --help' shows a command's options, '--version' the version.

      """
  }

  /// What a command does and takes: `seedbed run --help`.
  func text(of command: any Command) -> String {
    let isStandard = command.name == Commands.standard.name
    var text = """
      \(program) \(command.name): \(Self.lowercasedFirst(command.summary))

      Usage: \(program) \(isStandard ? "[\(command.usage)]" : command.usage) [OPTIONS]

      """
    for paragraph in command.details {
      text += "\n"
      for line in ColumnLayout.wrap(paragraph, width: layout.width) { text += line + "\n" }
    }
    let own = (command.options + [.help]).map { option in
      (option == .help ? "-h, \(option.usage)" : option.usage, option.meaning)
    }
    let flags = command.flagOptions(of: application).map { option in
      (option.usage, option.flag.map { Self.explain($0) } ?? option.meaning)
    }
    let left = (own + flags).map(\.0.count).max()
    text += "\nOptions:\n" + layout.lines(own, left: left)
    if !flags.isEmpty {
      text += "\nFlags, each also an environment variable (SEED for --seed):\n"
      text += layout.lines(flags, left: left)
    }
    return text
  }

  private static func lowercasedFirst(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }

  /// What a flag means, and its default where it is not false.
  static func explain(_ flag: FlagDeclaration) -> String {
    if case .boolean = flag.kind { return flag.meaning }
    return "\(flag.meaning) [\(flag.defaultText)]"
  }
}
