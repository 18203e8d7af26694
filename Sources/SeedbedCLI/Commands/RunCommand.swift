internal import Seedbed

/// `seedbed run`, which is also what happens without a command.
struct RunCommand: Command {
  let name = "run"
  let summary = "Seeds the database; also what happens without a command"
  let details = [
    "Creates the tables in an empty database, runs the steps in order, checks the result and shows "
      + "what there is. A run that was interrupted goes on. Steps that are done are left alone, "
      + "unless something has changed that their rows depend on: their source or reference files, "
      + "flags, tables, or a step that they require.",
    "STEP is an id (22_job_posts), a number (22) or a pattern ('2*', '*_players'). --only and "
      + "--skip may be given several times. When only some steps run, the checks do not.",
    "--restart begins anew as replant does, and asks first; another seed or instant needs it.",
    "--checkpoint looks for a snapshot that holds the first of the steps as they would be made now, "
      + "and goes on from it, where restoring it is quicker than repeating them. It asks before it "
      + "replaces rows.",
    "With --steps the steps are the numbered files of a folder, as 01_companies.sql and "
      + "02_orders.yml, and the tables are those of another application, which has created them; "
      + "'init' writes such a folder.",
  ]
  let options: [OptionDeclaration] = [
    .only, .from, .until, .skip, .force, .restart, .checkpoint, .yes, .steps, .json, .project,
    .quiet,
    .createDatabase,
    .disconnect,
    .allowTarget,
  ]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .seeding(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool { true }

  private func run(_ invocation: Invocation) async throws -> ExitStatus {
    try invocation.proveSnapshotRequest(mayRestore: true)
    guard try invocation.restoreAsRequested() else { return .refused }
    let checkpoint = try invocation.chooseCheckpoint()
    guard try invocation.restore(checkpoint) else { return .refused }
    let session = try invocation.openDatabase(for: invocation.steps == nil ? .fill : .change)
    defer { session.close() }
    if invocation.restarts {
      guard try Emptying(invocation, session).agreeAndEmpty() else { return .refused }
    }
    return try await invocation.seedAndSave(session, from: checkpoint)
  }
}

extension Invocation {
  /// Runs the plan against an open database, closes it, and saves it where that is asked for.
  func seedAndSave(
    _ session: any DatabaseSession, from checkpoint: CheckpointChoice? = nil
  ) async throws -> ExitStatus {
    let status: ExitStatus
    do {
      defer { session.close() }
      status = try await seed(session, from: checkpoint)
    }
    if status == .done { try saveAsRequested() }
    return status
  }

  /// Runs the plan against an open database and shows what came of it.
  private func seed(
    _ session: any DatabaseSession, from checkpoint: CheckpointChoice?
  ) async throws -> ExitStatus {
    var report = try await orchestrator(session, reporter).run()
    report.checkpoint = checkpoint
    return try show(report)
  }

  /// Apart and not inlined: Swift 6.3's optimiser crashes when it splits an asynchronous function
  /// into which functions that throw were inlined.
  @inline(never)
  private func orchestrator(
    _ session: any DatabaseSession, _ reporter: any RunReporter
  ) throws -> Orchestrator {
    Orchestrator(
      plan: plan, configuration: configuration, session: session,
      schema: try schema(for: session),
      reference: ReferenceLibrary(directory: referenceFolder), reporter: reporter,
      interruption: interruption, isForced: isForced, sources: stepSources)
  }

  /// Shows and writes what came of a run.
  @inline(never)
  private func show(_ report: RunReport) throws -> ExitStatus {
    let style = resultStyle
    // The rows of every table are left to `metrics`: here they would hide what went wrong.
    let parts = [
      report.validation?.text(style), report.metrics?.text(style, showsTables: false),
      report.summaryText(style),
    ]
    if !configuration.isQuiet { console.errors.write("\n") }
    showResult(parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n"))
    let failure = report.failureText(console.errorStyle)
    if !failure.isEmpty { console.errors.write("\n" + failure) }
    try writeReport(report)
    return report.exitStatus
  }
}
