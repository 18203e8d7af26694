internal import Seedbed
internal import SeedbedConfiguration

extension FillConfigurationReader {
  /// A single value; nil for what is none.
  func value(_ node: ConfigurationNode) -> DatabaseValue? {
    switch node.scalar?.meaning {
    case .null: .null
    case .boolean(let truth): .bool(truth)
    case .integer(let number): .integer(number)
    // More digits than a double has are kept as they are written.
    case .number(let number):
      "\(number)" == node.scalar?.text ? .real(number) : .text(node.scalar?.text ?? "")
    case .text(let text): .text(text)
    case nil: nil
    }
  }

  /// `[a, b]`, with or without weights beside it, or `{a: 8, b: 2}`.
  func list(
    _ entry: ConfigurationNode.Entry, weights: ConfigurationNode.Entry?
  ) -> FillConfiguration.Values? {
    if let entries = entry.value.entries {
      if let weights {
        decoder.note("values have their weights already; leave weights out", at: weights.place)
        return nil
      }
      let numbers = entries.map { weight($0.value) }
      guard let found = whole(numbers, at: entry.place), isSome(entries.count, entry) else {
        return nil
      }
      return .list(entries.map { .text($0.key) }, weights: found)
    }
    guard let elements = entry.value.elements else {
      decoder.note(
        "values is a list, or a mapping of values to weights, and not \(entry.value.kind)",
        at: entry.value.place)
      return nil
    }
    guard isSome(elements.count, entry), let values = values(elements) else { return nil }
    guard let weights else { return .list(values, weights: nil) }
    guard let numbers = weights.value.elements, numbers.count == values.count else {
      decoder.note(
        "weights is a list of as many numbers as there are values, \(values.count)",
        at: weights.place)
      return nil
    }
    return whole(numbers.map(weight), at: weights.place).map { .list(values, weights: $0) }
  }

  private func values(_ elements: [ConfigurationNode]) -> [DatabaseValue]? {
    let values = elements.compactMap { element -> DatabaseValue? in
      switch value(element) {
      case .null:
        decoder.note("NULL is not a value of a list; write nulls: 0.1 beside it", at: element.place)
        return nil
      case let value?: return value
      case nil:
        decoder.note("each of values is a single value, and not \(element.kind)", at: element.place)
        return nil
      }
    }
    return values.count == elements.count ? values : nil
  }

  private func isSome(_ count: Int, _ entry: ConfigurationNode.Entry) -> Bool {
    if count == 0 { decoder.note("values has none; name at least one", at: entry.value.place) }
    return count > 0
  }

  private func weight(_ node: ConfigurationNode) -> Double? {
    decoder.number(node, "a weight", in: 0...1_000_000_000)
  }

  /// Weights as whole numbers: the least fraction that counts is a thousandth.
  private func whole(_ weights: [Double?], at place: ConfigurationPlace) -> [Int]? {
    let numbers = weights.compactMap { $0 }
    guard numbers.count == weights.count else { return nil }
    guard numbers.isEmpty || numbers.contains(where: { $0 > 0 }) else {
      decoder.note("all weights are 0; give some value one", at: place)
      return nil
    }
    let areWhole = numbers.allSatisfy { $0 == $0.rounded() }
    return numbers.map { Int(($0 * (areWhole ? 1 : 1000)).rounded()) }
  }

  /// A generator with what it is told.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - fields: what it is told.
  ///   - all: everything beside the name, for places.
  func generator(
    _ name: ConfigurationNode, _ fields: [String: ConfigurationNode.Entry],
    _ all: [String: ConfigurationNode.Entry]
  ) -> FillConfiguration.Values? {
    guard let text = decoder.text(name, "a generator") else { return nil }
    let registry = GeneratorRegistry.standard
    guard let generator = registry[text] else {
      let hint = nearest(to: text, in: registry.generators.map(\.name))
      decoder.note(
        "there is no generator '\(text)'; "
          + (hint.map { "did you mean '\($0)'?" } ?? "README lists them"), at: name.place)
      return nil
    }
    if text == "pick" { return pick(name, fields) }
    var arguments = GeneratorArguments()
    var isSound = true
    for (key, entry) in fields.sorted(by: { $0.key < $1.key }) {
      guard let parameter = generator.parameters.first(where: { $0.name == key }) else {
        noteUnknown(entry, of: generator)
        isSound = false
        continue
      }
      guard let argument = argument(entry.value, parameter) else {
        isSound = false
        continue
      }
      arguments.values[key] = .value(argument)
    }
    for (least, most) in [("min", "max"), ("from", "until")] {
      let low = arguments.number(least) ?? arguments.seconds(least).map(Double.init)
      let high = arguments.number(most) ?? arguments.seconds(most).map(Double.init)
      guard let low, let high, low > high, let entry = fields[least] else { continue }
      decoder.note("\(least) is greater than \(most); exchange them", at: entry.value.place)
      isSound = false
    }
    if text == "template", arguments.text("text") == nil, isSound {
      decoder.note("template needs a text, as {generator: template, text: 'A-##'}", at: name.place)
      return nil
    }
    return isSound ? .generator(text, arguments) : nil
  }

  private func noteUnknown(
    _ entry: ConfigurationNode.Entry, of generator: GeneratorDescription
  ) {
    let known = generator.parameters.map(\.name)
    guard !known.isEmpty else {
      decoder.note(
        "\(generator.name) is told nothing but nulls, and not '\(entry.key)'; leave it out",
        at: entry.place)
      return
    }
    decoder.noteUnknown(
      entry.key, among: known + ["nulls"], what: "\(generator.name) is not told",
      at: entry.place)
  }

  private func pick(
    _ name: ConfigurationNode, _ fields: [String: ConfigurationNode.Entry]
  ) -> FillConfiguration.Values? {
    if let other = fields.values.first(where: { !["values", "weights"].contains($0.key) }),
      let generator = GeneratorRegistry.standard["pick"]
    {
      noteUnknown(other, of: generator)
      return nil
    }
    guard let values = fields["values"] else {
      decoder.note("pick needs values, as {values: [a, b]}", at: name.place)
      return nil
    }
    return list(values, weights: fields["weights"])
  }

  private func argument(
    _ node: ConfigurationNode, _ parameter: GeneratorDescription.Parameter
  ) -> DatabaseValue? {
    switch parameter.kind {
    case .integer: return decoder.integer(node, parameter.name).map { .integer(Int64($0)) }
    case .number:
      let range = parameter.range ?? -.greatestFiniteMagnitude ... .greatestFiniteMagnitude
      return decoder.number(node, parameter.name, in: range).map { .real($0) }
    case .text: return decoder.text(node, parameter.name).map { .text($0) }
    case .moment:
      if let text = node.scalar?.text {
        if let day = CalendarDate(text) { return .timestamp(Timestamp(day)) }
        if let instant = Timestamp(text) { return .timestamp(instant) }
      }
      decoder.note(
        "\(parameter.name) is a day or an instant, as 2020-01-01, and not \(node.kind)",
        at: node.place)
      return nil
    case .list:
      decoder.note("\(parameter.name) is not known here; leave it out", at: node.place)
      return nil
    }
  }
}
