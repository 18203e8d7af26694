internal import Seedbed

/// The text of another column in lower or upper case; NULL where that is.
///
/// Letters of ASCII and of Latin-1 change, all others stay as they are.
struct LetterCaseGenerator: ColumnGenerator {
  let source: ColumnReference
  let isUpper: Bool

  var inputs: [ColumnReference] { [source] }

  func kind(inputKinds: [ColumnVector.Kind]) throws -> ColumnVector.Kind {
    for kind in inputKinds where kind != .text {
      throw GeneratorProblem("\(source) is a \(kind.rawValue), not a text")
    }
    return .text
  }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    let input = frame.inputs[0]
    for row in 0..<frame.rowCount {
      if input.isNull(row) {
        output.beginNulls(rowCount: frame.rowCount)
        output.nulls[row] = 1
        output.texts[row] = TextCell(start: output.arena.reserve(1), count: 0)
        continue
      }
      let text = input.texts[row]
      let start = output.arena.reserve(max(1, text.count))
      var previous: UInt8 = 0
      for position in 0..<text.count {
        let byte = text.start[position]
        start[position] = changed(byte, after: previous)
        previous = byte
      }
      output.arena.commit(text.count)
      output.texts[row] = TextCell(start: start, count: text.count)
    }
  }

  @inline(__always)
  private func changed(_ byte: UInt8, after previous: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: return isUpper ? byte : byte + 32
    case 0x61...0x7A: return isUpper ? byte - 32 : byte
    // U+00C0 to U+00DE are capitals, but for the sign of multiplication.
    case 0x80...0x9E where previous == 0xC3 && byte != 0x97: return isUpper ? byte : byte + 32
    // U+00E0 to U+00FE are theirs, but for the sign of division.
    case 0xA0...0xBE where previous == 0xC3 && byte != 0xB7: return isUpper ? byte - 32 : byte
    default: return byte
    }
  }
}
