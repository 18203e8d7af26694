internal import Seedbed

extension FillConfiguration.Column {
  /// All that decides values, as one text, the same for the same values: for the ledger.
  var canonicalText: String {
    let nulls = nulls.map { "nulls \($0)" } ?? ""
    let locale = locale.map { ";locale \($0.text)" } ?? ""
    return [values.canonicalText, nulls].joined(separator: ";") + locale
  }
}

extension FillConfiguration.Values {
  fileprivate var canonicalText: String {
    switch self {
    case .inferred: return "inferred"
    case .generator(let name, let arguments):
      let told = arguments.values.sorted { $0.key < $1.key }.map { key, argument in
        switch argument {
        case .value(let value): "\(key)=\(value.canonicalText)"
        case .list(let values): "\(key)=\(values.map(\.canonicalText))"
        }
      }
      return "generator \(name) \(told)"
    case .list(let values, let weights):
      return "values \(values.map(\.canonicalText)) \(weights ?? [])"
    case .constant(let value): return "value \(value.canonicalText)"
    case .sql(let text): return "sql \(text)"
    case .reference(let reference):
      return "references \(reference.table ?? "") \(reference.column ?? "") "
        + reference.distribution.rawValue
    }
  }
}

extension DatabaseValue {
  fileprivate var canonicalText: String {
    let kind =
      switch self {
      case .null: "null"
      case .integer: "integer"
      case .real: "real"
      case .bool: "bool"
      case .text: "text"
      case .timestamp: "timestamp"
      case .date: "date"
      case .blob: "blob"
      }
    if case .blob(let bytes) = self { return "\(kind) \(bytes)" }
    return "\(kind) \(shown)"
  }
}

extension FillPlanner {
  /// What the rows of some tables depend on beside their streams.
  func settings(of tables: [RelationName]) -> String {
    var parts = ["fill"]
    if let locale = request.configuration.locale { parts.append("locale \(locale.text)") }
    for table in tables {
      if let locale = configured.locales[table] { parts.append("\(table): locale \(locale.text)") }
      for (column, rule) in (configured.columns[table] ?? [:]).sorted(by: { $0.key < $1.key }) {
        parts.append("\(table).\(column): \(rule.canonicalText)")
      }
    }
    return parts.joined(separator: "\n")
  }
}
