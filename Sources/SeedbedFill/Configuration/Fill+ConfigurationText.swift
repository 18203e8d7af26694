internal import Seedbed

extension Fill {
  /// The plan as a configuration in YAML, with comments that say why; read again, it gives the same
  /// rows.
  ///
  /// What keys, the database or other columns decide stands in comments only.
  public func configurationText() -> String {
    var lines = [
      "# How 'seedbed fill' fills this database. Behind each column stands how sure that is",
      "# (certain, likely, guess), and why. What stands in a comment alone is decided by keys, by the",
      "# database or by other columns; a line of its own replaces that.",
    ]
    if let locale = request.configuration.locale {
      lines.append("locale: \(ConfigurationLine.name(locale.text))")
    }
    for (key, patterns) in [("only", request.only), ("exclude", request.exclude)]
    where !patterns.isEmpty {
      lines.append("\(key): [\(patterns.map(ConfigurationLine.name).joined(separator: ", "))]")
    }
    lines.append("tables:")
    for draft in planner.groups.flatMap({ $0 }).compactMap({ planner.drafts[$0] }) {
      lines += Self.lines(of: draft, locale: planner.configured.locales[draft.table.name]?.text)
    }
    if lines.last == "tables:" { lines[lines.count - 1] = "tables: {}" }
    for problem in planner.problems {
      lines.append("  # \(Self.comment("\(problem.table): \(problem.reason)"))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func lines(of draft: TableDraft, locale: String?) -> [String] {
    var lines = [
      "  \(ConfigurationLine.name(draft.table.name.description)):", "    rows: \(draft.rowCount)",
    ]
    if let locale { lines.append("    locale: \(ConfigurationLine.name(locale))") }
    var columns: [String] = []
    var isEmpty = true
    for decision in draft.decisions {
      let name = ConfigurationLine.name(decision.column)
      let reason = comment("\(decision.confidence.rawValue), \(decision.reason)")
      if let text = text(of: decision, draft) {
        columns.append("      \(name): \(text)  # \(reason)")
        isEmpty = false
      } else {
        columns.append("      # \(name): \(decision.generator); \(reason)")
      }
    }
    lines.append(isEmpty ? "    # columns:" : "    columns:")
    return lines + columns
  }

  /// What says of a column what is decided; nil for what nothing can say.
  private static func text(of decision: ColumnDecision, _ draft: TableDraft) -> String? {
    let locale = decision.configured?.locale.map { ["locale: \(ConfigurationLine.name($0.text))"] }
    let nulls = (decision.nullRate > 0 ? ["nulls: \(decision.nullRate)"] : []) + (locale ?? [])
    if let rule = decision.configured, let fields = rule.values.fields {
      if case .constant = rule.values { return braces(fields) }
      return braces(fields + nulls)
    }
    if decision.generator == "reference" {
      let keys = draft.table.foreignKeys.filter { $0.columns.contains(decision.column) }
      guard keys.count == 1, keys[0].columns.count == 1 else { return nil }
      let target = "\(keys[0].parent).\(keys[0].parentColumns[0])"
      let isEven = draft.columns.contains { column in
        if case .choice(let key) = column.source, case .even = key.mode {
          return key.decides.contains { $0.column == decision.column }
        }
        return false
      }
      return braces(
        ["references: \(ConfigurationLine.name(target))"]
          + (isEven ? ["distribution: even"] : []) + nulls)
    }
    if decision.generator == "pick", case .space(let space) = decision.source {
      guard let list = space as? ListSpace, list.count <= 1000, list.isEven else { return nil }
      return braces(["values: \(FillConfiguration.Values.list(list.values))"] + nulls)
    }
    guard GeneratorRegistry.standard[decision.generator] != nil, decision.generator != "pick",
      !decision.isByTrial
    else { return nil }
    switch decision.source {
    case .engine, .impossible: return nil
    case .space, .generator:
      if nulls.isEmpty { return decision.generator }
      return braces(["generator: \(decision.generator)"] + nulls)
    }
  }

  private static func braces(_ fields: [String]) -> String {
    "{\(fields.joined(separator: ", "))}"
  }

  /// A text that stays in its line.
  private static func comment(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension FillConfiguration.Values {
  /// The fields of a column's mapping; nil for what is inferred.
  fileprivate var fields: [String]? {
    switch self {
    case .inferred: return nil
    case .generator(let name, let arguments):
      return ["generator: \(name)"]
        + arguments.values.sorted { $0.key < $1.key }.map { key, argument in
          switch argument {
          case .value(let value): "\(key): \(Self.text(value))"
          case .list(let values): "\(key): \(Self.list(values))"
          }
        }
    case .list(let values, let weights):
      return ["values: \(Self.list(values))"] + (weights.map { ["weights: \($0)"] } ?? [])
    case .constant(let value): return ["value: \(Self.text(value))"]
    case .sql(let text): return ["sql: \(ConfigurationLine.quoted(text))"]
    case .reference(let reference):
      guard let table = reference.table, let column = reference.column else {
        return ["distribution: \(reference.distribution.rawValue)"]
      }
      return ["references: \(ConfigurationLine.name("\(table).\(column)"))"]
        + (reference.distribution == .even ? ["distribution: even"] : [])
    }
  }

  /// Values as a list of YAML.
  fileprivate static func list(_ values: [DatabaseValue]) -> String {
    "[\(values.map(text).joined(separator: ", "))]"
  }

  private static func text(_ value: DatabaseValue) -> String {
    switch value {
    case .null: "null"
    case .integer(let number): "\(number)"
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    case .bool(let truth): "\(truth)"
    case .text(let text): ConfigurationLine.name(text)
    case .timestamp(let instant): ConfigurationLine.quoted(instant.description)
    case .date(let day): ConfigurationLine.quoted(day.description)
    case .blob: "null"
    }
  }
}
