/// What a CREATE TRIGGER statement says.
struct SQLiteTriggerDefinition {
  /// Whether it fires on INSERT.
  private(set) var isForInsert = false
  /// Whether it fires before the row is written.
  private(set) var isBefore = false
  /// Its condition and statements, as they stand.
  private(set) var action = ""

  /// Reads a statement as `sqlite_schema.sql` keeps it.
  init(_ sql: String) {
    let tokens = SQLiteTokens(sql)
    // CREATE TRIGGER name, or schema.name, neither TEMP nor IF NOT EXISTS being kept; then the time,
    // BEFORE where there is none (https://sqlite.org/lang_createtrigger.html).
    guard let start = tokens.all.firstIndex(where: { tokens.isWord($0, "trigger") }) else { return }
    var index = start + 2
    func isWord(_ word: StaticString) -> Bool {
      index < tokens.all.count && tokens.isWord(tokens.all[index], word)
    }
    if index < tokens.all.count, tokens.isSymbol(tokens.all[index], UInt8(ascii: ".")) {
      index += 2
    }
    isBefore = !isWord("after")
    if isWord("instead") {
      isBefore = false
      index += 1
    }
    if !isWord("insert"), !isWord("update"), !isWord("delete") { index += 1 }
    isForInsert = isWord("insert")
    let body = tokens.all[min(index, tokens.all.count)...].drop {
      !tokens.isWord($0, "when") && !tokens.isWord($0, "begin")
    }
    action = tokens.text(body)
  }
}
