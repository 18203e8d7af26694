internal import Seedbed

/// The sum or product of other columns of the row, exact in decimal digits; NULL counts as nothing,
/// and as 1 in a product.
struct TotalGenerator: ColumnGenerator {
  /// What is done with the parts.
  enum Operation: Sendable {
    case sum, product
  }

  let parts: [ColumnReference]
  /// The digits after the point of each part.
  let scales: [Int]
  let operation: Operation
  let form: NumberSpace.Form

  var inputs: [ColumnReference] { parts }

  func kind(inputKinds: [ColumnVector.Kind]) -> ColumnVector.Kind { form.kind }

  func fill(_ output: ColumnVector, _ frame: borrowing GenerationFrame) {
    var mantissas = Array(repeating: Int64(0), count: parts.count)
    for row in 0..<frame.rowCount {
      for (position, input) in frame.inputs.enumerated() {
        mantissas[position] =
          input.isNull(row)
          ? (operation == .sum ? 0 : NumberSpace.power(of10: scales[position]))
          : Self.mantissa(of: input, row, scale: scales[position])
      }
      form.write(mantissa(mantissas) ?? 0, output, row)
    }
  }

  /// The result in units of the form's last digit; nil when it does not fit 64 bits.
  func mantissa(_ mantissas: [Int64]) -> Int64? {
    var result: Int64 = operation == .sum ? 0 : 1
    var scale = 0
    for (position, mantissa) in mantissas.enumerated() {
      let next: (partialValue: Int64, overflow: Bool)
      if operation == .product {
        next = result.multipliedReportingOverflow(by: mantissa)
        scale += scales[position]
      } else {
        let common = scales.max() ?? 0
        let (aligned, overflow) = mantissa.multipliedReportingOverflow(
          by: NumberSpace.power(of10: common - scales[position]))
        if overflow { return nil }
        next = result.addingReportingOverflow(aligned)
        scale = common
      }
      if next.overflow { return nil }
      result = next.partialValue
    }
    if scale > form.scale { return result / NumberSpace.power(of10: scale - form.scale) }
    let (scaled, overflow) = result.multipliedReportingOverflow(
      by: NumberSpace.power(of10: form.scale - scale))
    return overflow ? nil : scaled
  }

  private static func mantissa(of input: ColumnVector, _ row: Int, scale: Int) -> Int64 {
    switch input.kind {
    case .real:
      let number = Double(bitPattern: UInt64(bitPattern: input.words[row]))
      return Int64((number * Double(NumberSpace.power(of10: scale))).rounded())
    case .text:
      // The digits without the point, of which there are as many behind it as the scale says.
      let cell = input.texts[row]
      var number: Int64 = 0
      for position in 0..<cell.count where cell.start[position] &- 48 < 10 {
        number = number * 10 + Int64(cell.start[position] &- 48)
      }
      return number
    default: return input.words[row]
    }
  }
}
