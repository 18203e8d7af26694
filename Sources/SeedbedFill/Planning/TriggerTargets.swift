internal import Seedbed

/// The tables that triggers insert into, as far as their text says it.
struct TriggerTargets {
  /// By table, those that its triggers insert into.
  private var targets: [RelationName: Set<RelationName>] = [:]

  init(_ tables: [RelationalTable]) {
    let byName = Dictionary(grouping: tables.map(\.name)) { $0.table.lowercased() }
    // One function is often the trigger of many tables.
    let bodies = Set(tables.flatMap { $0.triggers.map(\.body) })
    let inserts = Dictionary(uniqueKeysWithValues: bodies.map { ($0, Self.inserts(in: $0)) })
    for table in tables where !table.triggers.isEmpty {
      for (schema, name) in table.triggers.flatMap({ inserts[$0.body] ?? [] }) {
        for found in byName[name.lowercased()] ?? [] where found != table.name {
          if let schema, found.schema?.lowercased() != schema.lowercased() { continue }
          targets[table.name, default: []].insert(found)
        }
      }
    }
  }

  /// Whether no trigger inserts anything.
  var isEmpty: Bool { targets.isEmpty }

  /// The tables that triggers of a table insert into.
  func targets(of table: RelationName) -> Set<RelationName> { targets[table] ?? [] }

  /// The names after INSERT INTO, INSERT OR IGNORE INTO and REPLACE INTO, with their schemas.
  private static func inserts(in text: String) -> [(schema: String?, name: String)] {
    let words = words(in: text)
    return words.indices.compactMap { index in
      guard words[index].lowercased() == "into", index > 0, index + 1 < words.count else {
        return nil
      }
      // INSERT OR IGNORE has two words more.
      let verbs = words[max(0, index - 3)..<index].map { $0.lowercased() }
      guard verbs.last == "insert" || verbs.last == "replace" || verbs.first == "insert" else {
        return nil
      }
      guard index + 3 < words.count, words[index + 2] == "." else { return (nil, words[index + 1]) }
      return (words[index + 1], words[index + 3])
    }
  }

  /// Names and words, quotes taken off, and dots.
  private static func words(in text: String) -> [String] {
    var words: [String] = []
    var rest = text[...]
    while let character = rest.first {
      if character == "\"" || character == "`" || character == "[" {
        let end: Character = character == "[" ? "]" : character
        let name = rest.dropFirst().prefix { $0 != end }
        words.append(String(name))
        rest = rest.dropFirst(name.count + 2)
      } else if character.isLetter || character == "_" {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "$" }
        words.append(String(word))
        rest = rest.dropFirst(word.count)
      } else {
        if character == "." { words.append(".") }
        rest.removeFirst()
      }
    }
    return words
  }
}
