internal import Seedbed

/// One part of an SQL text that is no white space.
struct SQLPart: Hashable {
  /// What it is.
  enum Kind: Hashable {
    /// A keyword, a bare name or a number.
    case word
    /// A name in quotes.
    case quotedName
    /// A text in quotes of any kind.
    case text
    /// `:name`.
    case parameter
    /// A parameter as engines have it: `$1`, and for SQLite `?`, `@name` and `$name`.
    case engineParameter
    /// A comment, its marks included.
    case comment
    /// `::`, `:=`, or a single character that is none of these.
    case sign
  }

  var kind: Kind
  /// Where its bytes are.
  var range: Range<Int>
  /// The line on which it begins, counted from 1.
  var line: Int
}

/// Why a text cannot be cut into statements.
struct SQLScanProblem: Error {
  var message: String
  /// The line, counted from 1.
  var line: Int
}

/// Cuts an SQL text of either dialect into parts, as far as it takes to tell statements and
/// parameters apart: what is quoted or a comment is neither.
///
/// Sources: tokenize.c of SQLite, psqlscan.l of PostgreSQL.
struct SQLScanner {
  private let bytes: [UInt8]
  private let dialect: RelationalSchema.Dialect
  private var position = 0
  private var line = 1

  /// All parts of a text.
  static func parts(
    of bytes: [UInt8], dialect: RelationalSchema.Dialect
  ) throws(SQLScanProblem) -> [SQLPart] {
    var scanner = SQLScanner(bytes: bytes, dialect: dialect)
    var parts: [SQLPart] = []
    while true {
      scanner.skipBlanks()
      guard scanner.position < bytes.count else { return parts }
      let (start, line) = (scanner.position, scanner.line)
      let kind = try scanner.scan()
      parts.append(SQLPart(kind: kind, range: start..<scanner.position, line: line))
    }
  }

  private init(bytes: [UInt8], dialect: RelationalSchema.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    let index = position + distance
    return index >= 0 && index < bytes.count ? bytes[index] : nil
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count {
      if peek() == 10 { line += 1 }
      position += 1
    }
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 32 || (9...13).contains(byte) { advance() }
  }

  private mutating func scan() throws(SQLScanProblem) -> SQLPart.Kind {
    guard let byte = peek() else { return .sign }
    switch byte {
    case UInt8(ascii: "-") where peek(1) == byte:
      while let byte = peek(), byte != 10 { advance() }
      return .comment
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
      try skipComment()
      return .comment
    case UInt8(ascii: "'"):
      try skipQuoted(byte, hasEscapes: false)
      return .text
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      try skipQuoted(byte, hasEscapes: false)
      return .quotedName
    case UInt8(ascii: "[") where dialect == .sqlite:
      try skipQuoted(UInt8(ascii: "]"), hasEscapes: false)
      return .quotedName
    case UInt8(ascii: "$"): return try scanDollar()
    case UInt8(ascii: "?") where dialect == .sqlite: return scanEngineParameter()
    case UInt8(ascii: "@") where dialect == .sqlite: return scanEngineParameter()
    case UInt8(ascii: ":"): return scanColon()
    case _ where Self.isWordPart(byte):
      if byte | 0x20 == UInt8(ascii: "e"), peek(1) == UInt8(ascii: "'"), dialect == .postgres {
        advance()
        try skipQuoted(UInt8(ascii: "'"), hasEscapes: true)
        return .text
      }
      while let byte = peek(), Self.isWordPart(byte) || byte == UInt8(ascii: "$") { advance() }
      return .word
    default:
      advance()
      return .sign
    }
  }

  /// A comment between `/*` and `*/`, which PostgreSQL nests.
  private mutating func skipComment() throws(SQLScanProblem) {
    let start = line
    var depth = 0
    repeat {
      guard peek() != nil else {
        throw SQLScanProblem(message: "a comment has no end; close it with */", line: start)
      }
      if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*"),
        depth == 0 || dialect == .postgres
      {
        depth += 1
        advance(2)
      } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        advance(2)
      } else {
        advance()
      }
    } while depth > 0
  }

  /// What stands between quotes; a doubled quote is part of it.
  private mutating func skipQuoted(_ end: UInt8, hasEscapes: Bool) throws(SQLScanProblem) {
    let start = line
    advance()
    while let byte = peek() {
      if hasEscapes, byte == UInt8(ascii: "\\") {
        advance(2)
      } else if byte == end {
        advance()
        guard peek() == end, end != UInt8(ascii: "]") else { return }
        advance()
      } else {
        advance()
      }
    }
    throw SQLScanProblem(message: "a quote has no end; close it", line: start)
  }

  /// `$tag$…$tag$` on PostgreSQL, else a parameter.
  private mutating func scanDollar() throws(SQLScanProblem) -> SQLPart.Kind {
    guard dialect == .postgres, !(peek(1).map(Self.isDigit) ?? false) else {
      return scanEngineParameter()
    }
    var length = 1
    while let byte = peek(length), Self.isWordPart(byte) { length += 1 }
    guard peek(length) == UInt8(ascii: "$") else {
      advance()
      return .sign
    }
    let start = line
    let tag = bytes[position...(position + length)]
    advance(tag.count)
    while position < bytes.count {
      if bytes[position...].starts(with: tag) {
        advance(tag.count)
        return .text
      }
      advance()
    }
    let name = String(decoding: tag, as: UTF8.self)
    throw SQLScanProblem(
      message: "what \(name) begins has no end; close it with \(name)", line: start)
  }

  private mutating func scanEngineParameter() -> SQLPart.Kind {
    let isAlone = peek() == UInt8(ascii: "?")
    advance()
    let start = position
    while let byte = peek(), Self.isWordPart(byte) { advance() }
    return isAlone || position > start ? .engineParameter : .sign
  }

  /// `::`, `:=`, or a parameter; the colon of a slice, as in `a[1:n]`, follows on something.
  private mutating func scanColon() -> SQLPart.Kind {
    if peek(1) == UInt8(ascii: ":") || peek(1) == UInt8(ascii: "=") {
      advance(2)
      return .sign
    }
    let follows = peek(-1).map { Self.isWordPart($0) || Self.closers.contains($0) } ?? false
    guard !follows, let first = peek(1), Self.isWordPart(first), !Self.isDigit(first) else {
      advance()
      return .sign
    }
    advance()
    while let byte = peek(), Self.isWordPart(byte) { advance() }
    return .parameter
  }

  private static let closers = Set("])'\"".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
      || byte >= 128
  }
}
