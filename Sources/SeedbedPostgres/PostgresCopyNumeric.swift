internal import Seedbed

/// The binary form of `numeric`: four numbers of 16 bits, then digits to the base of 10,000.
///
/// Source: `numeric_send` in src/backend/utils/adt/numeric.c.
enum PostgresCopyNumeric {
  /// The most bytes for a whole number of 64 bits: 20 digits are six groups at most.
  static let wordCapacity = 8 + 2 * 6
  /// The most bytes for a double, written out: 309 places before the point or 324 and 17 after it.
  static let realCapacity = 8 + 2 * 88

  /// What fits into `realCapacity`, with a group begun on each side of the point.
  private static let longestCanonicalText = 4 * 86

  private static let positive: UInt16 = 0x0000
  private static let negative: UInt16 = 0x4000
  private static let notANumber: UInt16 = 0xC000
  /// Since PostgreSQL 14.
  private static let infinity: UInt16 = 0xD000
  private static let negativeInfinity: UInt16 = 0xF000
  /// What the server makes of the scale of an infinity, whose sign lies in the same bits.
  private static let infiniteScale = 32

  /// The most bytes for a text without an exponent.
  static func capacity(textByteCount: Int) -> Int {
    max(8 + 2 * (textByteCount / 4 + 3), realCapacity)
  }

  /// Writes mantissa ÷ 10^scale, scale from 0 to 18, and returns the bytes written.
  static func write(
    mantissa: UInt64, scale: Int, isNegative: Bool, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    // Twelve groups hold 20 digits on each side of the point.
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 12) { groups in
      let unit = powers[scale]
      var whole = mantissa / unit
      var wholeCount = 0
      while whole > 0 {
        groups[wholeCount] = UInt16(truncatingIfNeeded: whole % 10_000)
        whole /= 10_000
        wholeCount += 1
      }
      for group in 0..<wholeCount / 2 { groups.swapAt(group, wholeCount - 1 - group) }
      var count = wholeCount
      var fraction = mantissa % unit
      var places = scale
      while places > 0 {
        if places >= 4 {
          groups[count] = UInt16(truncatingIfNeeded: fraction / powers[places - 4])
          fraction %= powers[places - 4]
        } else {
          groups[count] = UInt16(truncatingIfNeeded: fraction * powers[4 - places])
        }
        count += 1
        places -= 4
      }
      return write(
        groups, count, weight: wholeCount - 1, sign: isNegative ? negative : positive,
        scale: scale, to: target)
    }
  }

  /// Writes the shortest decimal number that reads back as a double, and returns the bytes written.
  static func write(_ number: Double, to target: UnsafeMutablePointer<UInt8>) -> Int? {
    guard number.isFinite else {
      let sign = number.isNaN ? notANumber : number > 0 ? infinity : negativeInfinity
      return writeHead(
        count: 0, weight: 0, sign: sign, scale: number.isNaN ? 0 : infiniteScale, to: target)
    }
    // With 15 digits at most a decimal number and its double are one for one (IEEE 754, DBL_DIG),
    // and a quotient of exact doubles is the nearest double to the true quotient.
    let magnitude = number.magnitude
    for scale in 0...6 {
      let scaled = (magnitude * realPowers[scale]).rounded()
      guard scaled < 1e15 else { break }
      if scaled / realPowers[scale] == magnitude {
        return write(
          mantissa: UInt64(scaled), scale: scale, isNegative: number < 0, to: target)
      }
    }
    guard let text = CanonicalDecimal.text(of: number) else { return nil }
    return text.withUnsafeBytes { write(text: $0, to: target) }
  }

  /// Writes a number such as `-12.50`, its zeros after the point kept, or one with an exponent;
  /// returns the bytes written, or nil when the text is no such number.
  static func write(
    text: UnsafeRawBufferPointer, to target: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    var start = 0
    var isNegative = false
    if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      start = 1
    }
    var point: Int?
    var digitCount = 0
    for position in start..<text.count {
      switch text[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digitCount += 1
      case UInt8(ascii: ".") where point == nil: point = position
      default: return writeUncommon(text, to: target)
      }
    }
    guard digitCount > 0 else { return writeUncommon(text, to: target) }
    let wholeEnd = point ?? text.count
    let scale = point.map { text.count - $0 - 1 } ?? 0
    let wholeGroups = (wholeEnd - start + 3) / 4
    let groupCount = wholeGroups + (scale + 3) / 4
    return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: groupCount) { groups in
      groups.initialize(repeating: 0)
      for position in start..<wholeEnd {
        let group = wholeGroups - 1 - (wholeEnd - 1 - position) / 4
        groups[group] = groups[group] * 10 + UInt16(text[position] - UInt8(ascii: "0"))
      }
      for place in 0..<scale {
        let group = wholeGroups + place / 4
        let digit = UInt16(text[wholeEnd + 1 + place] - UInt8(ascii: "0"))
        groups[group] += digit * UInt16(powers[3 - place % 4])
      }
      return write(
        groups, groupCount, weight: wholeGroups - 1, sign: isNegative ? negative : positive,
        scale: scale, to: target)
    }
  }

  /// Writes what has no plain digits: an exponent, or `NaN`.
  private static func writeUncommon(
    _ text: UnsafeRawBufferPointer, to target: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    if text.elementsEqual("NaN".utf8) {
      return writeHead(count: 0, weight: 0, sign: notANumber, scale: 0, to: target)
    }
    guard let canonical = CanonicalDecimal.text(of: text), canonical.count <= longestCanonicalText
    else {
      return nil
    }
    return canonical.withUnsafeBytes { write(text: $0, to: target) }
  }

  /// Writes groups without the empty ones at both ends, as the server does.
  private static func write(
    _ groups: UnsafeMutableBufferPointer<UInt16>, _ count: Int, weight: Int, sign: UInt16,
    scale: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var first = 0
    var end = count
    while first < end, groups[first] == 0 { first += 1 }
    while end > first, groups[end - 1] == 0 { end -= 1 }
    guard first < end else {
      return writeHead(count: 0, weight: 0, sign: positive, scale: scale, to: target)
    }
    var place = writeHead(
      count: end - first, weight: weight - first, sign: sign, scale: scale, to: target)
    for group in first..<end {
      store(groups[group], at: place, in: target)
      place += 2
    }
    return place
  }

  private static func writeHead(
    count: Int, weight: Int, sign: UInt16, scale: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> Int {
    store(UInt16(truncatingIfNeeded: count), at: 0, in: target)
    store(UInt16(truncatingIfNeeded: weight), at: 2, in: target)
    store(sign, at: 4, in: target)
    store(UInt16(truncatingIfNeeded: scale), at: 6, in: target)
    return 8
  }

  private static func store(
    _ number: UInt16, at offset: Int, in target: UnsafeMutablePointer<UInt8>
  ) {
    UnsafeMutableRawPointer(target).storeBytes(
      of: number.bigEndian, toByteOffset: offset, as: UInt16.self)
  }

  private static let powers: [UInt64] = (0...18).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
  private static let realPowers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6]
}
