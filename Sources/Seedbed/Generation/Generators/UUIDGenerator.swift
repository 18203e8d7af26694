/// Random UUIDs, version 4, variant 1 (RFC 9562, section 5.4), in lower case.
///
/// 122 bits are random; two rows of a billion have the same with a chance of about 10^-19.
struct UUIDGenerator: ColumnGenerator {
  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { .text }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let digits: StaticString = "0123456789abcdef"
    let hexadecimal = digits.utf8Start
    for row in 0..<frame.rowCount {
      let (high, low) = frame.stream.block(row: frame.rows[row], index: 0)
      let words = (
        high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000, low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
      )
      let start = output.arena.reserve(36)
      var target = start
      for place in 0..<32 {
        if place == 8 || place == 12 || place == 16 || place == 20 {
          target[0] = UInt8(ascii: "-")
          target += 1
        }
        let word = place < 16 ? words.0 : words.1
        target[0] = hexadecimal[Int(word &>> UInt64(60 - place % 16 * 4) & 15)]
        target += 1
      }
      output.arena.commit(36)
      output.texts[row] = TextCell(start: start, count: 36)
    }
  }
}

extension Generator {
  /// A random UUID, version 4, as text of 36 characters.
  public static var uuid: Generator { Generator(UUIDGenerator()) }
}
