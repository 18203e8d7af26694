internal import Seedbed

/// `seedbed plan`
struct PlanCommand: Command {
  let name = "plan"
  let summary = "Shows what run would do, and writes nothing"
  let details = [
    "Lists every step: whether it is fresh, what has changed, whether it was never run or is "
      + "skipped, and about how many rows it writes. It takes what run takes and finds what is wrong "
      + "with it. A database that is not there counts as empty.",
    "With --checkpoint it shows whether a snapshot would be restored first, and why, and what would "
      + "be left to do then.",
    "Exits with 3 where run would be refused, as for a database of another seed.",
  ]
  let options: [OptionDeclaration] = [
    .only, .from, .until, .skip, .force, .checkpoint, .steps, .json, .project,
  ]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool { true }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let style = invocation.resultStyle
    let (outlook, checkpoint) = try outlook(invocation)
    let configuration = invocation.configuration
    let header = configuration.headerLines(engine: Engines.title(configuration.databaseURL))
      .map { style.dim($0) + "\n" }.joined()
    let remark = checkpoint.map { "checkpoint: \($0.reason)\n" } ?? ""
    invocation.showResult(header + "\n" + invocation.plan.text(outlook, style) + remark)
    try invocation.writeReport(PlanReport(invocation.plan, outlook, checkpoint))
    guard let refusal = outlook.refusal else { return .done }
    let console = invocation.console
    console.errors.write("\(console.errorStyle.caution("refused:")) \(refusal)\n")
    return .refused
  }

  /// What a run would do, and the snapshot that it would go on from.
  private func outlook(_ invocation: Invocation) throws -> (RunOutlook, CheckpointChoice?) {
    let (session, isReachable) = try openIfThere(invocation)
    defer { session?.close() }
    let now = try invocation.outlook(on: session)
    guard isReachable, let (choice, checkpoint) = try invocation.checkpoint(insteadOf: now) else {
      return (now, nil)
    }
    return (checkpoint?.outlook ?? now, choice)
  }

  /// The database, opened for reading; nil for one that is not there, or cannot be reached, and which
  /// of both it is.
  private func openIfThere(
    _ invocation: Invocation
  ) throws -> (session: (any DatabaseSession)?, isReachable: Bool) {
    do {
      return (try Engines.open(invocation.configuration.databaseURL, for: .read), true)
    } catch let error as any DatabaseError where error.kind == .unavailable {
      if Engines.isMissingFile(invocation.configuration.databaseURL) { return (nil, true) }
      invocation.reporter.warning("\(error) The plan is that of an empty database.")
      return (nil, Engines.saysThatThereIsNone(error))
    }
  }
}
