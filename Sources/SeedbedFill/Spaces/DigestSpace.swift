internal import Seedbed

/// Values that look like the outcome of a hash or of chance: identifiers, digests, tokens, bytes.
///
/// The first 62 bits are a bijection of the number, so that no two values are alike; the others
/// follow from it.
struct DigestSpace: ValueSpace {
  /// How the bits are written.
  enum Form: Sendable {
    /// Hexadecimal digits in lower case, 16 at least.
    case hexadecimal(count: Int)
    /// A UUID of version 4 and variant 1 (RFC 9562, section 5.4).
    case uuid
    /// Characters of an alphabet, as many as it takes for 62 bits at least, after a text that all
    /// have in common.
    case characters(alphabet: [UInt8], count: Int, prefix: [UInt8])
    /// Bytes, 1 at least.
    case bytes(count: Int)
  }

  let form: Form
  let kind: ColumnVector.Kind
  var count: UInt64 {
    if case .bytes(let count) = form, count < 8 {
      1 &<< UInt64(8 * count)
    } else {
      largestSpaceCount
    }
  }

  init(_ form: Form) {
    self.form = form
    if case .bytes = form { kind = .blob } else { kind = .text }
  }

  func fill(_ output: ColumnVector, indices: UnsafePointer<UInt64>, rowCount: Int) {
    let arena = output.arena
    for row in 0..<rowCount {
      let number = Mixing.scrambled62(indices[row])
      let byteCount: Int
      let start: UnsafeMutablePointer<UInt8>
      switch form {
      case .hexadecimal(let count):
        byteCount = count
        start = arena.reserve(count)
        for place in 0..<count {
          start[place] = Self.digit(
            Self.word(place / 16, of: number) &>> UInt64(60 - place % 16 * 4))
        }
      case .uuid:
        byteCount = 36
        start = arena.reserve(36)
        Self.writeUUID(number, to: start)
      case .characters(let alphabet, let count, let prefix):
        byteCount = prefix.count + count
        start = arena.reserve(byteCount)
        for place in prefix.indices { start[place] = prefix[place] }
        // The number itself in the alphabet's base, then more characters from words of it.
        var rest = number
        var word = 0
        var left = Self.digitCount(base: alphabet.count)
        for place in 0..<count {
          if left == 0 {
            word += 1
            rest = Mixing.word(word, of: number) &>> 2
            left = 8
          }
          left -= 1
          start[prefix.count + place] = alphabet[Int(rest % UInt64(alphabet.count))]
          rest /= UInt64(alphabet.count)
        }
      case .bytes(let count):
        byteCount = count
        start = arena.reserve(count)
        // Few bytes hold no more than the number itself.
        let first = count < 8 ? indices[row] : Self.word(0, of: number)
        for place in 0..<count {
          let word = place < 8 ? first : Self.word(place / 8, of: number)
          start[place] = UInt8(truncatingIfNeeded: word &>> UInt64(place % 8 * 8))
        }
      }
      arena.commit(byteCount)
      output.texts[row] = TextCell(start: start, count: byteCount)
    }
  }

  /// How many characters of an alphabet 62 bits take.
  static func digitCount(base: Int) -> Int {
    var count = 0
    var rest = largestSpaceCount - 1
    while rest > 0 {
      rest /= UInt64(base)
      count += 1
    }
    return count
  }

  /// Word 0 holds the number in its low 62 bits.
  @inline(__always)
  private static func word(_ position: Int, of number: UInt64) -> UInt64 {
    position == 0
      ? number | Mixing.word(0, of: number) & (3 &<< 62) : Mixing.word(position, of: number)
  }

  @inline(__always)
  private static func digit(_ bits: UInt64) -> UInt8 {
    let nibble = UInt8(truncatingIfNeeded: bits & 15)
    return nibble < 10 ? 48 + nibble : 87 + nibble
  }

  @inline(__always)
  private static func writeUUID(_ number: UInt64, to target: UnsafeMutablePointer<UInt8>) {
    // The low 62 bits fill the half with the variant, which takes the other two.
    let low = number | 0x8000_0000_0000_0000
    let high = Mixing.word(1, of: number) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    var end = 0
    for place in 0..<32 {
      if place == 8 || place == 12 || place == 16 || place == 20 {
        target[end] = UInt8(ascii: "-")
        end += 1
      }
      let word = place < 16 ? high : low
      target[end] = digit(word &>> UInt64(60 - place % 16 * 4))
      end += 1
    }
  }
}
