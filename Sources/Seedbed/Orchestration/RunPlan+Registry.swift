extension RunPlan {
  /// What is wrong with the steps as they are registered, whatever is asked for.
  static func registryProblems(_ application: SeedApplication) -> [String] {
    let steps = application.steps
    if steps.isEmpty { return ["\(application.name) has no steps; register one"] }
    return orderProblems(steps.map(\.id)) + keyProblems(steps)
      + flagProblems(steps, declared: application.allFlags)
  }

  private static func orderProblems(_ ids: [StepID]) -> [String] {
    var problems: [String] = []
    var seen: Set<StepID> = []
    for (index, id) in ids.enumerated() {
      if !seen.insert(id).inserted {
        problems.append("the step id \(id) is registered twice; give one of them another id")
      } else if index > 0, id.number <= ids[index - 1].number {
        problems.append(
          "step \(id) is registered after step \(ids[index - 1]); "
            + "register steps in ascending order of their numbers")
      }
    }
    return problems
  }

  private static func keyProblems(_ steps: [any SeedStep]) -> [String] {
    var problems: [String] = []
    var providers: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      for key in step.provides.names {
        if let other = providers[key] {
          problems.append(
            "the value '\(key)' is provided by step \(steps[other].id) and by step \(step.id); "
              + "provide it once")
        } else {
          providers[key] = index
        }
      }
    }
    for (index, step) in steps.enumerated() {
      for key in step.requires.names {
        guard let provider = providers[key] else {
          problems.append(
            "step \(step.id) requires '\(key)', which no step provides"
              + (nearest(to: key, in: providers.keys.sorted()).map { "; did you mean '\($0)'?" }
                ?? "; add it to a step's `provides`"))
          continue
        }
        if provider >= index {
          problems.append(
            provider == index
              ? "step \(step.id) requires '\(key)', which it provides itself; drop one of the two"
              : "step \(step.id) requires '\(key)', which step \(steps[provider].id) provides "
                + "only later; move one of the steps")
        }
      }
    }
    return problems
  }

  private static func flagProblems(
    _ steps: [any SeedStep], declared: [FlagDeclaration]
  ) -> [String] {
    var problems: [String] = []
    var seen: Set<String> = []
    for flag in declared where !seen.insert(flag.name).inserted {
      problems.append("the flag \(flag.name) is declared twice; drop one declaration")
    }
    for step in steps {
      guard let flag = step.flag?.declaration else { continue }
      if !declared.contains(flag) {
        problems.append(
          "step \(step.id) has the flag \(flag.name), which the application does not declare; "
            + "add it to the application's flags")
      }
      if flag.kind == .boolean(.option) {
        problems.append(
          "step \(step.id) has the flag \(flag.name), which neither skips nor enables; "
            + "declare it with .skips or .enables")
      }
    }
    return problems
  }
}
