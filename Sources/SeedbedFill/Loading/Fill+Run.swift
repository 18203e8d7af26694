public import Seedbed

extension Fill {
  /// Fills the tables, and reports what came of each.
  ///
  /// Throws `FillRefused` with nothing written when a table cannot be filled as asked for and the
  /// request does not go on without it. When a load fails later, what is there stays, but for rows
  /// that are appended: all of them are in one transaction.
  public func run() throws -> FillReport {
    let clock = ContinuousClock()
    let start = clock.now
    var report = FillReport(
      seed: context.random.seed, asOf: context.asOf.description,
      engine: context.database.session.engineDescription)
    var plans = try prove()
    try context.database.session.lockForSeeding()
    if request.owner == nil {
      try ledger().forgetEmptied()
    }
    for refused in [tryInserts, rehearseTriggers] {
      let refused = try refused()
      guard !refused.isEmpty else { continue }
      if !request.keepsGoing { throw refusal(of: refused) }
      for (table, reason) in refused { try planner.leaveOut(table, because: reason) }
      plans = try prove()
    }
    report.notes = planner.notes
    for note in planner.notes { context.reporter.note(note) }
    if request.appends { try append(plans, &report) } else { try load(plans, &report) }
    for (table, reason) in planner.problems {
      if report.tables.contains(where: { $0.name == table.description }) { continue }
      report.tables.append(
        FillReport.Table(
          name: table.description, outcome: .failed, rowCount: 0, durationSeconds: 0,
          reason: reason))
    }
    for (table, reason) in survey.left {
      report.tables.append(
        FillReport.Table(
          name: table.description, outcome: .left, rowCount: 0, durationSeconds: 0, reason: reason))
    }
    if report.tables.contains(where: { $0.outcome == .failed }) {
      report.exitStatus = .failed
    } else if request.owner == nil, !request.appends {
      try ledger().finish(planner.groups.map { $0[0] })
    }
    report.durationSeconds = Double(start.duration(to: clock.now) / .microseconds(1)) / 1_000_000
    return report
  }

  private func ledger() throws -> FillLedger {
    try FillLedger(of: request, planner.schema, on: context.database.session)
  }

  /// Compiles every plan before anything is written.
  func prove() throws -> [RelationName: CompiledPlan] {
    var plans: [RelationName: CompiledPlan] = [:]
    var isWhole = false
    while !isWhole {
      isWhole = true
      plans = [:]
      for group in planner.groups {
        let tables = group.filter { planner.drafts[$0] != nil }
        guard !tables.isEmpty else { continue }
        do {
          let plan = try roomyPlan(of: tables)
          if let first = group.first(where: { planner.drafts[$0] != nil }) { plans[first] = plan }
        } catch let error where error is PlanError || error is FillProblem || error is UnmetFilter {
          let table = (error as? FillProblem)?.table ?? unmetTable(error, tables) ?? tables[0]
          try planner.leaveOut(table, because: reason(error, table))
          isWhole = false
          break
        }
      }
    }
    if !request.keepsGoing, !planner.problems.isEmpty { throw refusal(of: planner.problems) }
    return plans
  }

  private func refusal(of problems: [(table: RelationName, reason: String)]) -> FillRefused {
    FillRefused(
      reasons: problems.map { problem in
        problem.reason.contains("\(problem.table)")
          ? problem.reason : "\(problem.table): \(problem.reason)"
      }
        + (request.owner == nil
          ? ["nothing was written; --keep-going fills the other tables"]
          : ["nothing was written"]))
  }

  /// Tables that take no rows at all; none is looked for within a step, whose tables are its own matter.
  private func tryInserts() throws -> [(table: RelationName, reason: String)] {
    guard request.owner == nil else { return [] }
    return try InsertTrial(planner: planner, session: context.database.session).refused()
  }

  /// Tables whose triggers refuse rows; none is looked for within a step, whose transaction is under
  /// way, nor when a fill goes on.
  private func rehearseTriggers() throws -> [(table: RelationName, reason: String)] {
    let session = context.database.session
    let tables = planner.drafts.values.map(\.table)
    guard request.owner == nil, tables.contains(where: { !$0.triggers.isEmpty }),
      try ledger().tablesBegun.isEmpty
    else { return [] }
    var few = request
    few.rows = RowRequest(standard: .count(TriggerRehearsal.rowCount))
    var targets = survey
    targets.targets = survey.targets.filter { planner.drafts[$0.name] != nil }
    let small = FillPlanner(
      planner.configured, few, on: session, seed: planner.seed, binding: planner.binding,
      knowledge: planner.knowledge)
    try small.plan(targets)
    return try TriggerRehearsal(planner: small, session: session).refused()
  }

  /// Why a table cannot be filled, with the line of configuration that would solve it where there is
  /// one.
  private func reason(_ error: any Error, _ table: RelationName) -> String {
    guard let unmet = error as? UnmetFilter, let draft = planner.drafts[table],
      let column = draft.configurableColumn(of: unmet.filters)
    else { return "\(error)" }
    return "\(unmet.finding); say what its columns hold, as in "
      + "\(ConfigurationLine.forColumn(column, of: table)), or leave the table out: "
      + "--exclude '\(table)'"
  }

  /// The table among some that a row without a way through its filters belongs to.
  private func unmetTable(_ error: any Error, _ tables: [RelationName]) -> RelationName? {
    guard let error = error as? UnmetFilter else { return nil }
    return tables.first { $0.description == error.location.table }
  }

  /// Loads every table; throws `TablesLeftOut` where rows that are appended have to do without some.
  func load(_ proved: [RelationName: CompiledPlan], _ report: inout FillReport) throws {
    var proved = proved
    var isStale = false
    for (index, group) in planner.groups.enumerated() {
      let tables = group.filter { planner.drafts[$0] != nil }
      guard !tables.isEmpty else { continue }
      do {
        let plan = isStale ? try roomyPlan(of: tables) : proved[tables[0]]
        proved[tables[0]] = nil
        guard let plan else { continue }
        try load(plan, tables, &report)
        planner.loaded.formUnion(tables)
      } catch let error
        where request.keepsGoing && !(error is Interrupted)
        && (error is any DatabaseError || error is any LocatedError || error is PlanError
          || error is FillProblem || error is UnmetFilter)
      {
        if request.appends { throw TablesLeftOut(tables: tables, reason: "\(error)") }
        for name in tables { try planner.leaveOut(name, because: "\(error)") }
        isStale = true
        continue
      }
      let rest = Array(planner.groups[(index + 1)...])
      if try noteTriggers(of: tables, rest, &report) { isStale = true }
    }
  }

  /// The plan of some tables, with as many rows as their unique keys have room for; nil when no table
  /// is left.
  private func roomyPlan(of tables: [RelationName]) throws -> CompiledPlan? {
    while true {
      let left = tables.filter { planner.drafts[$0] != nil }
      guard !left.isEmpty else { return nil }
      do {
        return try planner.bulkPlan(of: left)
      } catch let problem as FillProblem where problem.room != nil {
        try planner.limit(problem.table, to: problem.room ?? 0, because: problem.reason)
      }
    }
  }

  private func load(
    _ plan: CompiledPlan, _ tables: [RelationName], _ report: inout FillReport
  ) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let drafts = tables.compactMap { planner.drafts[$0] }
    observer.phaseStarted(
      drafts.map { "\($0.table.name) (\(grouped($0.rowCount)) rows)" }.joined(separator: ", "))
    var options = BulkLoadOptions(chunkSize: Self.chunkSize)
    // Rows that refer to earlier ones need these to be there, and triggers may number what they write
    // as it comes.
    if drafts.contains(where: { $0.refersToItself || !$0.table.triggers.isEmpty }) {
      options.connectionCount = 1
    }
    do {
      try context.load(plan, options: options)
    } catch var error as BulkLoadRefused where request.owner == nil {
      error.advice = "give them as they were, or empty the tables, or leave them out: --exclude"
      throw error
    } catch let error as any DatabaseError {
      throw FillFailure(error, tables: drafts.map(\.table))
    }
    observer.phaseEnded(start.duration(to: clock.now))
    let seconds = Double(start.duration(to: clock.now) / .microseconds(1)) / 1_000_000
    for draft in drafts {
      report.tables.append(
        FillReport.Table(
          name: draft.table.name.description, outcome: .filled, rowCount: draft.rowCount,
          durationSeconds: seconds, reason: nil))
    }
  }

  /// Looks what triggers of tables just loaded have written into tables that are still to come, and
  /// plans those again; false when there is nothing new.
  private func noteTriggers(
    of tables: [RelationName], _ rest: [[RelationName]], _ report: inout FillReport
  ) throws -> Bool {
    let triggers = tables.compactMap { planner.drafts[$0]?.table }.filter { !$0.triggers.isEmpty }
    guard !triggers.isEmpty else { return false }
    var found: [RelationName: Int] = [:]
    for name in rest.flatMap({ $0 }) where planner.drafts[name] != nil {
      guard let count = try planner.countWrittenByTriggers(name, of: triggers.map(\.name)),
        try !ledger().contains(planner.planName(of: name))
      else { continue }
      found[name] = count
      report.tables.append(
        FillReport.Table(
          name: name.description, outcome: .filledByTriggers,
          rowCount: count - (planner.existing[name] ?? 0), durationSeconds: 0, reason: nil))
    }
    for table in triggers where table.triggers.contains(where: { $0.isBefore }) {
      found[table.name] = try TableSurvey.count(table, on: context.database.session)
    }
    guard !found.isEmpty else { return false }
    try planner.planAgain(rest, found: found)
    return true
  }

  /// Root rows in a chunk: what is lost at most when a load is interrupted.
  private static let chunkSize = 100_000
}

/// A table whose load the database refused.
public struct FillFailure: LocatedError, CustomStringConvertible {
  let error: any DatabaseError
  private let tables: [RelationalTable]

  /// Creates the failure of some tables that were loaded together.
  init(_ error: any DatabaseError, tables: [RelationalTable]) {
    self.error = error
    self.tables = tables
  }

  /// The table and row, as far as known.
  public var location: ErrorLocation { error.location }

  /// What the database said, and whether a trigger may have said it.
  public var description: String {
    let suspects = tables.filter { table in
      !table.triggers.isEmpty
        && (error.location.table.map { $0 == table.name.table || $0 == "\(table.name)" } ?? true)
    }
    guard !suspects.isEmpty, error.kind == .other || error.kind == .constraint else {
      return error.description
    }
    let triggers = suspects.map { table in
      "\(table.name) has \(table.triggers.map(\.name).joined(separator: ", "))"
    }
    let names = suspects.map { "--exclude '\($0.name)'" }
    return "\(error.description) Triggers may be what refused the row: "
      + triggers.joined(separator: "; ")
      + ". Go on without the table with \(names.joined(separator: " ")), or with --keep-going."
  }
}
