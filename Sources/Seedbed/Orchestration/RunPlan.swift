/// What a run is going to do, proved before anything is written.
public struct RunPlan: Sendable {
  /// The application.
  public let application: SeedApplication
  /// The values of all flags.
  public let flags: FlagValues
  /// What was asked for.
  public let selection: StepSelection
  /// Every step of the application, in order.
  public let entries: [PlannedStep]

  /// Makes the plan and proves it.
  ///
  /// Ids are unique and in ascending order, every value is provided by one step, and whatever a
  /// running step requires is provided by an earlier step that runs too. Throws all problems found.
  public init(
    application: SeedApplication, flags: FlagValues, selection: StepSelection = .all
  ) throws(UsageProblems) {
    var problems = Self.registryProblems(application)
    let steps = application.steps
    let leftOut = selection.leavingOut(steps.map(\.id), problems: &problems)
    if !problems.isEmpty { throw UsageProblems(problems) }

    var dispositions = steps.indices.map { index -> PlannedStep.Disposition in
      if let option = leftOut[index] { return .skipped(.selection(option: option.rawValue)) }
      return Self.skippedByFlag(steps[index], flags).map { .skipped($0) } ?? .selected
    }
    let providers = Self.providers(of: steps)
    // Backwards, so that a provider that comes in has its own requirements looked at in turn.
    for index in steps.indices.reversed() {
      guard Self.runs(dispositions[index]) else { continue }
      for key in steps[index].requires.names {
        guard let provider = providers[key] else { continue }
        switch dispositions[provider] {
        case .selected:
          break
        case .asProvider(let dependents):
          if dependents.first != steps[index].id {
            dispositions[provider] = .asProvider(of: [steps[index].id] + dependents)
          }
        case .skipped(let reason):
          if leftOut[provider]?.yieldsToRequirements ?? false,
            Self.skippedByFlag(steps[provider], flags) == nil
          {
            dispositions[provider] = .asProvider(of: [steps[index].id])
          } else {
            problems.append(
              Self.unavailable(
                key, for: steps[index], from: steps[provider],
                because: Self.skippedByFlag(steps[provider], flags) ?? reason))
          }
        }
      }
    }
    problems.reverse()
    if problems.isEmpty && !dispositions.contains(where: Self.runs) {
      problems.append(Self.nothingRuns(steps, dispositions))
    }
    if !problems.isEmpty { throw UsageProblems(problems) }
    self.application = application
    self.flags = flags
    self.selection = selection
    entries = steps.indices.map { index in
      PlannedStep(
        step: steps[index], position: index + 1, disposition: dispositions[index],
        estimates: steps[index].estimatedRows(flags))
    }
  }

  /// The steps that are going to run, in order.
  public var running: [PlannedStep] { entries.filter(\.runs) }

  /// The application's checks, without those of steps that do not run.
  public var checks: [SeedCheck] {
    let running = Set(running.map(\.step.id))
    return application.checks.filter { $0.step.map(running.contains) ?? true }
  }

  /// The rows that the running steps are expected to write, by table in order of first appearance.
  public var estimatedRows: [TableEstimate] {
    var sums: [TableEstimate] = []
    for estimate in running.flatMap(\.estimates) {
      if let index = sums.firstIndex(where: { $0.table == estimate.table }) {
        sums[index].rowCount += estimate.rowCount
      } else {
        sums.append(estimate)
      }
    }
    return sums
  }

  /// The rows that the running steps are expected to write into all tables.
  public var estimatedRowCount: Int { estimatedRows.reduce(0) { $0 + $1.rowCount } }

  /// For each key, the step that provides it, for messages.
  public var providers: [String: StepID] {
    Self.providers(of: application.steps).mapValues { application.steps[$0].id }
  }

  private static func runs(_ disposition: PlannedStep.Disposition) -> Bool {
    if case .skipped = disposition { false } else { true }
  }

  private static func skippedByFlag(_ step: any SeedStep, _ flags: FlagValues) -> SkipReason? {
    guard let flag = step.flag, case .boolean(let role) = flag.declaration.kind else { return nil }
    let value = flags[flag]
    let isSkipped =
      switch role {
      case .skipsWhenTrue: value
      case .enablesWhenTrue: !value
      case .option: false
      }
    return isSkipped ? .flag(name: flag.declaration.name, value: value) : nil
  }

  private static func providers(of steps: [any SeedStep]) -> [String: Int] {
    var providers: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      for key in step.provides.names where providers[key] == nil { providers[key] = index }
    }
    return providers
  }

  private static func unavailable(
    _ key: String, for step: any SeedStep, from provider: any SeedStep, because reason: SkipReason
  ) -> String {
    let advice =
      switch reason {
      case .flag(let name, let value):
        "set \(name)=\(!value), or leave out step \(step.id) with --skip \(step.id)"
      case .selection(let option): "change \(option), or leave out step \(step.id) too"
      }
    return "step \(step.id) requires '\(key)', which step \(provider.id) provides, "
      + "but that step does not run: \(reason.text); \(advice)"
  }

  private static func nothingRuns(
    _ steps: [any SeedStep], _ dispositions: [PlannedStep.Disposition]
  ) -> String {
    let byFlag = zip(steps, dispositions).compactMap { step, disposition -> String? in
      guard case .skipped(.flag(let name, let value)) = disposition else { return nil }
      return "set \(name)=\(!value) to run step \(step.id)"
    }
    return "there is no step to run; "
      + (byFlag.isEmpty ? "ask for fewer to be left out" : byFlag.joined(separator: ", or "))
  }
}
