/// The canonical text of a decimal number: no exponent, no needless zeros, no `+`, `-0` as `0`.
public enum CanonicalDecimal {
  /// The largest exponent that is written out; beyond it a number stays as it is.
  ///
  /// A double's exponent is at most 308, and PostgreSQL's `numeric` of use is far below that.
  private static let largestExponent = 400

  /// The canonical text of a number such as `+012.50`, `.5` or `1.25e3`; nil for anything else.
  public static func text(of bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    var position = 0
    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }
    var isNegative = false
    if let sign = peek(), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      position += 1
    }
    var digits: [UInt8] = []
    while let byte = peek(), (48...57).contains(byte) {
      digits.append(byte)
      position += 1
    }
    var pointPosition = digits.count
    if peek() == UInt8(ascii: ".") {
      position += 1
      while let byte = peek(), (48...57).contains(byte) {
        digits.append(byte)
        position += 1
      }
    }
    guard !digits.isEmpty else { return nil }
    if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
      let exponent = String(decoding: bytes[(position + 1)...], as: UTF8.self)
      guard let shift = Int(exponent), abs(shift) <= largestExponent else { return nil }
      pointPosition += shift
      position = bytes.count
    }
    guard position == bytes.count else { return nil }
    return write(digits, pointPosition: pointPosition, isNegative: isNegative)
  }

  /// The canonical text of a double: the shortest digits that read back as the same number.
  ///
  /// Nil for NaN and infinities.
  public static func text(of number: Double) -> [UInt8]? {
    Array(number.description.utf8).withUnsafeBytes { text(of: $0) }
  }

  private static func write(
    _ digits: [UInt8], pointPosition: Int, isNegative: Bool
  ) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    var digits = digits
    var point = pointPosition
    if point < 0 {
      digits.insert(contentsOf: repeatElement(zero, count: -point), at: 0)
      point = 0
    }
    if point > digits.count {
      digits.append(contentsOf: repeatElement(zero, count: point - digits.count))
    }
    let whole = digits[..<point].drop { $0 == zero }
    var fraction = digits[point...]
    while fraction.last == zero { fraction.removeLast() }
    if whole.isEmpty && fraction.isEmpty { return [zero] }
    var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
    text += whole.isEmpty ? [zero] : whole
    if !fraction.isEmpty { text += [UInt8(ascii: ".")] + fraction }
    return text
  }
}
