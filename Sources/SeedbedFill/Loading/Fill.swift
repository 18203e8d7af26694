public import Seedbed
internal import SeedbedConfiguration

/// Fills the tables of a database that nobody here designed.
public struct Fill {
  let request: FillRequest
  let context: SeedContext
  let observer: any RunObserver
  let planner: FillPlanner
  let survey: TableSurvey

  /// Reads the schema and what the tables hold. Nothing is written.
  ///
  /// - Parameters:
  ///   - request: what is to be done.
  ///   - context: the database, the seed, the instant taken for now, and where remarks go.
  ///   - observer: told of each table that begins and ends.
  ///   - readsOnly: whether it is asked for what it would do alone: tables that it has filled count as
  ///     empty then.
  ///
  /// Throws `FillRefused` for patterns that no table matches and for tables that hold rows.
  public init(
    _ request: FillRequest, context: SeedContext, observer: any RunObserver,
    readsOnly: Bool = false
  ) throws {
    var request = request.completed
    let session = context.database.session
    let configured = ConfiguredSchema(request.configuration, try session.relationalSchema())
    let schema = configured.schema
    let ledger = try FillLedger(of: request, schema, on: session)
    if request.appends { request.earlierAppends = ledger.appendCount }
    self.request = request
    self.context = context
    self.observer = observer
    let filled = request.appends ? [] : ledger.tablesFilled
    survey = try TableSurvey(
      schema, request, begun: ledger.tablesBegun.union(readsOnly ? filled : []), filled: filled,
      on: session)
    let locales = try FillLocales(request.configuration, configured, context.reference)
    try Self.check(survey, configured, request, locales)
    let binding = PlanBinding(reference: context.reference, asOf: context.asOf)
    planner = FillPlanner(
      configured, request, on: session, seed: context.random.seed, binding: binding,
      knowledge: try FillKnowledge(
        schema: schema, binding: binding, session: session, locales: locales))
    try planner.plan(survey)
  }

  /// Refuses what does not go with the schema.
  private static func check(
    _ survey: TableSurvey, _ configured: ConfiguredSchema, _ request: FillRequest,
    _ locales: FillLocales
  ) throws {
    let schema = configured.schema
    let problems = configured.problems + locales.problems
    let known = Set(
      request.configuration.only.map(\.text) + request.configuration.exclude.map(\.text)
        + request.configuration.tables.map(\.pattern.text))
    var reasons =
      problems.isEmpty ? [] : ConfigurationProblems(problems).problems.map(\.description)
    reasons += survey.unknown.filter { !known.contains($0) }.map { pattern in
      let names = schema.tables.map(\.name.description)
      let hint = nearest(to: pattern, in: names).map { "; did you mean '\($0)'?" } ?? ""
      return "no table is named '\(forPeople(pattern))'\(hint)"
    }
    for entry in survey.left where !entry.reason.hasPrefix("--") && !entry.reason.hasPrefix("it ") {
      let isNamed = entry.reason != "not among --only"
      if isNamed, case .other? = schema[entry.name]?.kind {
        reasons.append("\(entry.name) cannot be filled: \(entry.reason)")
      }
    }
    if !survey.refused.isEmpty {
      reasons.append(
        "these tables hold rows: \(survey.refused.map(\.description).joined(separator: ", ")); "
          + (request.owner != nil
            ? "a step fills empty tables and those that it has begun itself, so leave them out of it"
            : "--append adds to them"))
    }
    if reasons.isEmpty, survey.targets.isEmpty, !survey.hasFilled {
      reasons.append(
        schema.tables.isEmpty
          ? "the database has no tables; create them first"
          : request.owner != nil
            ? "there is no empty table to fill; leave the step out"
            : "there is no empty table to fill; --append adds rows to tables that hold some")
    }
    if !reasons.isEmpty { throw FillRefused(reasons: reasons) }
  }
}

/// A fill that must not begin before the user decides; nothing was written.
public struct FillRefused: Refusal, CustomStringConvertible {
  /// What stands in the way, one line each.
  public let reasons: [String]

  /// All reasons.
  public var description: String { reasons.joined(separator: "\n") }
}
