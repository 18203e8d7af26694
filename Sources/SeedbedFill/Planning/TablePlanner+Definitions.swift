internal import Seedbed

extension TablePlanner {
  /// Decisions with the columns that CHECKs define by expressions that the database alone understands,
  /// as `hash = md5(body)`: it computes them.
  func computedByDatabase(
    _ decisions: [ColumnDecision], decided: Set<String>
  ) -> [ColumnDecision] {
    var decisions = decisions
    let keys = Set(table.uniqueKeys.flatMap { $0.columns ?? [] })
    // What a document takes over is there before the document.
    let copied = Set(
      decisions.flatMap { decision -> [String] in
        switch decision.source {
        case .space(let space as DocumentSpace): space.copiedColumns
        case .generator(let made, _): (made.implementation as? DocumentGenerator)?.columns ?? []
        default: []
        }
      })
    for check in rules.undecided {
      for (name, text) in definitions(in: check.expression) {
        guard let column = table[name], !keys.contains(name), !decided.contains(name),
          !copied.contains(name),
          let position = decisions.firstIndex(where: { $0.column == name && !$0.isHidden }),
          decisions[position].configured == nil, (try? generator(text, for: column)) != nil
        else { continue }
        decisions[position].configured = FillConfiguration.Column(
          FillConfiguration.Pattern(name), .sql(text))
        decisions[position].generator = "sql"
        decisions[position].reason =
          "defined by CHECK \(check.name.isEmpty ? check.expression : check.name)"
        decisions[position].confidence = .certain
        decisions[position].nullRate = 0
        break
      }
    }
    return decisions
  }

  /// A column and what it equals, when a condition is that and nothing else; both when both sides are
  /// columns.
  private func definitions(in condition: String) -> [(column: String, text: String)] {
    guard let all = try? SQLTokenizer.tokens(of: condition, dialect: dialect) else { return [] }
    let tokens = Self.withoutParentheses(all.dropLast())
    var depth = 0
    var equals: [Int] = []
    for (index, token) in zip(tokens.indices, tokens) {
      switch token.kind {
      case .sign("("), .sign("["): depth += 1
      case .sign(")"), .sign("]"): depth -= 1
      case .sign("=") where depth == 0: equals.append(index)
      case .word(let word) where depth == 0 && Self.connectives.contains(word.uppercased()):
        return []
      default: break
      }
    }
    guard equals.count == 1, let equal = equals.first else { return [] }
    let sides = [tokens[..<equal], tokens[(equal + 1)...]]
    let bytes = Array(condition.utf8)
    // A side ends where the token after it begins; the last of all tokens is the text's end.
    func text(_ side: ArraySlice<SQLToken>) -> String {
      let start = all[side.startIndex].offset
      return String(decoding: bytes[start..<all[side.endIndex].offset], as: UTF8.self)
    }
    return [(sides[0], sides[1]), (sides[1], sides[0])].compactMap { side, other in
      name(side).map { ($0, text(other)) }
    }
  }

  /// The column that a side is, under parentheses and a cast.
  private func name(_ side: ArraySlice<SQLToken>) -> String? {
    var tokens = Self.withoutParentheses(side)
    if let cast = tokens.firstIndex(where: { $0.kind == .sign("::") }) {
      tokens = Self.withoutParentheses(tokens[..<cast])
    }
    guard tokens.count == 1, let token = tokens.first else { return nil }
    switch token.kind {
    case .word(let word):
      return table.columns.first {
        $0.name == word || dialect == .sqlite && $0.name.lowercased() == word.lowercased()
      }?.name
    case .quotedName(let name): return table[name]?.name
    default: return nil
    }
  }

  private static let connectives: Set<String> = [
    "AND", "OR", "NOT", "IS", "IN", "LIKE", "GLOB", "BETWEEN", "CASE", "ANY", "ALL",
  ]

  /// Tokens without the parentheses that enclose all of them.
  private static func withoutParentheses(_ tokens: ArraySlice<SQLToken>) -> ArraySlice<SQLToken> {
    var tokens = tokens
    while tokens.count > 2, tokens.first?.kind == .sign("("), tokens.last?.kind == .sign(")") {
      var depth = 0
      for (index, token) in zip(tokens.indices, tokens) {
        if token.kind == .sign("(") { depth += 1 }
        if token.kind == .sign(")") { depth -= 1 }
        if depth == 0, index < tokens.endIndex - 1 { return tokens }
      }
      tokens = tokens.dropFirst().dropLast()
    }
    return tokens
  }
}
