internal import Seedbed

extension FillInference {
  /// Values of another generator that a column takes.
  struct Alternative {
    var generator: String
    var space: any ValueSpace
  }

  /// Everything that is known to fit a column's type and restrictions, for a column whose own
  /// generator some condition rejects: what other generators make, then what is built around the
  /// texts that its conditions name.
  func alternatives(
    for column: RelationalColumn, restriction: ColumnRestriction, conditions: [String]
  ) -> [Alternative] {
    var target = SpaceTarget(
      type: column.type, dialect: schema.dialect, restriction: restriction,
      collation: column.collation, support: support)
    let isText = target.family == .text
    var found: [Alternative] = []
    // What takes dates is about dates, but may take numbers just as well.
    let fitting = registry.generators.filter { $0.families.contains(target.family) }
    var ordered =
      fitting.filter { $0.families.contains(.moment) && target.family != .number }
      + fitting.filter { !$0.families.contains(.moment) }
    if restriction.formats.contains(.json) {
      // What takes documents may take numbers as well, which are none to look at.
      ordered =
        ordered.filter { $0.families.contains(.json) }
        + ordered.filter { !$0.families.contains(.json) }
    }
    for generator in ordered {
      // A text can keep a moment in several ways.
      let isMoment = isText && generator.families.contains(.moment)
      let forms: [MomentForm?] =
        isMoment ? [.timestampText, .dateText, .time(hasZone: false)] : [nil]
      for form in forms {
        target.momentForm = form
        for recipe in recipes(of: generator.name).prefix(1) {
          guard let space = target.space(recipe) else { continue }
          found.append(Alternative(generator: generator.name, space: space))
        }
      }
    }
    target.momentForm = nil
    if target.family == .interval {
      for text in ["{1..59} minutes", "{1..23} hours", "{1..27} days", "{1..11} months"] {
        guard let space = target.space(.text([TemplateText.template(text, vocabulary)])) else {
          continue
        }
        found.append(Alternative(generator: "interval", space: space))
      }
    }
    if target.family == .array, case let texts = literals(in: conditions), !texts.isEmpty,
      let space = target.listSpace(arrays(of: texts))
    {
      found.append(Alternative(generator: "pick", space: space))
    }
    for template in templates(around: literals(in: conditions), target.family) {
      let text = TemplateText.template(template, vocabulary)
      if let space = target.space(.text([text])) {
        found.append(Alternative(generator: "template", space: space))
      }
    }
    return found
  }

  /// Arrays of one, two or all of some texts, as `roles <@ ARRAY['reader', 'writer']` wants them.
  private func arrays(of literals: [String]) -> [DatabaseValue] {
    func array(_ texts: [String]) -> DatabaseValue {
      let elements = texts.map { text in
        "\""
          + text.reduce(into: "") { result, character in
            if character == "\"" || character == "\\" { result.append("\\") }
            result.append(character)
          } + "\""
      }
      return .text("{\(elements.joined(separator: ","))}")
    }
    var found = literals.map { array([$0]) }
    for (place, first) in literals.enumerated() {
      for second in literals[(place + 1)...] { found.append(array([first, second])) }
    }
    if literals.count > 2 { found.append(array(literals)) }
    return found
  }

  /// The texts that some expressions name.
  private func literals(in conditions: [String]) -> [String] {
    var found: [String] = []
    for condition in conditions {
      for token in (try? SQLTokenizer.tokens(of: condition, dialect: schema.dialect)) ?? [] {
        guard case .text(let literal) = token.kind, literal.count <= 60 else { continue }
        // What LIKE and GLOB want at the ends is any text, and not these signs.
        let text = String(
          literal.drop { "%*".contains($0) }.reversed().drop { "%*".contains($0) }.reversed())
        if !text.isEmpty, !found.contains(text) { found.append(text) }
      }
    }
    return Array(found.prefix(8))
  }

  /// Texts that begin with, end in or hold a literal; documents that have the literals as keys.
  private func templates(around literals: [String], _ family: ValueFamily) -> [String] {
    func escaped(_ text: String, _ signs: String = "#?^{}\\") -> String {
      text.reduce(into: "") { result, character in
        if signs.contains(character) { result.append("\\") }
        result.append(character)
      }
    }
    func quoted(_ text: String) -> String { "\"\(escaped(escaped(text, "\"\\")))\"" }
    let texts = literals.map { escaped($0) }.flatMap {
      [$0, "\($0){noun}{1..99999}", "{noun}{1..99999}\($0)", "{noun}\($0){noun}{1..999}"]
    }
    guard family == .json || family == .text, !literals.isEmpty else {
      return family == .text ? texts : []
    }
    // The document as a whole first, then with one value for all keys, then without the last keys.
    let values = ["\"{noun}\"", "{1..999}", "true", "[]", "\\{\\}"] + literals.map(quoted)
    var documents = literals.map { escaped($0) }
    for count in (1...literals.count).reversed() {
      for value in values {
        let fields = literals.prefix(count).map { "\(quoted($0)): \(value)" }
        documents.append("\\{\(fields.joined(separator: ", "))\\}")
      }
    }
    return family == .json ? documents : texts + documents
  }
}
