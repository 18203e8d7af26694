internal import Seedbed

/// The shape of texts: lists of words and ranges of numbers, one after the other.
struct TextTemplate: Sendable {
  /// The parts in order.
  var parts: [Part]
  /// The digit that proves the rest.
  var checkDigit: CheckDigit?
  /// How often the template is drawn among others.
  var weight = 1

  /// One part of a template.
  enum Part: Sendable {
    /// One of some texts; a literal is a list of one.
    case words(WordList)
    /// A number of a range, with zeros in front up to a width.
    case number(ClosedRange<UInt64>, width: Int)

    /// How many values it has.
    var count: UInt64 {
      switch self {
      case .words(let words): UInt64(words.count)
      case .number(let range, _): range.upperBound - range.lowerBound + 1
      }
    }

    /// The lengths of its texts in characters.
    var lengths: ClosedRange<Int> {
      switch self {
      case .words(let words):
        words.lengthRange
      case .number(let range, let width):
        max(
          width, Self.digitCount(range.lowerBound))...max(
            width, Self.digitCount(range.upperBound))
      }
    }

    /// The same with texts of some lengths only; nil when none is left.
    func limited(to lengths: ClosedRange<Int>) -> Part? {
      if lengths.contains(self.lengths.lowerBound), lengths.contains(self.lengths.upperBound) {
        return self
      }
      switch self {
      case .words(let words):
        return words.limited(to: lengths).map { .words($0) }
      case .number(let range, let width):
        guard width <= lengths.upperBound, lengths.upperBound > 0 else { return nil }
        let low =
          lengths.lowerBound > width
          ? max(range.lowerBound, Self.power(of10: lengths.lowerBound - 1)) : range.lowerBound
        let high = min(range.upperBound, Self.power(of10: lengths.upperBound) - 1)
        return low <= high ? .number(low...high, width: width) : nil
      }
    }

    /// The most bytes of one value.
    var byteCount: Int {
      switch self {
      case .words(let words): words.longestByteCount
      case .number: lengths.upperBound
      }
    }

    private static func digitCount(_ number: UInt64) -> Int { String(number).utf8.count }

    private static func power(of10 exponent: Int) -> UInt64 {
      exponent >= 20 ? .max : (0..<min(exponent, 19)).reduce(1) { power, _ in power * 10 }
    }
  }

  /// Creates a template of parts.
  init(_ parts: [Part], checkDigit: CheckDigit? = nil, weight: Int = 1) {
    self.parts = parts
    self.checkDigit = checkDigit
    self.weight = weight
  }

  /// How many different texts it has, at most `limit`.
  func count(limit: UInt64) -> UInt64 {
    var product: UInt64 = 1
    for part in parts {
      let (next, overflow) = product.multipliedReportingOverflow(by: part.count)
      if overflow || next > limit { return limit }
      product = next
    }
    return product
  }

  /// The lengths of its texts in characters.
  var lengths: ClosedRange<Int> {
    let sealed = checkDigit?.addedLength ?? 0
    let low = parts.reduce(sealed) { $0 + $1.lengths.lowerBound }
    return low...parts.reduce(sealed) { $0 + $1.lengths.upperBound }
  }

  /// The template with texts of some lengths only: the longest words and numbers are left out until
  /// everything that is left fits; nil when nothing is left.
  func limited(minimum: Int, maximum: Int) -> TextTemplate? {
    var limits = parts.map(\.lengths)
    let sealed = checkDigit?.addedLength ?? 0
    var longest = limits.reduce(sealed) { $0 + $1.upperBound }
    while longest > maximum {
      guard
        let part = limits.indices.filter({ limits[$0].count > 1 })
          .max(by: { limits[$0].upperBound < limits[$1].upperBound })
      else { return nil }
      limits[part] = limits[part].lowerBound...limits[part].upperBound - 1
      longest -= 1
    }
    var shortest = limits.reduce(sealed) { $0 + $1.lowerBound }
    while shortest < minimum {
      guard
        let part = limits.indices.filter({ limits[$0].count > 1 })
          .max(by: { limits[$0].count < limits[$1].count })
      else { return nil }
      limits[part] = limits[part].lowerBound + 1...limits[part].upperBound
      shortest += 1
    }
    var result = self
    for (part, limit) in limits.enumerated() {
      guard let limited = parts[part].limited(to: limit) else { return nil }
      result.parts[part] = limited
    }
    return result
  }

  /// Templates of the degrees of a range, with six digits after the point.
  static func degrees(_ range: ClosedRange<Double>) -> [TextTemplate] {
    let fraction: [Part] = [.words(WordList(["."])), .number(0...999_999, width: 6)]
    func templates(_ sign: [Part], _ low: Double, _ high: Double) -> [TextTemplate] {
      let first = max(0, low.rounded(.up))
      let last = min(1000, high.rounded(.down)) - 1
      guard first <= last else { return [] }
      return [TextTemplate(sign + [.number(UInt64(first)...UInt64(last), width: 0)] + fraction)]
    }
    return templates([.words(WordList(["-"]))], -range.upperBound, -range.lowerBound)
      + templates([], range.lowerBound, range.upperBound)
  }

  /// The texts of a UUID of version 4 (RFC 9562) in lower case.
  static let uuid: TextTemplate = {
    func digits(_ count: Int, _ first: String = "0123456789abcdef") -> [Part] {
      let all = Array(repeating: "0123456789abcdef", count: count - 1)
      return ([first] + all).map { .words(WordList($0.map(String.init))) }
    }
    let hyphen = Part.words(WordList(["-"]))
    return TextTemplate(
      digits(8) + [hyphen] + digits(4) + [hyphen] + digits(4, "4") + [hyphen]
        + digits(4, "89ab") + [hyphen] + digits(12))
  }()

  /// Whether as many of its words differ when case makes no difference.
  var isTheSameInLowerCase: Bool {
    parts.allSatisfy { part in
      guard case .words(let words) = part else { return true }
      return words.written(in: .lower).count == words.count
    }
  }

  /// The template with its words in other letters.
  func written(in letterCase: LetterCase) -> TextTemplate {
    var result = self
    result.parts = parts.map { part in
      if case .words(let words) = part { .words(words.written(in: letterCase)) } else { part }
    }
    return result
  }
}
