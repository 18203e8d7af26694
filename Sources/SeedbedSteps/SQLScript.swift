internal import Seedbed
internal import SeedbedConfiguration

/// The statements of an SQL text, with its parameters turned into `$1`, `$2` and so on.
struct SQLScript {
  /// The statements, in order.
  let statements: [SQLStatement]

  /// Cuts a text into statements.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - dialect: the dialect that it is written in.
  ///   - file: the file, for messages.
  ///   - line: the line of the file on which the text begins.
  ///
  /// Throws all that keeps statements from being run in a step's transaction.
  init(
    _ text: String, dialect: RelationalSchema.Dialect, file: String, line: Int = 1
  ) throws(ConfigurationProblems) {
    let bytes = Array(text.utf8)
    let parts: [SQLPart]
    do {
      parts = try SQLScanner.parts(of: bytes, dialect: dialect)
    } catch {
      let place = ConfigurationPlace(file: file, line: line + error.line - 1, column: 1)
      throw ConfigurationProblems([ConfigurationProblem(error.message, at: place)])
    }
    let splitter = SQLStatementSplitter(bytes: bytes, dialect: dialect, parts: parts)
    let words = splitter.statements
    let problems = words.compactMap { words -> ConfigurationProblem? in
      words.problem.map {
        let place = ConfigurationPlace(file: file, line: line + $0.line - 1, column: 1)
        return ConfigurationProblem($0.message, at: place)
      }
    }
    if !problems.isEmpty { throw ConfigurationProblems(problems) }
    statements = words.map { SQLStatement($0, line: line) }
  }
}

/// One statement of a script.
struct SQLStatement: Sendable {
  /// The text, which takes a value for each of `$1`, `$2` and so on.
  let text: String
  /// The names of the values, each time that one occurs, and their lines.
  let parameters: [(name: String, line: Int)]
  /// The line of the file on which it begins.
  let line: Int
  /// The table that it writes; nil for one that writes none.
  let target: SQLTarget?
  /// Whether it is a query, and so hands back rows.
  let isQuery: Bool

  fileprivate init(_ words: SQLWords, line: Int) {
    var text: [UInt8] = []
    var parameters: [(name: String, line: Int)] = []
    var start = words.parts.first?.range.lowerBound ?? 0
    for part in words.parts where part.kind == .parameter {
      parameters.append((String(words.text(part).dropFirst()), line + part.line - 1))
      text += words.bytes[start..<part.range.lowerBound]
      text += "$\(parameters.count)".utf8
      start = part.range.upperBound
    }
    if let last = words.parts.last { text += words.bytes[start..<last.range.upperBound] }
    self.text = String(decoding: text, as: UTF8.self)
    self.parameters = parameters
    self.line = line + (words.parts.first?.line ?? 1) - 1
    target = SQLTarget(words)
    isQuery =
      ["SELECT", "VALUES", "TABLE"].contains(words.keyword(0)) || words.text(0) == "("
      || words.keyword(0) == "WITH" && target == nil
  }
}

/// Finds the ends of statements.
private struct SQLStatementSplitter {
  let bytes: [UInt8]
  let dialect: RelationalSchema.Dialect
  let parts: [SQLPart]

  /// The parts of each statement, without comments and semicolons.
  var statements: [SQLWords] {
    var statements: [SQLWords] = []
    var current = SQLWords(bytes: bytes, dialect: dialect)
    var depth = 0
    for part in parts where part.kind != .comment {
      if part.kind == .sign {
        switch bytes[part.range.lowerBound] {
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth -= 1
        case UInt8(ascii: ";") where depth <= 0 && current.mayEnd:
          if !current.parts.isEmpty { statements.append(current) }
          current = SQLWords(bytes: bytes, dialect: dialect)
          depth = 0
          continue
        default: break
        }
      }
      current.parts.append(part)
    }
    if !current.parts.isEmpty { statements.append(current) }
    return statements
  }
}

/// The parts of one statement.
struct SQLWords {
  let bytes: [UInt8]
  let dialect: RelationalSchema.Dialect
  /// The parts, without comments.
  var parts: [SQLPart] = []

  init(bytes: [UInt8], dialect: RelationalSchema.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// A part as it is written.
  func text(_ part: SQLPart) -> String { String(decoding: bytes[part.range], as: UTF8.self) }

  /// A part as it is written; empty where there is none.
  func text(_ index: Int) -> String { index < parts.count ? text(parts[index]) : "" }

  /// A bare word in capitals; empty for anything else.
  func keyword(_ index: Int) -> String {
    guard index < parts.count, parts[index].kind == .word else { return "" }
    return text(parts[index]).uppercased()
  }

  /// Whether a semicolon ends the statement here: bodies of triggers and of SQL functions hold
  /// statements of their own, and end with the END that follows on the last one's semicolon.
  var mayEnd: Bool {
    guard holdsStatements else { return true }
    let last = parts.count - 1
    return last > 0 && keyword(last) == "END" && text(last - 1) == ";"
  }

  private var holdsStatements: Bool {
    guard keyword(0) == "CREATE" else { return false }
    switch dialect {
    case .sqlite: return (1...2).contains { keyword($0) == "TRIGGER" }
    case .postgres:
      return parts.indices.contains { keyword($0) == "BEGIN" && keyword($0 + 1) == "ATOMIC" }
    }
  }

  /// Why the statement has no place in a step; nil when it has.
  var problem: SQLScanProblem? {
    let line = parts.first?.line ?? 1
    let first = keyword(0)
    if Self.transactionWords.contains(first) || first == "PREPARE" && keyword(1) == "TRANSACTION" {
      return SQLScanProblem(
        message: "\(first) has no place in a step, which is one transaction that Seedbed opens and "
          + "commits; leave the statement out", line: line)
    }
    if dialect == .postgres, first == "COPY",
      parts.indices.contains(where: { ["STDIN", "STDOUT"].contains(keyword($0)) })
    {
      return SQLScanProblem(
        message: "COPY from standard input has no place in a step; write INSERT", line: line)
    }
    if ["\\", "."].contains(text(0)) {
      let client = dialect == .postgres ? "psql" : "sqlite3"
      return SQLScanProblem(
        message: "'\(text(0))\(text(1))' is a command of \(client) and no SQL; leave it out",
        line: line)
    }
    if let part = parts.first(where: { $0.kind == .engineParameter }) {
      return SQLScanProblem(
        message: "'\(text(part))' is no parameter here; write :name", line: part.line)
    }
    return nil
  }

  private static let transactionWords: Set<String> = [
    "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE",
  ]
}
