/// An exact decimal number, as PostgreSQL's `numeric` of up to 38 digits.
struct SQLDecimal: Hashable, Sendable {
  /// The digits, without the point.
  private(set) var digits: Int128
  /// How many of the digits are behind the point.
  private(set) var scale: Int

  /// Creates digits ÷ 10^scale.
  init(digits: Int128, scale: Int) {
    self.digits = digits
    self.scale = scale
  }

  /// Creates a whole number.
  init(_ number: Int64) { self.init(digits: Int128(number), scale: 0) }

  /// Reads `-12.50` or `1.25e3`; nil for anything else, NaN, and more than 38 digits.
  init?(_ text: some StringProtocol) {
    var digits: Int128 = 0
    var scale = 0
    var hasPoint = false
    var hasDigit = false
    var rest = text.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    while let byte = rest.first {
      if (48...57).contains(byte) {
        let (tenfold, overflow) = digits.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tenfold.addingReportingOverflow(Int128(byte - 48))
        guard !overflow, !carry else { return nil }
        digits = sum
        hasDigit = true
        if hasPoint { scale += 1 }
      } else if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      rest.removeFirst()
    }
    guard hasDigit else { return nil }
    if let byte = rest.first {
      guard byte | 0x20 == UInt8(ascii: "e"),
        let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
        abs(exponent) < 40
      else { return nil }
      scale -= exponent
      while scale < 0 {
        let (tenfold, overflow) = digits.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        digits = tenfold
        scale += 1
      }
    }
    self.init(digits: isNegative ? -digits : digits, scale: scale)
  }

  /// The nearest double.
  var doubleValue: Double {
    // Whole numbers of less than 2^53 and powers of ten up to 10^22 are exact doubles, and a
    // quotient of two is rounded once; longer ones are read from their text.
    if digits.magnitude < 1 << 53, scale <= 22 {
      return Double(Int64(digits)) / Double(Self.powerOfTen(scale) ?? 1)
    }
    return Double(description) ?? Double(digits)
  }

  /// The number as a whole one of 64 bits; nil when it is not whole or too large.
  var wholeValue: Int64? {
    guard let whole = truncated(to: 0), whole == self else { return nil }
    return Int64(exactly: whole.digits)
  }

  private static func powerOfTen(_ exponent: Int) -> Int128? {
    guard (0...38).contains(exponent) else { return nil }
    var power: Int128 = 1
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  /// The same number with more digits behind the point; nil when they do not fit.
  private func widened(to scale: Int) -> Int128? {
    guard let factor = Self.powerOfTen(scale - self.scale) else { return nil }
    let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }

  private static func aligned(_ a: Self, _ b: Self) -> (Int128, Int128, scale: Int)? {
    let scale = max(a.scale, b.scale)
    guard let left = a.widened(to: scale), let right = b.widened(to: scale) else { return nil }
    return (left, right, scale)
  }

  /// -1, 0 or 1; nil when the numbers are too far apart to be compared digit by digit.
  static func order(_ a: Self, _ b: Self) -> Int? {
    guard let (left, right, _) = aligned(a, b) else { return nil }
    return left < right ? -1 : left == right ? 0 : 1
  }

  /// The sum; nil when it does not fit.
  static func sum(_ a: Self, _ b: Self) -> Self? {
    guard let (left, right, scale) = aligned(a, b) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : Self(digits: sum, scale: scale)
  }

  /// The product; nil when it does not fit.
  static func product(_ a: Self, _ b: Self) -> Self? {
    let (product, overflow) = a.digits.multipliedReportingOverflow(by: b.digits)
    return overflow ? nil : Self(digits: product, scale: a.scale + b.scale)
  }

  /// The remainder, with the sign of the first; nil when it does not fit. `b` is not zero.
  static func remainder(_ a: Self, _ b: Self) -> Self? {
    guard let (left, right, scale) = aligned(a, b) else { return nil }
    return Self(digits: left % right, scale: scale)
  }

  /// The quotient, with as many digits as PostgreSQL gives it; nil when that does not fit.
  ///
  /// Source: `select_div_scale` in PostgreSQL's numeric.c: at least 16 significant digits, in
  /// groups of four. `b` is not zero.
  static func quotient(_ a: Self, _ b: Self) -> Self? {
    let (aWeight, aFirst) = a.leadingGroup
    let (bWeight, bFirst) = b.leadingGroup
    let weight = aFirst <= bFirst ? aWeight - bWeight - 1 : aWeight - bWeight
    let scale = max(16 - weight * 4, a.scale, b.scale, 0)
    // a.digits / 10^a.scale / (b.digits / 10^b.scale), with one more digit to round by.
    let shift = scale + 1 - a.scale + b.scale
    guard shift >= 0, let factor = powerOfTen(shift) else { return nil }
    let (dividend, overflow) = a.digits.multipliedReportingOverflow(by: factor)
    guard !overflow else { return nil }
    return Self(digits: dividend / b.digits, scale: scale + 1).rounded(to: scale)
  }

  /// The weight and value of the first group of four digits that is not zero.
  private var leadingGroup: (weight: Int, value: Int128) {
    guard digits != 0 else { return (0, 0) }
    let groups = (scale + 3) / 4
    var value = digits.magnitude
    for _ in 0..<(groups * 4 - scale) { value = value.multipliedReportingOverflow(by: 10).0 }
    var weight = -groups
    while value >= 10_000 {
      value /= 10_000
      weight += 1
    }
    return (weight, Int128(value))
  }

  /// Rounded half away from zero to so many digits behind the point, which it then has.
  func rounded(to scale: Int) -> Self? {
    guard scale < self.scale else {
      return widened(to: scale).map { Self(digits: $0, scale: scale) }
    }
    guard let factor = Self.powerOfTen(self.scale - scale) else { return nil }
    let half = factor / 2
    let rest = digits % factor
    let step: Int128 = rest >= half ? 1 : rest <= -half ? -1 : 0
    return Self.shifted(digits / factor + step, scale: scale)
  }

  /// Cut off after so many digits behind the point, which it then has.
  func truncated(to scale: Int) -> Self? {
    guard scale < self.scale else {
      return widened(to: scale).map { Self(digits: $0, scale: scale) }
    }
    guard let factor = Self.powerOfTen(self.scale - scale) else { return nil }
    return Self.shifted(digits / factor, scale: scale)
  }

  /// A negative scale rounds before the point; PostgreSQL then shows none behind it.
  private static func shifted(_ digits: Int128, scale: Int) -> Self? {
    guard scale < 0 else { return Self(digits: digits, scale: scale) }
    guard let factor = powerOfTen(-scale) else { return nil }
    let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
    return overflow ? nil : Self(digits: product, scale: 0)
  }

  /// The greatest whole number that is not greater, or the least that is not less.
  func whole(isUp: Bool) -> Self? {
    guard let cut = truncated(to: 0) else { return nil }
    guard cut != self else { return cut }
    if isUp { return digits > 0 ? Self(digits: cut.digits + 1, scale: 0) : cut }
    return digits < 0 ? Self(digits: cut.digits - 1, scale: 0) : cut
  }

  /// The same number with the sign changed.
  var negated: Self { Self(digits: -digits, scale: scale) }

  /// -1, 0 or 1.
  var sign: Int { digits.signum() == 0 ? 0 : digits < 0 ? -1 : 1 }

  /// Equal numbers are equal, however many zeros they end in.
  static func == (a: Self, b: Self) -> Bool { order(a, b) == 0 }

  /// Feeds the number without the zeros that it ends in.
  func hash(into hasher: inout Hasher) {
    var (digits, scale) = (digits, scale)
    while scale > 0, digits % 10 == 0 {
      digits /= 10
      scale -= 1
    }
    hasher.combine(digits)
    hasher.combine(scale)
  }
}

extension SQLDecimal: CustomStringConvertible {
  /// The number with its digits behind the point.
  var description: String {
    var text = String(digits.magnitude)
    if scale > 0 {
      while text.utf8.count <= scale { text = "0" + text }
      text.insert(".", at: text.utf8.index(text.endIndex, offsetBy: -scale))
    }
    return digits < 0 ? "-" + text : text
  }
}
