/// Whether a text is JSON as RFC 8259 has it, which is what SQLite's `json_valid` asks.
struct JSONSyntax {
  private let bytes: [UInt8]
  private var position = 0
  /// SQLite's limit of nesting.
  private static let greatestDepth = 1000

  static func isValid(_ text: String) -> Bool {
    var syntax = JSONSyntax(bytes: Array(text.utf8))
    guard syntax.skipValue(depth: 0) else { return false }
    syntax.skipBlanks()
    return syntax.position == syntax.bytes.count
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
  }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipValue(depth: Int) -> Bool {
    guard depth < Self.greatestDepth else { return false }
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return skipList(until: UInt8(ascii: "}"), depth: depth, hasKeys: true)
    case UInt8(ascii: "["): return skipList(until: UInt8(ascii: "]"), depth: depth, hasKeys: false)
    case UInt8(ascii: "\""): return skipText()
    case UInt8(ascii: "t"): return skip(word: "true")
    case UInt8(ascii: "f"): return skip(word: "false")
    case UInt8(ascii: "n"): return skip(word: "null")
    default: return skipNumber()
    }
  }

  private mutating func skip(word: String) -> Bool {
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  private mutating func skipList(until end: UInt8, depth: Int, hasKeys: Bool) -> Bool {
    position += 1
    skipBlanks()
    if skip(end) { return true }
    repeat {
      if hasKeys {
        skipBlanks()
        guard skipText() else { return false }
        skipBlanks()
        guard skip(UInt8(ascii: ":")) else { return false }
      }
      guard skipValue(depth: depth + 1) else { return false }
      skipBlanks()
    } while skip(UInt8(ascii: ","))
    return skip(end)
  }

  private mutating func skipText() -> Bool {
    guard skip(UInt8(ascii: "\"")) else { return false }
    while let byte = current {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case ..<32: return false
      case UInt8(ascii: "\\"):
        guard let escape = current else { return false }
        position += 1
        if escape == UInt8(ascii: "u") {
          for _ in 0..<4 {
            guard let digit = current, Self.isHexadecimal(digit) else { return false }
            position += 1
          }
        } else if !Array("\"\\/bfnrt".utf8).contains(escape) {
          return false
        }
      default: break
      }
    }
    return false
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte | 32)
  }

  private mutating func skipDigits() -> Bool {
    let start = position
    while let byte = current, (48...57).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func skipNumber() -> Bool {
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { guard skipDigits() else { return false } }
    if skip(UInt8(ascii: ".")) { guard skipDigits() else { return false } }
    if let byte = current, byte | 32 == UInt8(ascii: "e") {
      position += 1
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      return skipDigits()
    }
    return true
  }
}
