internal import Seedbed

extension NumberSpace.Form {
  /// The kind of the values.
  var kind: ColumnVector.Kind {
    switch self {
    case .integer: .integer
    case .real: .real
    case .decimal: .text
    }
  }

  /// The digits after the point.
  var scale: Int {
    switch self {
    case .integer: 0
    case .real(let scale), .decimal(let scale): scale
    }
  }

  /// Writes a number of units of the last digit.
  func write(_ mantissa: Int64, _ output: ColumnVector, _ row: Int) {
    switch self {
    case .integer: output.words[row] = mantissa
    case .real(let scale):
      let number = Double(mantissa) / Double(NumberSpace.power(of10: scale))
      output.words[row] = Int64(bitPattern: number.bitPattern)
    case .decimal(let scale):
      let start = output.arena.reserve(24)
      let byteCount = NumberSpace.writeDecimal(mantissa, scale: scale, to: start)
      output.arena.commit(byteCount)
      output.texts[row] = TextCell(start: start, count: byteCount)
    }
  }
}
