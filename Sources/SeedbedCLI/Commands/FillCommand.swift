internal import Seedbed
internal import SeedbedFill

/// `seedbed fill`
struct FillCommand: Command {
  let name = "fill"
  let summary = "Fills the tables of any database with rows that break no constraint"
  let details = [
    "Reads the schema of the database, whatever application it belongs to, and fills every empty "
      + "table; rows that are there already are referred to. The same seed gives the same rows. A "
      + "fill that was interrupted goes on when it is called again.",
    "TABLE is a name, with its schema or without, or a pattern ('audit_*'). ROWS is a number for all "
      + "tables or TABLE=NUMBER or TABLE=NUMBER/PARENT, with commas between: "
      + "1000,users=100000,orders=10/users.",
    "A file seedbed.yml, seedbed.yaml or seedbed.json in the current folder or the project's says "
      + "how columns are filled where that is not to be inferred; what the command line says counts "
      + "before it. --write-config writes one.",
    "What cannot be filled is said before anything is written, and the command exits with 3; "
      + "--keep-going fills the other tables.",
  ]
  let options: [OptionDeclaration] = [
    .rows, .size, .onlyTable, .exclude, .append, .config, .explain, .writeConfig, .keepGoing, .json,
    .project, .quiet, .allowTarget,
  ]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .seeding(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    [
      FrameworkFlags.seed.declaration, FrameworkFlags.asOf.declaration,
      FrameworkFlags.databaseURL.declaration, FrameworkFlags.connections.declaration,
      FrameworkFlags.environment.declaration,
    ].contains(flag)
  }

  private func run(_ invocation: Invocation) async throws -> ExitStatus {
    try fill(invocation)
  }

  /// Apart and not inlined, as in `RunCommand`.
  @inline(never)
  private func fill(_ invocation: Invocation) throws -> ExitStatus {
    guard let request = invocation.fill else {
      preconditionFailure("the resolver makes the request of this command")
    }
    let session = try invocation.openDatabase(for: request.writesRows ? .change : .read)
    defer { session.close() }
    let configuration = invocation.configuration
    if request.writesRows {
      let file = request.request.configuration.file.map { ["config    \($0)"] } ?? []
      invocation.reporter.runStarted(
        configuration.headerLines(engine: session.engineDescription) + file)
    }
    let context = invocation.fillContext(session)
    do {
      let fill = try Fill(
        request.request, context: context, observer: invocation.reporter,
        readsOnly: !request.writesRows)
      if let file = request.configurationFile {
        try file.write(fill.configurationText(), standardOutput: invocation.console.output)
        return .done
      }
      if request.explains {
        let explanation = fill.explanation()
        invocation.showResult(explanation.text(invocation.resultStyle))
        try invocation.writeReport(explanation)
        return .done
      }
      let report = try fill.run()
      if !configuration.isQuiet { invocation.console.errors.write("\n") }
      invocation.showResult(report.text())
      try invocation.writeReport(report)
      return report.exitStatus
    } catch is Interrupted {
      let rest = request.request.appends ? "no row was appended" : "the same command goes on"
      invocation.console.errors.write("interrupted; \(rest)\n")
      return .interrupted
    } catch let error as FillRefused {
      let console = invocation.console
      for reason in error.reasons {
        console.errors.write("\(console.errorStyle.caution("refused:")) \(reason)\n")
      }
      return .refused
    } catch let error as BulkLoadRefused {
      let console = invocation.console
      console.errors.write("\(console.errorStyle.caution("refused:")) \(error)\n")
      return .refused
    }
  }
}

extension Invocation {
  /// What a fill outside of steps works with.
  func fillContext(_ session: any DatabaseSession) -> SeedContext {
    SeedContext(
      database: SeedDatabase(
        session: session, catalog: SchemaCatalog(tables: []), asOf: configuration.asOf),
      random: RandomSource(seed: configuration.seed), asOf: configuration.asOf,
      reference: ReferenceLibrary(directory: referenceFolder),
      flags: configuration.flags, reporter: reporter, interruption: interruption)
  }

  /// The names that an option gives, each by itself or with commas between.
  private static func names(
    _ arguments: ParsedArguments, _ option: OptionDeclaration
  ) -> [String] {
    (arguments.values[option.name] ?? []).flatMap { $0.split(separator: ",") }.map(String.init)
  }
}

extension OptionDeclaration {
  static let rows = OptionDeclaration(
    "--rows", .list("ROWS"), "How many rows tables get")
  static let size = OptionDeclaration(
    "--size", .value("SIZE"),
    "How big the database gets: s, m or l, with a thousand to a million rows in big tables")
  static let onlyTable = OptionDeclaration(
    "--only", .list("TABLE"), "Fills these tables and no others")
  static let exclude = OptionDeclaration("--exclude", .list("TABLE"), "Leaves these tables out")
  static let append = OptionDeclaration(
    "--append", .toggle,
    "Adds rows to tables that hold some already: all of them or, when interrupted, none")
  static let config = OptionDeclaration(
    "--config", .value("FILE"), "The file that says how columns are filled")
  static let writeConfig = OptionDeclaration(
    "--write-config", .value("FILE"),
    "Writes the plan as a configuration to edit, and no rows; - is standard output")
  static let explain = OptionDeclaration(
    "--explain", .toggle, "Shows how each column would be filled, and writes nothing")
  static let keepGoing = OptionDeclaration(
    "--keep-going", .toggle, "Fills what can be filled when some tables cannot")
}
