internal import Seedbed

/// What a CREATE TABLE statement says and no pragma tells.
struct SQLiteTableDefinition {
  /// What a column's definition says.
  struct Column {
    /// The collation that it names.
    var collation: String?
    /// The expression that a generated column is made by.
    var generation: String?
    /// The comment at the end of its line.
    var comment: String?
  }

  /// One REFERENCES clause.
  struct Reference {
    /// The constraint's name; empty when it has none.
    var name: String
    /// Whether it is DEFERRABLE INITIALLY DEFERRED.
    var isInitiallyDeferred = false
  }

  /// The columns, by their names in lower case.
  private(set) var columns: [String: Column] = [:]
  /// The CHECKs of columns and table, in order of declaration.
  private(set) var checks: [CheckConstraint] = []
  /// The foreign keys of columns and table, in order of declaration.
  private(set) var references: [Reference] = []

  private let tokens: SQLiteTokens

  /// Reads a statement as `sqlite_schema.sql` keeps it.
  init(_ sql: String) {
    tokens = SQLiteTokens(sql)
    let all = tokens.all[...]
    guard let open = all.firstIndex(where: { tokens.isSymbol($0, UInt8(ascii: "(")) }) else {
      return
    }
    let end = tokens.end(ofParenthesesAt: open, in: all)
    for part in tokens.parts(all[(open + 1)..<max(open + 1, end - 1)]) {
      guard let key = read(part) else { continue }
      // A comment may come after the comma as well.
      columns[key]?.comment =
        tokens.comments.first {
          (part.startIndex + 1...part.endIndex + 1).contains($0.tokenCount)
        }?.text
    }
  }

  /// What the definition of a column says; nothing for a column that is not there.
  subscript(column: String) -> Column { columns[column.lowercased()] ?? Column() }

  /// Reads one definition between commas; returns the column's key when it is one of a column.
  ///
  /// SQLite takes table constraints without commas between them, so one part may hold several.
  private mutating func read(_ words: ArraySlice<SQLiteToken>) -> String? {
    guard let first = words.first else { return nil }
    let isConstraint =
      ["constraint", "primary", "unique", "check", "foreign"].contains { tokens.isWord(first, $0) }
    let key = isConstraint ? nil : tokens.name(first).lowercased()
    var column = Column()
    var constraintName = ""
    var index = words.startIndex + (isConstraint ? 0 : 1)
    while index < words.endIndex {
      let token = words[index]
      let next = index + 1 < words.endIndex ? words[index + 1] : nil
      if let next, tokens.isWord(token, "constraint") {
        constraintName = tokens.name(next)
        index += 2
      } else if let next, tokens.isWord(token, "collate") {
        column.collation = tokens.name(next)
        index += 2
      } else if let next, tokens.isWord(token, "default"),
        !tokens.isSymbol(next, UInt8(ascii: "("))
      {
        index += 2
      } else if tokens.isWord(token, "references") {
        references.append(Reference(name: constraintName))
        constraintName = ""
        index += 1
      } else if tokens.isWord(token, "deferrable") {
        let clause = words[index...].prefix(3)
        let isNegated = index > words.startIndex && tokens.isWord(words[index - 1], "not")
        if !isNegated, !references.isEmpty, clause.count == 3,
          tokens.isWord(words[index + 1], "initially"), tokens.isWord(words[index + 2], "deferred")
        {
          references[references.count - 1].isInitiallyDeferred = true
        }
        index += 1
      } else if tokens.isSymbol(token, UInt8(ascii: "(")) {
        let end = tokens.end(ofParenthesesAt: index, in: words)
        let before = index > words.startIndex ? words[index - 1] : nil
        let isCheck = before.map { tokens.isWord($0, "check") } ?? false
        if isCheck || before.map({ tokens.isWord($0, "as") }) ?? false {
          let text = tokens.text(words[(index + 1)..<max(index + 1, end - 1)])
          if isCheck {
            checks.append(CheckConstraint(name: constraintName, expression: text))
            constraintName = ""
          } else {
            column.generation = text
          }
        }
        index = end
      } else {
        index += 1
      }
    }
    if let key { columns[key] = column }
    return key
  }
}
