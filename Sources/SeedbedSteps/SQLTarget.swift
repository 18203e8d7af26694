internal import Seedbed

/// The table that a statement writes.
struct SQLTarget: Hashable, Sendable {
  /// The name, folded as the dialect folds bare names.
  let name: RelationName
  /// Whether rows are added; else some that are there are changed or deleted.
  let inserts: Bool
  /// How many rows a list of VALUES has; nil for rows of a query.
  let rowCount: Int?

  /// Looks for the writing verb of a statement, behind common table expressions as well.
  init?(_ words: SQLWords) {
    var depth = 0
    for index in words.parts.indices {
      switch words.text(index) {
      case "(": depth += 1
      case ")": depth -= 1
      default:
        guard depth == 0 else { continue }
        if let target = Self.target(words, verb: index) {
          self = target
          return
        }
      }
      guard index > 0 || Self.openers.contains(words.keyword(0)) else { return nil }
    }
    return nil
  }

  private init(name: RelationName, inserts: Bool, rowCount: Int? = nil) {
    self.name = name
    self.inserts = inserts
    self.rowCount = rowCount
  }

  private static let openers: Set<String> = [
    "WITH", "INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "COPY",
  ]

  private static func target(_ words: SQLWords, verb: Int) -> SQLTarget? {
    var index = verb + 1
    /// Passes over words that may stand before the table.
    func skip(_ keywords: String...) {
      while keywords.contains(words.keyword(index)) { index += 1 }
    }
    switch words.keyword(verb) {
    case "INSERT", "REPLACE":
      if words.keyword(index) == "OR" { index += 2 }
      guard words.keyword(index) == "INTO" else { return nil }
      index += 1
      return name(words, index).map {
        SQLTarget(name: $0, inserts: true, rowCount: valueCount(words, from: index))
      }
    case "MERGE":
      skip("INTO", "ONLY")
      return name(words, index).map { SQLTarget(name: $0, inserts: true) }
    case "COPY":
      return name(words, index).map { SQLTarget(name: $0, inserts: true) }
    case "UPDATE":
      if words.keyword(index) == "OR" { index += 2 }
      skip("ONLY")
      return name(words, index).map { SQLTarget(name: $0, inserts: false) }
    case "DELETE", "TRUNCATE":
      skip("FROM", "TABLE", "ONLY")
      return name(words, index).map { SQLTarget(name: $0, inserts: false) }
    default: return nil
    }
  }

  private static func name(_ words: SQLWords, _ index: Int) -> RelationName? {
    guard let first = part(words, index) else { return nil }
    guard words.text(index + 1) == ".", let second = part(words, index + 2) else {
      return RelationName(first)
    }
    return RelationName(schema: first, second)
  }

  private static func part(_ words: SQLWords, _ index: Int) -> String? {
    guard index < words.parts.count else { return nil }
    let text = words.text(index)
    switch words.parts[index].kind {
    case .word: return words.dialect == .postgres ? text.lowercased() : text
    case .quotedName:
      guard let quote = text.last else { return nil }
      return String(text.dropFirst().dropLast()).split(
        separator: "\(quote)\(quote)", omittingEmptySubsequences: false
      ).joined(separator: "\(quote)")
    default: return nil
    }
  }

  /// The rows of VALUES behind the table's name; nil where there is a query.
  private static func valueCount(_ words: SQLWords, from start: Int) -> Int? {
    var depth = 0
    var count: Int?
    for index in words.parts.indices.dropFirst(start) {
      switch words.text(index) {
      case "(":
        if depth == 0, let known = count { count = known + 1 }
        depth += 1
      case ")": depth -= 1
      default:
        guard depth == 0 else { continue }
        switch words.keyword(index) {
        case "VALUES": count = words.keyword(index - 1) == "DEFAULT" ? 1 : 0
        case "SELECT": return nil
        case "ON", "RETURNING": return count
        default: break
        }
      }
    }
    return count
  }
}
