internal import Seedbed
public import SeedbedConfiguration

extension FillConfiguration {
  /// The names under which a configuration is looked for, in this order.
  public static let fileNames = ["seedbed.yml", "seedbed.yaml", "seedbed.json"]

  /// Reads a file. Throws all that is wrong with it, with lines and columns.
  public init(file path: String) throws(ConfigurationProblems) {
    let decoder = ConfigurationDecoder()
    self.init(try YAMLReader.read(file: path), decoder, file: path)
    try decoder.finish()
  }

  /// Takes a configuration out of a node; what is wrong with it is noted in the decoder.
  ///
  /// - Parameters:
  ///   - node: the mapping.
  ///   - decoder: keeps the problems.
  ///   - file: what messages call the file.
  ///   - keys: further keys of the mapping, which the caller reads itself.
  public init(
    _ node: ConfigurationNode, _ decoder: ConfigurationDecoder, file: String,
    besides keys: [String] = []
  ) {
    self.init(rows: nil)
    self.file = file
    let reader = FillConfigurationReader(decoder: decoder)
    let fields = decoder.fields(
      node, ["rows", "size", "only", "exclude", "locale", "tables"] + keys, of: "the configuration")
    if let entry = fields["rows"] {
      rows = decoder.integer(entry.value, "rows", in: 0 ... .max).map { .count($0) }
    }
    if let entry = fields["size"] {
      if fields["rows"] != nil {
        decoder.note("rows and size contradict each other; keep one", at: entry.place)
      }
      let sizes = RowRequest.Size.allCases.map(\.rawValue)
      rows = decoder.word(entry.value, "size", of: sizes)
        .flatMap { RowRequest.Size(rawValue: $0) }.map { .size($0) }
    }
    if let entry = fields["only"] { only = reader.patterns(entry.value, "only") }
    if let entry = fields["exclude"] { exclude = reader.patterns(entry.value, "exclude") }
    locale = fields["locale"].flatMap(reader.locale)
    if let entry = fields["tables"] {
      tables = (decoder.entries(entry.value, "tables") ?? []).map(reader.table)
    }
  }
}

/// Takes what is said of tables and columns out of nodes.
struct FillConfigurationReader {
  let decoder: ConfigurationDecoder

  func patterns(_ node: ConfigurationNode, _ name: String) -> [FillConfiguration.Pattern] {
    (node.elements ?? [node]).compactMap { element in
      decoder.text(element, "each of \(name)").map {
        FillConfiguration.Pattern($0, at: element.place)
      }
    }
  }

  func table(_ entry: ConfigurationNode.Entry) -> FillConfiguration.Table {
    var table = FillConfiguration.Table(FillConfiguration.Pattern(entry.key, at: entry.place))
    let fields = decoder.fields(entry.value, ["rows", "locale", "columns"], of: "a table")
    if let rows = fields["rows"] { table.rows = count(rows.value) }
    table.locale = fields["locale"].flatMap(locale)
    if let columns = fields["columns"] {
      table.columns = (decoder.entries(columns.value, "columns") ?? []).compactMap(column)
    }
    return table
  }

  func locale(_ entry: ConfigurationNode.Entry) -> FillConfiguration.Pattern? {
    decoder.text(entry.value, "locale").map {
      FillConfiguration.Pattern($0, at: entry.value.place)
    }
  }

  /// `100000` or `10/companies`.
  private func count(_ node: ConfigurationNode) -> RowRequest.Rule.Count? {
    if case .integer(let number) = node.scalar?.meaning, number >= 0 { return .rows(Int(number)) }
    if let text = node.scalar?.text, text.contains("/"), let count = RowRequest.rule(text[...]) {
      return count
    }
    decoder.note(
      "rows is a whole number from 0 up, or a number for each row of another table as 10/companies, "
        + "and not \(node.kind)", at: node.place)
    return nil
  }

  private func column(_ entry: ConfigurationNode.Entry) -> FillConfiguration.Column? {
    let pattern = FillConfiguration.Pattern(entry.key, at: entry.place)
    let node = entry.value
    if node.scalar != nil {
      if node.isNull {
        decoder.note(
          "say where the values of '\(entry.key)' come from: name a generator, or write "
            + "{value: null}", at: entry.place)
        return nil
      }
      return generator(node, [:], [:]).map { FillConfiguration.Column(pattern, $0) }
    }
    guard let entries = decoder.entries(node, "a column") else { return nil }
    let fields = Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
    var column = FillConfiguration.Column(pattern, .inferred)
    if let nulls = fields["nulls"] {
      column.nulls = decoder.number(nulls.value, "nulls", in: 0...1)
    }
    column.locale = fields["locale"].flatMap(locale)
    // `{generator: pick, values: […]}` is one source.
    let isPick = fields["generator"]?.value.scalar?.text == "pick"
    let sources = entries.map(\.key).filter { key in
      ["generator", "values", "value", "sql", "references"].contains(key)
        && !(isPick && key == "values")
    }
    if sources.count > 1, let second = fields[sources[1]] {
      decoder.note(
        "\(sources.joined(separator: " and ")) contradict each other; keep one", at: second.place)
      return nil
    }
    let known = [
      "generator", "values", "weights", "value", "sql", "references", "distribution", "nulls",
      "locale",
    ]
    if sources.first != "generator" { _ = decoder.fields(node, known, of: "a column") }
    func misplaced(_ key: String, _ owner: String) {
      guard let field = fields[key], !sources.contains(owner), sources.first != "generator" else {
        return
      }
      decoder.note("\(key) goes with \(owner) only; leave it out", at: field.place)
    }
    misplaced("weights", "values")
    if !sources.isEmpty { misplaced("distribution", "references") }
    var values: FillConfiguration.Values?
    switch sources.first {
    case "generator":
      guard let name = fields["generator"] else { return nil }
      values = generator(
        name.value, fields.filter { !["generator", "nulls", "locale"].contains($0.key) }, fields)
    case "values": values = fields["values"].flatMap { list($0, weights: fields["weights"]) }
    case "value":
      values = fields["value"].flatMap { field in
        if let value = value(field.value) { return .constant(value) }
        decoder.note("value is a single value, and not \(field.value.kind)", at: field.value.place)
        return nil
      }
    case "sql":
      values = fields["sql"].flatMap { decoder.text($0.value, "sql") }.map { .sql($0) }
    case "references":
      values = fields["references"].flatMap { reference($0.value, fields["distribution"]) }
    default:
      if let distribution = fields["distribution"] {
        values = self.distribution(distribution).map {
          .reference(FillConfiguration.Reference(distribution: $0))
        }
      } else {
        values = .inferred
        if entries.allSatisfy({ known.contains($0.key) && !["nulls", "locale"].contains($0.key) }) {
          decoder.note(
            "'\(entry.key)' says nothing; write generator, values, value, sql, references, nulls or "
              + "locale", at: entry.place)
        }
      }
    }
    guard let values else { return nil }
    column.values = values
    return column
  }

  /// `people.id` or `app.people.id`: the last part is the column.
  private func reference(
    _ node: ConfigurationNode, _ distribution: ConfigurationNode.Entry?
  ) -> FillConfiguration.Values? {
    guard let text = decoder.text(node, "references") else { return nil }
    var reference = FillConfiguration.Reference()
    if let distribution { reference.distribution = self.distribution(distribution) ?? .skewed }
    guard let dot = text.lastIndex(of: "."), dot > text.startIndex,
      text.index(after: dot) < text.endIndex
    else {
      decoder.note(
        "references is a table and its column, as people.id, and not '\(text)'", at: node.place)
      return nil
    }
    reference.table = String(text[..<dot])
    reference.column = String(text[text.index(after: dot)...])
    return .reference(reference)
  }

  private func distribution(
    _ entry: ConfigurationNode.Entry
  ) -> FillConfiguration.Reference.Distribution? {
    let words = FillConfiguration.Reference.Distribution.allCases.map(\.rawValue)
    return decoder.word(entry.value, "distribution", of: words)
      .flatMap { FillConfiguration.Reference.Distribution(rawValue: $0) }
  }
}
