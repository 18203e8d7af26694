internal import Seedbed

/// `seedbed plan`
struct PlanCommand: Command {
  let name = "plan"
  let summary = "Shows what run would do, and writes nothing"
  let details = [
    "Lists every step: whether it is fresh, what has changed, whether it was never run or is "
      + "skipped, and about how many rows it writes. It takes what run takes and finds what is wrong "
      + "with it. A database that is not there counts as empty.",
    "Exits with 3 where run would be refused, as for a database of another seed.",
  ]
  let options: [OptionDeclaration] = [.only, .from, .until, .skip, .force, .steps, .json, .project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool { true }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let style = invocation.resultStyle
    let outlook = try outlook(invocation)
    let configuration = invocation.configuration
    let header = configuration.headerLines(engine: Engines.title(configuration.databaseURL))
      .map { style.dim($0) + "\n" }.joined()
    invocation.showResult(header + "\n" + invocation.plan.text(outlook, style))
    try invocation.writeReport(PlanReport(invocation.plan, outlook))
    guard let refusal = outlook.refusal else { return .done }
    let console = invocation.console
    console.errors.write("\(console.errorStyle.caution("refused:")) \(refusal)\n")
    return .refused
  }

  private func outlook(_ invocation: Invocation) throws -> RunOutlook {
    let session = try openIfThere(invocation)
    defer { session?.close() }
    return try RunOutlook.read(
      plan: invocation.plan, configuration: invocation.configuration, session: session,
      schema: try session.map { try invocation.schema(for: $0) },
      reference: ReferenceLibrary(directory: invocation.referenceFolder),
      sources: invocation.stepSources, isForced: invocation.isForced)
  }

  /// The database, opened for reading; nil for one that is not there, or cannot be reached.
  private func openIfThere(_ invocation: Invocation) throws -> (any DatabaseSession)? {
    do {
      return try Engines.open(invocation.configuration.databaseURL, for: .read)
    } catch let error as any DatabaseError where error.kind == .unavailable {
      if !Engines.isMissingFile(invocation.configuration.databaseURL) {
        invocation.reporter.warning("\(error) The plan is that of an empty database.")
      }
      return nil
    }
  }
}
