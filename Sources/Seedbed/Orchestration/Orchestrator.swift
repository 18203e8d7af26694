/// Runs the steps of a plan against one database, and reports what came of it.
///
/// One orchestrator makes one run.
public final class Orchestrator {
  private let plan: RunPlan
  private let configuration: RunConfiguration
  private let session: any DatabaseSession
  private let schema: ApplicationSchema
  private let reference: ReferenceLibrary
  private let reporter: any RunReporter
  private let interruption: Interruption
  private let measuresBytes: Bool
  private let isForced: Bool
  private let sources: StepSources?
  private let usage = StepUsage()
  private let toolVersion: String
  /// How the run ends when a step fails.
  private var failureStatus = ExitStatus.failed
  private let clock = ContinuousClock()

  /// Creates the orchestrator of one run.
  ///
  /// - Parameters:
  ///   - plan: the proved plan.
  ///   - configuration: seed, instant, flags and what else decides the run.
  ///   - session: the open database.
  ///   - schema: the application's schema for the session's engine.
  ///   - reference: the look-up tables.
  ///   - reporter: where progress goes.
  ///   - interruption: asked between steps and chunks.
  ///   - measuresBytes: whether the metrics say how large each table is, for which an engine may
  ///     have to read the whole database.
  ///   - isForced: whether steps run that are done and would make the same rows.
  ///   - sources: the steps' source files, where they are at hand.
  ///   - toolVersion: for the report.
  public init(
    plan: RunPlan, configuration: RunConfiguration, session: any DatabaseSession,
    schema: ApplicationSchema, reference: ReferenceLibrary, reporter: any RunReporter,
    interruption: Interruption = Interruption(), measuresBytes: Bool = false,
    isForced: Bool = false, sources: StepSources? = nil,
    toolVersion: String = SeedbedVersion.current
  ) {
    self.plan = plan
    self.configuration = configuration
    self.session = session
    self.schema = schema
    self.reference = reference
    self.reporter = reporter
    self.interruption = interruption
    self.measuresBytes = measuresBytes
    self.isForced = isForced
    self.sources = sources
    self.toolVersion = toolVersion
  }

  /// Prepares the schema, runs the steps, validates and collects the metrics.
  ///
  /// Throws nothing: whatever goes wrong is in the report, with the exit status it leads to. The
  /// checks run only when every step was asked for; with fewer, minimums would mean nothing.
  public func run() async -> RunReport {
    let start = clock.now
    var report = RunReport(
      plan: plan, configuration: configuration, engine: session.engineDescription,
      toolVersion: toolVersion)
    reporter.runStarted(configuration.headerLines(engine: session.engineDescription))
    var record: RunRecord?
    do {
      try session.lockForSeeding()
      let catalog = try schema.prepare(in: session)
      let begun = try RunRecord(
        plan: plan, configuration: configuration, session: session, reference: reference,
        sources: sources, catalog: catalog, toolVersion: toolVersion)
      record = begun
      report.run = begun.id
      if let note = begun.note { reporter.note(note) }
      report.steps = await runSteps(catalog, begun)
      report.statementCount = session.statementCount
      report.exitStatus = report.steps.exitStatus(afterFailure: failureStatus)
      try finishWriting(catalog, after: report.exitStatus)
      if report.exitStatus == .done { try conclude(&report, catalog) }
    } catch let error {
      fail(&report, error)
    }
    report.durationSeconds = (clock.now - start).reportSeconds
    do {
      try record?.end(report.exitStatus, after: report.durationSeconds)
    } catch let error {
      // What ended the run before matters more, and may well be why this fails too.
      if report.exitStatus == .done { fail(&report, error) }
    }
    return report
  }

  private func fail(_ report: inout RunReport, _ error: any Error) {
    if isInterruption(error) {
      report.exitStatus = .interrupted
    } else {
      report.failure = String(describing: error)
      report.exitStatus = Self.exitStatus(for: error)
    }
    if report.steps.isEmpty { report.steps = notRun() }
  }

  private func finishWriting(_ catalog: SchemaCatalog, after status: ExitStatus) throws {
    let tables = catalog.tables.map(\.name)
    if status == .done || status == .interrupted {
      try session.finishWriting(tables: tables)
    } else {
      // What made the step fail matters more, and may well make this fail too.
      try? session.finishWriting(tables: tables)
    }
  }

  private func notRun() -> [StepReport] {
    plan.entries.map { entry in
      guard case .skipped(let reason) = entry.disposition else {
        return StepReport(entry, outcome: .notRun)
      }
      return StepReport(entry, outcome: .skipped(reason))
    }
  }

  private func runSteps(_ catalog: SchemaCatalog, _ record: RunRecord) async -> [StepReport] {
    let database = SeedDatabase(session: session, catalog: catalog, asOf: configuration.asOf)
    reference.record(into: usage)
    let context = SeedContext(
      database: database, random: RandomSource(seed: configuration.seed), asOf: configuration.asOf,
      reference: reference, flags: plan.flags.recording(into: usage), reporter: reporter,
      interruption: interruption, providers: plan.providers)
    let outlook = record.outlook(isForced: isForced)
    var reports: [StepReport] = []
    var hasEnded = false
    for (index, entry) in plan.entries.enumerated() {
      let outcome: StepOutcome
      if case .skipped(let reason) = entry.disposition {
        outcome = .skipped(reason)
        if case .unfinished(let run, _) = outlook.standings[index], entry.step.commits == .perChunk
        {
          reporter.warning(
            "step \(entry.step.id) did not finish in run \(run), and its chunks are there; "
              + "this run leaves it so: \(reason.text)")
        }
      } else if hasEnded || interruption.isRequested {
        hasEnded = true
        outcome = .notRun
      } else if outlook.works[index] == .rest, case .fresh(let run) = outlook.standings[index] {
        outcome = .fresh(run: run, nil)
      } else {
        reporter.stepStarted(entry, of: plan.entries.count)
        outcome = await run(entry.step, context, record, outlook.standings[index])
        switch outcome {
        case .failed, .interrupted: hasEnded = true
        case .succeeded, .fresh, .skipped, .notRun: break
        }
      }
      reporter.stepEnded(entry, of: plan.entries.count, outcome: outcome)
      reports.append(StepReport(entry, outcome: outcome))
    }
    return reports
  }

  private func run(
    _ step: any SeedStep, _ context: SeedContext, _ record: RunRecord, _ standing: StepStanding
  ) async -> StepOutcome {
    let database = context.database
    let start = clock.now
    let statementsBefore = session.statementCount
    func work() -> StepWork {
      StepWork(
        counts: database.counts, statementCount: session.statementCount - statementsBefore,
        duration: clock.now - start,
        note: database.counts.total == 0 ? database.reasonForNothing : nil,
        cause: standing.cause(isForced: isForced))
    }
    func failed(_ error: any Error) -> StepOutcome {
      let (message, location) = StepErrorText.describe(error, step: step.id)
      return .failed(
        StepFailure(
          message: message, location: location,
          counts: step.commits == .once ? WriteCounts() : database.counts,
          statementCount: session.statementCount - statementsBefore, duration: clock.now - start))
    }
    let handedOn = context.values
    var retries = 0
    // A step that is only asked for its values has its rows where they were.
    let isReplayed = standing.isFresh && !isForced
    let rowsBefore = isReplayed ? [:] : record.rowsBefore(of: step)
    while true {
      database.beginStep(number: step.id.number, rowsBefore: rowsBefore)
      usage.begin()
      do {
        if step.commits == .once { try session.begin() } else { try record.begin(step) }
        if isReplayed { try await step.replay(context) } else { try await step.run(context) }
        try verify(step, context)
        // A step that handed its values on without a look at its rows: what is on record still holds.
        let isKept = isReplayed && database.counts.total == 0
        if isKept {
          try record.keep(step)
        } else {
          try record.finish(step, database.counts, after: clock.now - start, usage)
        }
        if step.commits == .once { try session.commit() }
        let leftovers = isKept ? [] : try record.leftovers(of: step, database.counts)
        for warning in leftovers { reporter.warning(warning) }
        if case .fresh(let run) = standing, isReplayed, database.counts.written == 0 {
          return .fresh(run: run, work())
        }
        return .succeeded(work())
      } catch let error {
        do {
          try session.rollback()
        } catch let rollbackError {
          return failed(RollbackFailure(cause: error, rollback: rollbackError))
        }
        if mayRepeat(step, after: error, retries: retries) {
          retries += 1
          context.values = handedOn
          reporter.note("step \(step.id) is done again: \(error)")
          TransactionRetries.pause(before: retries)
          continue
        }
        let isInterrupted = isInterruption(error)
        // What made the step fail matters more, and may well make this fail too: then the ledger says
        // what it said before, and the step is run again all the same.
        try? record.fail(step, isInterrupted ? .interrupted : .failed, after: clock.now - start)
        guard isInterrupted else {
          failureStatus = Self.exitStatus(for: error)
          return failed(error)
        }
        if step.commits == .once { database.beginStep(number: step.id.number) }
        return .interrupted(work())
      }
    }
  }

  /// Whether a step, whose work is undone, is to be done again: another transaction was in its way.
  /// A step that commits by itself sees to its chunks.
  private func mayRepeat(_ step: any SeedStep, after error: any Error, retries: Int) -> Bool {
    step.commits == .once && !interruption.isRequested
      && TransactionRetries.isWorth(error, after: retries)
  }

  /// Refusals leave a decision to the user; all else is a failure.
  private static func exitStatus(for error: any Error) -> ExitStatus {
    error is any Refusal ? .refused : .failed
  }

  /// Whether the user ended the run: the step noticed, or the engine gave up its statement for it.
  private func isInterruption(_ error: any Error) -> Bool {
    if error is Interrupted { return true }
    guard interruption.isRequested, let error = error as? any DatabaseError else { return false }
    return error.kind == .interrupted
  }

  private func verify(_ step: any SeedStep, _ context: SeedContext) throws {
    let provided = Set(context.providedNames)
    let missing = step.provides.names.filter { !provided.contains($0) }
    if !missing.isEmpty { throw StepBrokePromise.provided(nothingFor: missing) }
    if context.database.counts.total == 0 && context.database.reasonForNothing == nil {
      throw StepBrokePromise.wroteNothing
    }
  }

  private func conclude(_ report: inout RunReport, _ catalog: SchemaCatalog) throws {
    if !configuration.validates {
      report.validationSkipped = "\(FrameworkFlags.skipValidation.declaration.name) is true"
    } else if plan.selection.isPartial {
      report.validationSkipped = "only some of the steps were asked for"
    } else {
      let checks = plan.checks
      let validation = try phase("Validating") {
        try Validator(isStrict: configuration.isStrict)
          .validate(checks: checks, session: session, catalog: catalog)
      }
      report.validation = validation
      if !validation.passed { report.exitStatus = .validationFailed }
    }
    report.metrics = try phase("Measuring") {
      try MetricsCollector.collect(
        metrics: plan.application.metrics, session: session, catalog: catalog,
        measuresBytes: measuresBytes)
    }
  }

  private func phase<Result>(_ title: String, _ work: () throws -> Result) throws -> Result {
    try interruption.check()
    reporter.phaseStarted(title)
    let start = clock.now
    defer { reporter.phaseEnded(clock.now - start) }
    return try work()
  }
}
