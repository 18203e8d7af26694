internal import Seedbed

/// The values that SQL and fills of a step may name as `:name`.
struct StepValues: Sendable {
  /// The flags of the folder.
  let flags: [FlagDeclaration]
  /// For each value that steps hand on, the step that does.
  let providers: [String: StepID]

  private static let seed = "seed"
  private static let asOf = "as_of"

  /// The names that are there for every step.
  var common: [String] { [Self.seed, Self.asOf] + flags.map { $0.name.lowercased() } }

  /// Why a step may not name a value; nil when it may.
  func problem(with name: String, in step: StepID, requiring required: [String]) -> String? {
    if common.contains(name) || required.contains(name) { return nil }
    guard let provider = providers[name] else {
      let hint =
        nearest(to: name, in: common + providers.keys.sorted()).map { "did you mean ':\($0)'?" }
        ?? "let an earlier step provide it: provides: \(name) = SELECT …"
      return "there is no value ':\(name)'; \(hint)"
    }
    guard provider.number < step.number else {
      return provider == step
        ? "':\(name)' is what this step provides itself, once it has run; take it from the table"
        : "':\(name)' is provided by step \(provider) only later; move one of the steps"
    }
    return "':\(name)' is provided by step \(provider); add '\(name)' to 'requires'"
  }

  /// The value of a name in a run.
  ///
  /// Throws `MissingContextValue` for one that no step has handed on.
  func value(of name: String, in context: SeedContext) throws -> DatabaseValue {
    switch name {
    case Self.seed: return .integer(Int64(context.random.seed))
    case Self.asOf: return .timestamp(context.asOf)
    default: break
    }
    if let flag = flags.first(where: { $0.name.lowercased() == name }) {
      guard case .boolean(let value) = context.flags.setting(flag).value else {
        preconditionFailure("flags of a folder are true or false")
      }
      return .bool(value)
    }
    return try context.require(ContextKey<DatabaseValue>(name))
  }

  /// Why a name cannot be that of a value that steps hand on; nil when it can.
  func conflict(_ name: String) -> String? {
    common.contains(name)
      ? "':\(name)' is there already, as the seed, the instant or a flag; take another name" : nil
  }
}
