/// The canonical text of a JSON document, the same whatever wrote it.
///
/// No white space; the keys of an object sorted by their UTF-8 bytes, of a repeated key the last
/// value; numbers as `CanonicalDecimal` writes them; in strings only what has to be escaped is, with
/// the two-character form where there is one.
public enum CanonicalJSON {
  /// The canonical text; nil when the bytes are no JSON document (RFC 8259).
  public static func text(of bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var parser = Parser(bytes: bytes)
    var output: [UInt8] = []
    guard parser.value(into: &output, depth: 0) else { return nil }
    parser.skipSpace()
    return parser.position == bytes.count ? output : nil
  }

  /// The deepest nesting that is read, as PostgreSQL and SQLite stop at some thousands.
  private static let deepestNesting = 1000

  private struct Parser {
    let bytes: UnsafeRawBufferPointer
    var position = 0

    var current: UInt8 { position < bytes.count ? bytes[position] : 0 }

    mutating func skipSpace() {
      while [9, 10, 13, 32].contains(current) { position += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard current == byte else { return false }
      position += 1
      return true
    }

    mutating func value(into output: inout [UInt8], depth: Int) -> Bool {
      guard depth < deepestNesting else { return false }
      skipSpace()
      switch current {
      case UInt8(ascii: "{"): return object(into: &output, depth: depth)
      case UInt8(ascii: "["): return array(into: &output, depth: depth)
      case UInt8(ascii: "\""): return string(into: &output)
      case UInt8(ascii: "t"): return word("true", into: &output)
      case UInt8(ascii: "f"): return word("false", into: &output)
      case UInt8(ascii: "n"): return word("null", into: &output)
      default: return number(into: &output)
      }
    }

    mutating func word(_ word: StaticString, into output: inout [UInt8]) -> Bool {
      let expected = UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      guard bytes[position...].starts(with: expected) else { return false }
      position += expected.count
      output += expected
      return true
    }

    mutating func number(into output: inout [UInt8]) -> Bool {
      let start = position
      while position < bytes.count, Self.isNumberByte(current) { position += 1 }
      let written = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
      let digits = written.drop { $0 == UInt8(ascii: "-") }
      guard digits.startIndex - written.startIndex <= 1, let first = digits.first,
        (48...57).contains(first)
      else { return false }
      output += CanonicalDecimal.text(of: written) ?? Array(written)
      return true
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
      (48...57).contains(byte) || "+-.eE".utf8.contains(byte)
    }

    mutating func array(into output: inout [UInt8], depth: Int) -> Bool {
      position += 1
      output.append(UInt8(ascii: "["))
      if take(UInt8(ascii: "]")) {
        output.append(UInt8(ascii: "]"))
        return true
      }
      while value(into: &output, depth: depth + 1) {
        if take(UInt8(ascii: "]")) {
          output.append(UInt8(ascii: "]"))
          return true
        }
        guard take(UInt8(ascii: ",")) else { return false }
        output.append(UInt8(ascii: ","))
      }
      return false
    }

    mutating func object(into output: inout [UInt8], depth: Int) -> Bool {
      position += 1
      var members: [[UInt8]: [UInt8]] = [:]
      if !take(UInt8(ascii: "}")) {
        while true {
          var key: [UInt8] = []
          var member: [UInt8] = []
          skipSpace()
          guard current == UInt8(ascii: "\""), string(into: &key), take(UInt8(ascii: ":")),
            value(into: &member, depth: depth + 1)
          else { return false }
          members[key] = member
          if take(UInt8(ascii: "}")) { break }
          guard take(UInt8(ascii: ",")) else { return false }
        }
      }
      output.append(UInt8(ascii: "{"))
      // The keys are sorted without their quotes, so that `a` comes before `a!`.
      let keys = members.keys.sorted {
        $0.dropFirst().dropLast().lexicographicallyPrecedes($1.dropFirst().dropLast())
      }
      for (index, key) in keys.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        output += key
        output.append(UInt8(ascii: ":"))
        output += members[key] ?? []
      }
      output.append(UInt8(ascii: "}"))
      return true
    }

    mutating func string(into output: inout [UInt8]) -> Bool {
      output.append(UInt8(ascii: "\""))
      position += 1
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""):
          output.append(byte)
          return true
        case UInt8(ascii: "\\"):
          guard let scalar = escaped() else { return false }
          Self.write(scalar, into: &output)
        case 0..<32: return false
        default: output.append(byte)
        }
      }
      return false
    }

    private mutating func escaped() -> Unicode.Scalar? {
      let byte = current
      position += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
      case UInt8(ascii: "b"): return "\u{8}"
      case UInt8(ascii: "f"): return "\u{c}"
      case UInt8(ascii: "n"): return "\n"
      case UInt8(ascii: "r"): return "\r"
      case UInt8(ascii: "t"): return "\t"
      case UInt8(ascii: "u"):
        guard let unit = hexadecimalUnit() else { return nil }
        guard (0xd800..<0xdc00).contains(unit) else { return Unicode.Scalar(unit) }
        guard current == UInt8(ascii: "\\"), position + 1 < bytes.count,
          bytes[position + 1] == UInt8(ascii: "u")
        else { return nil }
        position += 2
        guard let low = hexadecimalUnit(), (0xdc00..<0xe000).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
      default: return nil
      }
    }

    private mutating func hexadecimalUnit() -> UInt32? {
      guard position + 4 <= bytes.count else { return nil }
      var unit: UInt32 = 0
      for byte in bytes[position..<position + 4] {
        guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
        unit = unit << 4 | UInt32(digit)
      }
      position += 4
      return unit
    }

    private static func write(_ scalar: Unicode.Scalar, into output: inout [UInt8]) {
      switch scalar {
      case "\"": output += "\\\"".utf8
      case "\\": output += "\\\\".utf8
      case "\u{8}": output += "\\b".utf8
      case "\u{c}": output += "\\f".utf8
      case "\n": output += "\\n".utf8
      case "\r": output += "\\r".utf8
      case "\t": output += "\\t".utf8
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        output += "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8
      default: output += String(Character(scalar)).utf8
      }
    }
  }
}
