import Seedbed

/// One word, literal or sign of an SQL expression.
struct SQLToken: Hashable, Sendable {
  var kind: Kind
  /// The number of UTF-8 bytes before it.
  var offset: Int

  enum Kind: Hashable, Sendable {
    /// A keyword or an unquoted name, as written.
    case word(String)
    /// A quoted name, without its quotes.
    case quotedName(String)
    /// A text, without its quotes.
    case text(String)
    /// Bytes: `x'00ff'`.
    case bytes([UInt8])
    /// Bits: `B'0101'`.
    case bits(String)
    /// Digits with point and exponent as written, or a hexadecimal number.
    case number(String)
    /// An operator or punctuation.
    case sign(String)
    case end
  }
}

/// Splits an SQL expression into tokens, in either dialect.
struct SQLTokenizer {
  private let bytes: [UInt8]
  private let dialect: RelationalSchema.Dialect
  private var position = 0

  /// All tokens of a text, the last one being `.end`.
  static func tokens(
    of text: String, dialect: RelationalSchema.Dialect
  ) throws(SQLSyntaxError) -> [SQLToken] {
    var tokenizer = SQLTokenizer(bytes: Array(text.utf8), dialect: dialect)
    var tokens: [SQLToken] = []
    while true {
      let token = try tokenizer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private init(bytes: [UInt8], dialect: RelationalSchema.Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  private func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private mutating func next() throws(SQLSyntaxError) -> SQLToken {
    try skipBlanks()
    let start = position
    guard let byte = peek() else { return SQLToken(kind: .end, offset: start) }
    return SQLToken(kind: try kind(startingWith: byte), offset: start)
  }

  private mutating func kind(startingWith byte: UInt8) throws(SQLSyntaxError) -> SQLToken.Kind {
    switch byte {
    case UInt8(ascii: "'"): return .text(try quoted(byte))
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return .quotedName(try quoted(byte))
    case UInt8(ascii: "[") where dialect == .sqlite: return .quotedName(try bracketed())
    case UInt8(ascii: "$") where dialect == .postgres:
      if let text = dollarQuoted() { return .text(text) }
      throw SQLSyntaxError(message: "a parameter or an open dollar quote", offset: position)
    default: break
    }
    if peek(1) == UInt8(ascii: "'"), let literal = try prefixedLiteral(byte) { return literal }
    if Self.isDigit(byte) || byte == UInt8(ascii: ".") && peek(1).map(Self.isDigit) == true {
      return .number(number())
    }
    if Self.isWordStart(byte) {
      let start = position
      while let byte = peek(), Self.isWordPart(byte) { position += 1 }
      return .word(String(decoding: bytes[start..<position], as: UTF8.self))
    }
    return .sign(try sign(byte))
  }

  private mutating func skipBlanks() throws(SQLSyntaxError) {
    while let byte = peek() {
      if byte == 32 || (9...13).contains(byte) {
        position += 1
      } else if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
        while let byte = peek(), byte != 10 { position += 1 }
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        let start = position
        position += 2
        while peek() != UInt8(ascii: "*") || peek(1) != UInt8(ascii: "/") {
          guard peek() != nil else {
            throw SQLSyntaxError(message: "a comment without its end", offset: start)
          }
          position += 1
        }
        position += 2
      } else {
        return
      }
    }
  }

  /// A text between quotes, a doubled quote standing for itself.
  private mutating func quoted(_ quote: UInt8) throws(SQLSyntaxError) -> String {
    let start = position
    position += 1
    var content: [UInt8] = []
    while let byte = peek() {
      position += 1
      if byte == quote {
        guard peek() == quote else { return String(decoding: content, as: UTF8.self) }
        position += 1
      }
      content.append(byte)
    }
    throw SQLSyntaxError(message: "a quote without its end", offset: start)
  }

  private mutating func bracketed() throws(SQLSyntaxError) -> String {
    let start = position
    position += 1
    while let byte = peek() {
      position += 1
      if byte == UInt8(ascii: "]") {
        return String(decoding: bytes[start + 1..<position - 1], as: UTF8.self)
      }
    }
    throw SQLSyntaxError(message: "a bracket without its end", offset: start)
  }

  /// `$tag$…$tag$`.
  private mutating func dollarQuoted() -> String? {
    guard let tagEnd = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "$")) else {
      return nil
    }
    let tag = Array(bytes[position...tagEnd])
    guard tag.dropFirst().dropLast().allSatisfy(Self.isWordPart) else { return nil }
    var end = tagEnd + 1
    while end + tag.count <= bytes.count {
      if bytes[end..<end + tag.count].elementsEqual(tag) {
        position = end + tag.count
        return String(decoding: bytes[tagEnd + 1..<end], as: UTF8.self)
      }
      end += 1
    }
    return nil
  }

  /// `E'…'`, `X'…'`, `B'…'`, `N'…'`; nil when the letter is a word of its own.
  private mutating func prefixedLiteral(_ letter: UInt8) throws(SQLSyntaxError) -> SQLToken.Kind? {
    let start = position
    switch letter | 0x20 {
    case UInt8(ascii: "e") where dialect == .postgres:
      position += 1
      return .text(try escaped())
    case UInt8(ascii: "n") where dialect == .postgres:
      position += 1
      return .text(try quoted(UInt8(ascii: "'")))
    case UInt8(ascii: "b") where dialect == .postgres:
      position += 1
      return .bits(try quoted(UInt8(ascii: "'")))
    case UInt8(ascii: "x"):
      position += 1
      let digits = Array(try quoted(UInt8(ascii: "'")).utf8)
      guard digits.count % 2 == 0, let content = Self.bytes(hexadecimal: digits) else {
        throw SQLSyntaxError(message: "bytes in uneven digits", offset: start)
      }
      return .bytes(content)
    default: return nil
    }
  }

  static func bytes(hexadecimal digits: [UInt8]) -> [UInt8]? {
    guard digits.count % 2 == 0 else { return nil }
    var content: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[index..<index + 2], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else { return nil }
      content.append(byte)
    }
    return content
  }

  /// A text with C's escapes.
  private mutating func escaped() throws(SQLSyntaxError) -> String {
    let start = position
    position += 1
    var content: [UInt8] = []
    while let byte = peek() {
      position += 1
      if byte == UInt8(ascii: "'") {
        guard peek() == byte else { return String(decoding: content, as: UTF8.self) }
        position += 1
        content.append(byte)
      } else if byte == UInt8(ascii: "\\"), let letter = peek() {
        position += 1
        switch letter {
        case UInt8(ascii: "n"): content.append(10)
        case UInt8(ascii: "t"): content.append(9)
        case UInt8(ascii: "r"): content.append(13)
        case UInt8(ascii: "b"): content.append(8)
        case UInt8(ascii: "f"): content.append(12)
        case UInt8(ascii: "u"), UInt8(ascii: "x"), UInt8(ascii: "U"), UInt8(ascii: "0")...55:
          throw SQLSyntaxError(message: "an escape by number", offset: position - 2)
        default: content.append(letter)
        }
      } else {
        content.append(byte)
      }
    }
    throw SQLSyntaxError(message: "a quote without its end", offset: start)
  }

  private mutating func number() -> String {
    let start = position
    if peek() == 48, peek(1).map({ $0 | 0x20 }) == UInt8(ascii: "x") {
      position += 2
      while let byte = peek(), Self.isWordPart(byte) { position += 1 }
    } else {
      while let byte = peek(), Self.isDigit(byte) { position += 1 }
      if peek() == UInt8(ascii: ".") {
        position += 1
        while let byte = peek(), Self.isDigit(byte) { position += 1 }
      }
      if peek().map({ $0 | 0x20 }) == UInt8(ascii: "e") {
        let hasSign = peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+")
        if peek(hasSign ? 2 : 1).map(Self.isDigit) == true {
          position += hasSign ? 2 : 1
          while let byte = peek(), Self.isDigit(byte) { position += 1 }
        }
      }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Every operator that is understood, longest first.
  private static let signs = [
    "!~~*", "!~~", "~~*", "!~*", "->>", "#>>", "<=>", "::", "<=", ">=", "<>", "!=", "==", "||",
    "~~", "~*", "!~", "<<", ">>", "->", "#>", "@>", "<@", "&&", "?|", "?&", "|/", "^@", "(", ")",
    "[", "]", ",", ".", "+", "-", "*", "/", "%", "^", "<", ">", "=", "~", "&", "|", "#", ":", "?",
    "@", "!",
  ].map { Array($0.utf8) }

  private mutating func sign(_ byte: UInt8) throws(SQLSyntaxError) -> String {
    let rest = bytes[position...]
    for sign in Self.signs where rest.starts(with: sign) {
      position += sign.count
      return String(decoding: sign, as: UTF8.self)
    }
    throw SQLSyntaxError(message: "a character that is no SQL", offset: position)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isWordStart(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 128
  }

  private static func isWordPart(_ byte: UInt8) -> Bool {
    isWordStart(byte) || isDigit(byte) || byte == UInt8(ascii: "$")
  }
}
