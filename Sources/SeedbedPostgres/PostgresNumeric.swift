/// Reads the binary form of `numeric`.
///
/// Source: numeric_send in src/backend/utils/adt/numeric.c: the number of digits, the weight of the
/// first, the sign and the scale, two bytes each, then the digits to the base of 10,000.
enum PostgresNumeric {
  private static let negative: UInt16 = 0x4000
  private static let notANumber: UInt16 = 0xC000
  private static let infinity: UInt16 = 0xD000
  private static let negativeInfinity: UInt16 = 0xF000

  /// The number as PostgreSQL writes it, such as `-12.50`.
  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let digitCount = Int(bigEndian(bytes, 0, as: Int16.self))
    let weight = Int(bigEndian(bytes, 2, as: Int16.self))
    let sign = bigEndian(bytes, 4, as: UInt16.self)
    let scale = Int(bigEndian(bytes, 6, as: UInt16.self))
    switch sign {
    case notANumber: return "NaN"
    case infinity: return "Infinity"
    case negativeInfinity: return "-Infinity"
    default: break
    }
    /// The digit to the base of 10,000 at a power of it.
    func digit(_ power: Int) -> Int {
      let index = weight - power
      return index >= 0 && index < digitCount
        ? Int(bigEndian(bytes, 8 + 2 * index, as: Int16.self)) : 0
    }
    var text = sign == negative ? "-" : ""
    text += String(digit(max(weight, 0)))
    if weight > 0 {
      for power in stride(from: weight - 1, through: 0, by: -1) { text += fourDigits(digit(power)) }
    }
    guard scale > 0 else { return text }
    var fraction = ""
    var power = -1
    while fraction.utf8.count < scale {
      fraction += fourDigits(digit(power))
      power -= 1
    }
    return text + "." + fraction.prefix(scale)
  }

  private static func fourDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
