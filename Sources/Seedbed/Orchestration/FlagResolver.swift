/// Turns environment variables and options of the command line into the values of declared flags.
public enum FlagResolver {
  /// Resolves every declared flag.
  ///
  /// - Parameters:
  ///   - declarations: the flags there are.
  ///   - environment: all environment variables. One that looks like a flag but is none is a problem:
  ///     it begins as flags do, or differs from one in a letter or two.
  ///   - options: what the command line says, which wins; `name` is the option with or without its
  ///     dashes, or the flag's own name; `value` is nil where none was given, which a boolean flag
  ///     takes for true. Of several values for one flag the last counts.
  ///   - now: what `now` stands for.
  ///
  /// Throws all problems at once. No text of a problem holds a password.
  public static func resolve(
    declarations: [FlagDeclaration], environment: [String: String],
    options: [(name: String, value: String?)], now: Timestamp
  ) throws(UsageProblems) -> FlagValues {
    var problems: [String] = []
    var settings = FlagValues(defaultsOf: declarations).settings
    for index in settings.indices {
      let declaration = settings[index].declaration
      guard let text = environment[declaration.name] else { continue }
      switch value(text, of: declaration, now: now) {
      case .success(let value):
        settings[index].value = value
        settings[index].origin = .environment
      case .failure(let problem):
        problems.append("\(declaration.name) \(problem.text)")
      }
    }
    problems += misspelt(in: environment.keys, declared: declarations.map(\.name))
    for (name, text) in options {
      let option = optionName(name)
      guard let index = settings.firstIndex(where: { $0.declaration.optionName == option }) else {
        let hint = suggestion(for: option, in: declarations.map(\.optionName))
        problems.append("there is no option '\(option)'\(hint)")
        continue
      }
      let declaration = settings[index].declaration
      if text == nil, case .boolean = declaration.kind {
        settings[index].value = .boolean(true)
        settings[index].origin = .option
        continue
      }
      guard let text else {
        problems.append("\(option) needs a value: \(declaration.takes)")
        continue
      }
      switch value(text, of: declaration, now: now) {
      case .success(let value):
        settings[index].value = value
        settings[index].origin = .option
      case .failure(let problem):
        problems.append("\(option) \(problem.text)")
      }
    }
    if !problems.isEmpty { throw UsageProblems(problems) }
    return FlagValues(settings)
  }

  /// The beginnings by which a variable is taken for one of the declared flags.
  ///
  /// Flags that share their first word share what they begin with, in whole words: `SEED_`,
  /// `SKIP_SEED_`. A flag alone with its first word stands for all its words but the last, if these
  /// are two or more: `CREATE_BATCH_`, and nothing for `DATABASE_URL`.
  static func familyPrefixes(of names: [String]) -> [String] {
    let families = Dictionary(grouping: names.map { $0.split(separator: "_") }) { $0[0] }
    return families.values.compactMap { family in
      var common = family[0][...]
      if family.count == 1 {
        guard common.count >= 3 else { return nil }
        common = common.dropLast()
      }
      for words in family {
        common = common.prefix(zip(common, words).prefix { $0 == $1 }.count)
      }
      return common.joined(separator: "_") + "_"
    }.sorted()
  }

  private static func misspelt(
    in variables: some Sequence<String>, declared names: [String]
  ) -> [String] {
    let prefixes = familyPrefixes(of: names)
    let known = Set(names)
    return variables.filter { !known.contains($0) }.sorted().compactMap { variable in
      let close = names.filter { isNearMiss(variable, of: $0) }
      let isFamily = prefixes.contains { variable.uppercased().hasPrefix($0) }
      guard isFamily || !close.isEmpty else { return nil }
      let meant = nearest(to: variable, in: close.isEmpty ? names : close)
      let hint = meant.map { "did you mean '\($0)'?" } ?? "the flags are listed by 'seedbed steps'"
      return "the environment variable '\(forPeople(variable))' is no flag; \(hint)"
    }
  }

  /// Whether a variable is a flag's name but for one letter, or two in a name of eight or more.
  private static func isNearMiss(_ variable: String, of name: String) -> Bool {
    let distance = editDistance(Array(variable.uppercased().utf8), Array(name.utf8))
    return distance <= (name.utf8.count >= 8 ? 2 : 1)
  }

  private static func optionName(_ name: String) -> String {
    let bare = name.drop { $0 == "-" }.lowercased()
    return "--" + String(bare.map { $0 == "_" ? "-" : $0 })
  }
}

/// Why a text is no value of a flag; reads on from the flag's name.
private struct ValueProblem: Error {
  let text: String
}

private func value(
  _ text: String, of declaration: FlagDeclaration, now: Timestamp
) -> Result<FlagValues.Value, ValueProblem> {
  func failure(_ why: String) -> Result<FlagValues.Value, ValueProblem> {
    .failure(ValueProblem(text: "\(why); it takes \(declaration.takes)"))
  }
  if text.isEmpty, declaration.kind != .text("") { return failure("is empty") }
  let shown = "is '\(forPeople(text))'"
  switch declaration.kind {
  case .boolean:
    guard let value = boolean(text) else { return failure(shown) }
    return .success(.boolean(value))
  case .integer(_, let range):
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return failure("\(shown), which is no whole number")
    }
    guard let number = Int(text) else {
      return failure("\(shown), which is too \(text.hasPrefix("-") ? "small" : "large")")
    }
    guard range.contains(number) else {
      return failure("\(shown), which is too \(number < range.lowerBound ? "small" : "large")")
    }
    return .success(.integer(number))
  case .text:
    return .success(.text(text))
  case .snapshot:
    do {
      _ = try SnapshotRequest.read(text)
      return .success(.text(text))
    } catch {
      return .failure(ValueProblem(text: error.description))
    }
  case .instant:
    if text.lowercased() == "now" { return .success(.text(now.description)) }
    guard let instant = Timestamp(text) else { return failure(shown) }
    return .success(.text(instant.description))
  case .databaseURL:
    do {
      return .success(.text(try DatabaseURL(text).text))
    } catch {
      return .failure(ValueProblem(text: "cannot be used: \(error.description)"))
    }
  }
}

private func boolean(_ text: String) -> Bool? {
  switch text.lowercased() {
  case "true", "1", "yes", "on": true
  case "false", "0", "no", "off": false
  default: nil
  }
}

/// A text of unknown origin, safe to print: control characters as `\u{…}`, cut at 60 characters.
package func forPeople(_ text: String) -> String {
  var shown = ""
  for scalar in text.unicodeScalars.prefix(60) {
    if scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) {
      shown += "\\u{\(String(scalar.value, radix: 16))}"
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
  return text.unicodeScalars.count > 60 ? shown + "…" : shown
}
