/// Digits that prove the others, put in when the rest of a text is written.
enum CheckDigit: Sendable {
  /// One more digit such that the sum of the digits, every second one from the right doubled and
  /// its digits added, is a multiple of 10: card numbers, IMEI (ISO/IEC 7812-1, annex B). A capital
  /// letter counts as the two digits of its number, A being 10 (ISO 6166, annex A).
  case luhn
  /// One more digit such that the digits with weights 1 and 3 by turns add up to a multiple of 10:
  /// EAN, UPC, ISBN-13 (GS1 General Specifications, section 7.9).
  case ean
  /// One more digit, X for 10, such that the digits with falling weights add up to a multiple of 11:
  /// ISSN and ISBN-10 (ISO 3297, ISO 2108:1992).
  case mod11
  /// The two digits after the country's letters, for which zeros stand: the rest modulo 97
  /// (ISO 13616, ISO/IEC 7064 MOD 97-10).
  case iban

  /// How many characters it adds.
  var addedLength: Int { self == .iban ? 0 : 1 }

  /// Completes a text of `count` bytes and returns how many it has then.
  func complete(_ text: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    switch self {
    case .luhn: return append(Self.weighted(text, count, doubling: true), to: text, count)
    case .ean: return append(Self.weighted(text, count, doubling: false), to: text, count)
    case .mod11:
      let digits = (0..<count).reduce(0) { $0 + (Self.digit(text[$1]) == nil ? 0 : 1) }
      var sum = 0
      var weight = digits + 1
      for position in 0..<count {
        guard let digit = Self.digit(text[position]) else { continue }
        sum += digit * weight
        weight -= 1
      }
      let check = (11 - sum % 11) % 11
      text[count] = check == 10 ? UInt8(ascii: "X") : UInt8(48 + check)
      return count + 1
    case .iban:
      // The text with its first four characters at the end, letters as 10 to 35.
      var rest = 0
      for offset in 0..<count {
        let byte = text[(offset + 4) % count]
        if let digit = Self.digit(byte) {
          rest = (rest * 10 + digit) % 97
        } else {
          rest = (rest * 100 + Int(byte) - 55) % 97
        }
      }
      let check = 98 - rest
      text[2] = UInt8(48 + check / 10)
      text[3] = UInt8(48 + check % 10)
      return count
    }
  }

  private func append(_ sum: Int, to text: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    text[count] = UInt8(48 + (10 - sum % 10) % 10)
    return count + 1
  }

  /// The sum of the digits, the last one and every second one before it with weight 2 (its digits
  /// added) or 3.
  private static func weighted(
    _ text: UnsafeMutablePointer<UInt8>, _ count: Int, doubling: Bool
  ) -> Int {
    var sum = 0
    var isHeavy = true
    func add(_ digit: Int) {
      let heavy = doubling ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit * 3
      sum += isHeavy ? heavy : digit
      isHeavy.toggle()
    }
    for position in stride(from: count - 1, through: 0, by: -1) {
      let byte = text[position]
      if let digit = digit(byte) {
        add(digit)
      } else if doubling, byte &- 65 < 26 {
        add((Int(byte) - 55) % 10)
        add((Int(byte) - 55) / 10)
      }
    }
    return sum
  }

  private static func digit(_ byte: UInt8) -> Int? {
    byte &- 48 < 10 ? Int(byte &- 48) : nil
  }
}
