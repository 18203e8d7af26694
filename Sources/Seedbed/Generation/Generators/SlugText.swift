/// Writes the ASCII letters and digits of a text in lower case, each run of anything else as one
/// separator, none at either end, and returns the bytes written.
///
/// Letters with marks of Latin-1 and Latin Extended-A are written as their plain letter, composed or
/// not; apostrophes are left out.
@inline(__always)
func writeSlug(
  _ text: TextCell, separator: UInt8, to target: UnsafeMutablePointer<UInt8>
) -> Int {
  var count = 0
  var isSeparated = false
  var position = 0
  while position < text.count {
    let byte = text.start[position]
    position += 1
    var letter: UInt8 = 0
    switch byte {
    case 97...122, 48...57: letter = byte
    case 65...90: letter = byte | 32
    case 0xC3...0xC5 where position < text.count:
      letter = plainLetter(lead: byte, trail: text.start[position])
      position += 1
    case 39: continue
    // Combining marks, U+0300 to U+036F.
    case 0xCC...0xCD where position < text.count && (byte == 0xCC || text.start[position] <= 0xAF):
      position += 1
      continue
    // The typographic apostrophe, U+2019.
    case 0xE2
    where position + 1 < text.count
      && text.start[position] == 0x80 && text.start[position + 1] == 0x99:
      position += 2
      continue
    default: break
    }
    if letter == 0 {
      isSeparated = true
    } else {
      if isSeparated, count > 0 {
        target[count] = separator
        count += 1
      }
      isSeparated = false
      target[count] = letter
      count += 1
    }
  }
  return count
}

/// Whether a byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

/// The plain letter of a two-byte Latin letter of U+00C0 to U+017F; 0 for a sign that is no letter.
private func plainLetter(lead: UInt8, trail: UInt8) -> UInt8 {
  PlainLetters.byte(Int(lead & 0x1F) << 6 | Int(trail & 0x3F))
}

/// Latin letters without their marks.
package enum PlainLetters {
  /// The letter of ASCII, in lower case, of a letter with a mark (U+00C0 to U+017F); nil for any other
  /// scalar.
  package static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let letter = byte(Int(scalar.value))
    return letter == 0 ? nil : Unicode.Scalar(letter)
  }

  @inline(__always)
  fileprivate static func byte(_ scalar: Int) -> UInt8 {
    guard scalar >= 0xC0, scalar <= 0x17F else { return 0 }
    let letter = table[scalar - 0xC0]
    return letter == UInt8(ascii: "-") ? 0 : letter
  }

  /// One letter for each scalar from U+00C0 to U+017F, `-` for what is no letter.
  private static let table: [UInt8] = Array(
    ("aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
      + "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)
}
