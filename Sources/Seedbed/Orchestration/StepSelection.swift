/// Which steps somebody wants to run, by id (`22_job_posts`), number (`22`, `7`, `07`) or pattern
/// (`*_players`).
public struct StepSelection: Hashable, Sendable {
  /// Only these, and the steps that provide what they require; all when empty.
  public var only: [String]
  /// From the first step that fits, and the steps that provide what is required.
  public var from: String?
  /// Until the last step that fits, that one included.
  public var until: String?
  /// Without these, whatever else is asked for.
  public var skip: [String]

  /// Creates a selection.
  public init(
    only: [String] = [], from: String? = nil, until: String? = nil, skip: [String] = []
  ) {
    self.only = only
    self.from = from
    self.until = until
    self.skip = skip
  }

  /// Every step.
  public static let all = StepSelection()

  /// Whether it may leave out a step.
  public var isPartial: Bool { self != .all }

  /// The selection as options of the command line; empty for all steps.
  public var text: String {
    let options: [String] =
      only.map { "--only \(shellWord($0))" }
      + [from.map { "--from \(shellWord($0))" }, until.map { "--until \(shellWord($0))" }]
      .compactMap { $0 }
      + skip.map { "--skip \(shellWord($0))" }
    return options.joined(separator: " ")
  }

  /// Finds out what becomes of each step, in order: the option that leaves it out, or nil.
  ///
  /// A pattern that fits no step is added to `problems`.
  func leavingOut(_ steps: [StepID], problems: inout [String]) -> [LeftOut?] {
    let onlyFits = fits(only, "--only", steps, &problems)
    let skipFits = fits(skip, "--skip", steps, &problems)
    let first = from.map { fits([$0], "--from", steps, &problems).firstIndex(of: true) ?? 0 }
    let last = until.map {
      fits([$0], "--until", steps, &problems).lastIndex(of: true) ?? steps.count - 1
    }
    if let from, let until, let first, let last, first > last {
      problems.append("--from \(from) comes after --until \(until); exchange them")
    }
    return steps.indices.map { index in
      if skipFits[index] { return .skip }
      if let last, index > last { return .until }
      if let first, index < first { return .from }
      if !only.isEmpty && !onlyFits[index] { return .only }
      return nil
    }
  }

  /// The option that leaves a step out.
  enum LeftOut: String {
    case only = "--only"
    case from = "--from"
    case until = "--until"
    case skip = "--skip"

    /// Whether the step runs after all when a step that is wanted requires it.
    var yieldsToRequirements: Bool { self == .only || self == .from }
  }

  private func fits(
    _ patterns: [String], _ option: String, _ steps: [StepID], _ problems: inout [String]
  ) -> [Bool] {
    var fits = [Bool](repeating: false, count: steps.count)
    for pattern in patterns {
      let matching = steps.indices.filter { Self.matches(pattern, steps[$0]) }
      for index in matching { fits[index] = true }
      if matching.isEmpty { problems.append(Self.unknown(pattern, option, steps)) }
    }
    return fits
  }

  private static func matches(_ pattern: String, _ step: StepID) -> Bool {
    if let number = Int(pattern), number >= 0 { return number == step.number }
    if GlobPattern.isPattern(pattern) { return GlobPattern(pattern).matches(step.rawValue) }
    return pattern == step.rawValue
  }

  private static func unknown(_ pattern: String, _ option: String, _ steps: [StepID]) -> String {
    let shown = forPeople(pattern)
    if GlobPattern.isPattern(pattern) {
      return "\(option) \(shown): no step fits; 'seedbed steps' lists them"
    }
    if Int(pattern) != nil {
      let numbers = steps.map(\.number)
      let range =
        numbers.first.flatMap { first in numbers.last.map { "; there are \(first) to \($0)" } }
        ?? ""
      return "\(option) \(shown): there is no step of that number\(range)"
    }
    let near =
      nearest(to: pattern, in: steps.map(\.rawValue))
      ?? nearest(to: pattern, in: steps.map(\.name)).flatMap { name in
        steps.first { $0.name == name }?.rawValue
      }
    let hint = near.map { "; did you mean '\($0)'?" } ?? "; 'seedbed steps' lists them"
    return "\(option) \(shown): there is no such step\(hint)"
  }
}

extension StepID {
  /// What follows the number: `job_posts`.
  public var name: String { String(rawValue.drop { $0 != "_" }.dropFirst()) }
}
