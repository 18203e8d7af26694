/// One part of an SQL text, as SQLite's own tokenizer cuts it.
struct SQLiteToken {
  /// What a token is.
  enum Kind {
    /// A bare word: a keyword, a name or a number.
    case word
    /// A name in double quotes, backquotes or brackets.
    case quotedName
    /// A text in single quotes.
    case string
    /// A single character that is none of these, such as a parenthesis.
    case symbol
  }

  /// What it is.
  let kind: Kind
  /// Where its bytes are.
  let range: Range<Int>
}

/// The tokens of an SQL text, white space and comments left out.
///
/// Source: tokenize.c of SQLite.
struct SQLiteTokens {
  /// The text, with spaces in the place of its comments.
  let bytes: [UInt8]
  /// Its tokens.
  let all: [SQLiteToken]
  /// The comments at ends of lines: their words, and how many tokens come before.
  let comments: [(text: String, tokenCount: Int)]

  /// Cuts a text; one that breaks off within quotes or a comment ends with that token.
  init(_ sql: String) {
    var tokenizer = Tokenizer(bytes: Array(sql.utf8))
    var tokens: [SQLiteToken] = []
    while let token = tokenizer.next() { tokens.append(token) }
    all = tokens
    bytes = tokenizer.bytes
    comments = tokenizer.comments
  }

  /// Whether a token is a bare word, whatever its case; `word` is in lower case.
  func isWord(_ token: SQLiteToken, _ word: StaticString) -> Bool {
    guard token.kind == .word, token.range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { expected in
      zip(bytes[token.range], expected).allSatisfy { byte, letter in
        byte == letter || (65...90).contains(byte) && byte | 0x20 == letter
      }
    }
  }

  /// Whether a token is one character.
  func isSymbol(_ token: SQLiteToken, _ character: UInt8) -> Bool {
    token.kind == .symbol && bytes[token.range.lowerBound] == character
  }

  /// The name that a token stands for, without its quotes; a text in single quotes counts, as it
  /// does for SQLite where a name has to stand.
  func name(_ token: SQLiteToken) -> String {
    let text = bytes[token.range]
    guard token.kind == .quotedName || token.kind == .string, let quote = text.first else {
      return String(decoding: text, as: UTF8.self)
    }
    let inner = text.dropFirst().dropLast()
    if quote == UInt8(ascii: "[") { return String(decoding: inner, as: UTF8.self) }
    var name: [UInt8] = []
    var isSecond = false
    for byte in inner {
      isSecond = byte == quote && !isSecond
      if !isSecond { name.append(byte) }
    }
    return String(decoding: name, as: UTF8.self)
  }

  /// The text from the first to the last of some tokens.
  func text(_ tokens: ArraySlice<SQLiteToken>) -> String {
    guard let first = tokens.first, let last = tokens.last else { return "" }
    return String(
      decoding: bytes[first.range.lowerBound..<last.range.upperBound], as: UTF8.self)
  }

  /// The position after the parenthesis that closes the one at a position, within some tokens.
  func end(ofParenthesesAt start: Int, in tokens: ArraySlice<SQLiteToken>) -> Int {
    var depth = 0
    for index in start..<tokens.endIndex {
      if isSymbol(tokens[index], UInt8(ascii: "(")) { depth += 1 }
      if isSymbol(tokens[index], UInt8(ascii: ")")) {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return tokens.endIndex
  }

  /// Cuts tokens at the commas that lie in no parentheses.
  func parts(_ tokens: ArraySlice<SQLiteToken>) -> [ArraySlice<SQLiteToken>] {
    var parts: [ArraySlice<SQLiteToken>] = []
    var start = tokens.startIndex
    var index = start
    while index < tokens.endIndex {
      if isSymbol(tokens[index], UInt8(ascii: "(")) {
        index = end(ofParenthesesAt: index, in: tokens)
        continue
      }
      if isSymbol(tokens[index], UInt8(ascii: ",")) {
        parts.append(tokens[start..<index])
        start = index + 1
      }
      index += 1
    }
    parts.append(tokens[start...])
    return parts
  }
}

/// Cuts one token after the other.
private struct Tokenizer {
  private(set) var bytes: [UInt8]
  private(set) var comments: [(text: String, tokenCount: Int)] = []
  private var position = 0
  private var tokenCount = 0
  /// Whether a token ended on this line.
  private var isAfterToken = false

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> SQLiteToken? {
    while position < bytes.count {
      let start = position
      switch bytes[start] {
      case 10:
        isAfterToken = false
        position += 1
      case 9, 12, 13, 32: position += 1
      case UInt8(ascii: "-") where follows(UInt8(ascii: "-")):
        while position < bytes.count, bytes[position] != 10 { position += 1 }
        takeComment(start..<position, markLength: (2, 0))
      case UInt8(ascii: "/") where follows(UInt8(ascii: "*")):
        position += 2
        skip(until: [UInt8(ascii: "*"), UInt8(ascii: "/")])
        takeComment(start..<position, markLength: (2, 2))
      default:
        let kind = skip(bytes[start])
        tokenCount += 1
        isAfterToken = true
        return SQLiteToken(kind: kind, range: start..<position)
      }
    }
    return nil
  }

  private mutating func takeComment(_ range: Range<Int>, markLength: (Int, Int)) {
    let rest = bytes[range.upperBound...].drop { [9, 13, 32, UInt8(ascii: ",")].contains($0) }
    if isAfterToken, rest.first ?? 10 == 10 {
      let text = String(
        decoding: bytes[range].dropFirst(markLength.0).dropLast(markLength.1), as: UTF8.self)
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !words.isEmpty { comments.append((words, tokenCount)) }
    }
    for index in range { bytes[index] = 32 }
  }

  private mutating func skip(_ byte: UInt8) -> SQLiteToken.Kind {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
      skipQuoted(byte)
      return byte == UInt8(ascii: "'") ? .string : .quotedName
    case UInt8(ascii: "["):
      skip(until: [UInt8(ascii: "]")])
      return .quotedName
    case _ where Self.isWordByte(byte):
      while position < bytes.count, Self.isWordByte(bytes[position]) { position += 1 }
      return .word
    default:
      position += 1
      return .symbol
    }
  }

  private func follows(_ byte: UInt8) -> Bool {
    position + 1 < bytes.count && bytes[position + 1] == byte
  }

  private mutating func skip(until end: [UInt8]) {
    while position < bytes.count, !bytes[position...].starts(with: end) { position += 1 }
    position = min(position + end.count, bytes.count)
  }

  /// A doubled quote stands for itself.
  private mutating func skipQuoted(_ quote: UInt8) {
    position += 1
    while position < bytes.count {
      if bytes[position] == quote {
        guard follows(quote) else { break }
        position += 1
      }
      position += 1
    }
    position = min(position + 1, bytes.count)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "$"), 128...: true
    default: false
    }
  }
}
