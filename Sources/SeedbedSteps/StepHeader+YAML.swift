internal import Seedbed
internal import SeedbedConfiguration

extension StepHeader {
  /// The keys of a YAML file that are not about filling.
  static let yamlKeys = ["title", "requires", "provides", "flag", "checks", "writes-nothing"]

  /// Reads the keys of a YAML file.
  init(yaml fields: [String: ConfigurationNode.Entry], _ decoder: ConfigurationDecoder) {
    title = fields["title"].flatMap { decoder.text($0.value, "'title'") }
    if let field = fields["requires"] {
      let texts = decoder.texts(field.value, "'requires'") ?? []
      requires = texts.flatMap { Self.names($0, at: field.value.place, decoder) }
    }
    if let field = fields["provides"] {
      for entry in decoder.entries(field.value, "'provides'") ?? [] {
        let name = Self.name(entry.key, at: entry.place, decoder)
        let sql = decoder.text(entry.value, "what is provided")
        guard let name, let sql else { continue }
        provides.append(Provision(name: name.text, sql: sql, place: entry.value.place))
      }
    }
    flag = fields["flag"].flatMap { field in
      decoder.text(field.value, "'flag'").flatMap {
        Self.flag($0, at: field.value.place, decoder)
      }
    }
    if let field = fields["checks"] {
      if let elements = field.value.elements {
        checks = elements.compactMap { Self.check($0, decoder) }
      } else {
        decoder.note("'checks' is a list, and not \(field.value.kind)", at: field.value.place)
      }
    }
    writesNothing = fields["writes-nothing"].flatMap {
      decoder.text($0.value, "'writes-nothing'")
    }
  }

  private static func check(
    _ node: ConfigurationNode, _ decoder: ConfigurationDecoder
  ) -> Check? {
    let keys = ["title", "kind", "expect", "sql"]
    let fields = decoder.fields(node, keys, of: "a check")
    guard node.entries != nil else { return nil }
    func text(_ key: String) -> String? {
      guard let field = fields[key] else {
        decoder.note("the check has no '\(key)'; add it", at: node.place)
        return nil
      }
      return decoder.text(field.value, "'\(key)' of a check")
    }
    let title = text("title")
    let kind = text("kind").flatMap { Self.kind($0, at: node.place, decoder) }
    let condition = text("expect").flatMap { Self.condition($0, at: node.place, decoder) }
    let sql = text("sql")
    guard let title, let kind, let condition, let sql, let place = fields["sql"]?.value.place
    else { return nil }
    return Check(title: title, kind: kind, condition: condition, sql: sql, place: place)
  }
}
