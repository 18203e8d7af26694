/// A set of Unicode scalars, as sorted ranges that do not touch; two marks beyond Unicode stand for
/// the beginning and the end of a text.
struct ScalarSet: Hashable, Sendable {
  private(set) var ranges: [ClosedRange<UInt32>]

  /// The mark before a text.
  static let begin: UInt32 = 0x11_0000
  /// The mark after a text.
  static let end: UInt32 = 0x11_0001

  /// The union of some ranges.
  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = self.ranges.last, range.lowerBound <= last.upperBound + 1 {
        self.ranges[self.ranges.count - 1] =
          last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        self.ranges.append(range)
      }
    }
  }

  /// One scalar.
  init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

  /// The scalars of a text.
  init(_ text: String) { self.init(text.unicodeScalars.map { $0.value...$0.value }) }

  static let empty = ScalarSet([])
  /// Every scalar; the surrogates, which no text has, are among them.
  static let all = ScalarSet([0...0x10_FFFF])
  /// Every scalar and the marks.
  static let marked = ScalarSet([0...end])
  static let lower = ScalarSet([97...122])
  static let upper = ScalarSet([65...90])
  static let digits = ScalarSet([48...57])
  static let letters = ScalarSet([65...90, 97...122])
  static let alphanumerics = ScalarSet([48...57, 65...90, 97...122])
  static let word = ScalarSet([48...57, 65...90, 95...95, 97...122])
  static let blanks = ScalarSet([9...13, 32...32])
  /// ASCII from the space to the tilde.
  static let printable = ScalarSet([32...126])

  var isEmpty: Bool { ranges.isEmpty }

  /// How many scalars it has.
  var count: Int { ranges.reduce(0) { $0 + Int($1.upperBound - $1.lowerBound) + 1 } }

  func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } }

  /// Whether every scalar of another is in it.
  func isSuperset(of other: ScalarSet) -> Bool { other.intersection(self) == other }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  func intersection(_ other: ScalarSet) -> ScalarSet {
    var common: [ClosedRange<UInt32>] = []
    for a in ranges {
      for b in other.ranges where a.overlaps(b) { common.append(a.clamped(to: b)) }
    }
    return ScalarSet(common)
  }

  /// The scalars that are not in it.
  var complement: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges where range.lowerBound <= 0x10_FFFF {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= 0x10_FFFF { gaps.append(next...0x10_FFFF) }
    return ScalarSet(gaps)
  }

  /// The set with each letter in both cases: ASCII letters, and single others with simple mappings.
  var withBothCases: ScalarSet {
    var more = ranges
    for range in intersection(.lower).ranges {
      more.append((range.lowerBound - 32)...(range.upperBound - 32))
    }
    for range in intersection(.upper).ranges {
      more.append((range.lowerBound + 32)...(range.upperBound + 32))
    }
    for range in ranges where range.count == 1 && range.lowerBound > 127 {
      guard let scalar = Unicode.Scalar(range.lowerBound) else { continue }
      for mapping in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
        if let only = mapping.unicodeScalars.first, mapping.unicodeScalars.count == 1 {
          more.append(only.value...only.value)
        }
      }
    }
    return ScalarSet(more)
  }
}
