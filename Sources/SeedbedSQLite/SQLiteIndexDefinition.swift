/// What a CREATE INDEX statement says and no pragma tells.
struct SQLiteIndexDefinition {
  /// The text of each part of the index, in order, its direction left out.
  let elements: [String]
  /// The condition of a partial index; nil for the others.
  let predicate: String?

  /// Reads a statement as `sqlite_schema.sql` keeps it.
  init(_ sql: String) {
    let tokens = SQLiteTokens(sql)
    let all = tokens.all[...]
    guard let open = all.firstIndex(where: { tokens.isSymbol($0, UInt8(ascii: "(")) }) else {
      elements = []
      predicate = nil
      return
    }
    let end = tokens.end(ofParenthesesAt: open, in: all)
    elements = tokens.parts(all[(open + 1)..<max(open + 1, end - 1)]).map { part in
      let hasDirection =
        part.last.map { tokens.isWord($0, "asc") || tokens.isWord($0, "desc") } ?? false
      return tokens.text(hasDirection ? part.dropLast() : part)
    }
    let rest = all[end...]
    predicate =
      rest.first.map { tokens.isWord($0, "where") } ?? false
      ? tokens.text(rest.dropFirst()) : nil
  }
}
