internal import Seedbed

/// What a column's default tells of the values that it stands for.
enum DefaultMeaning: Hashable {
  /// A moment, in a form of text or number where the default has one.
  case moment(MomentForm?)
  /// A UUID.
  case uuid
  /// Hexadecimal digits by chance.
  case hexadecimal(count: Int)

  /// Reads a default as the catalog writes it; nil for one that tells nothing.
  init?(_ expression: String?) {
    guard let expression else { return nil }
    let dense = expression.lowercased().filter { !$0.isWhitespace }
    if dense.contains("randomblob(") {
      if dense.contains("'-'") {
        self = .uuid
        return
      }
      let digits = dense.split(separator: "randomblob(", maxSplits: 1).last?.prefix { $0.isNumber }
      guard let digits, let count = Int(digits), (1...64).contains(count) else { return nil }
      self = .hexadecimal(count: 2 * count)
      return
    }
    if ["gen_random_uuid(", "uuid_generate_v", "uuidv4(", "uuidv7(", "newid("].contains(
      where: dense.contains)
    {
      self = .uuid
      return
    }
    guard let form = Self.moment(expression, dense) else { return nil }
    self = form
  }

  /// What a text of a moment, or a call that makes one, says.
  private static func moment(_ expression: String, _ dense: String) -> DefaultMeaning? {
    let isScaled = dense.contains("*1000")
    if dense.contains("unixepoch(") || expression.contains("'%s'") || dense.contains("(epochfrom") {
      return .moment(isScaled ? .epochMilliseconds : .epochSeconds)
    }
    let texts = expression.split(separator: "'", omittingEmptySubsequences: false)
    let first = texts.count > 2 ? String(texts[1]) : ""
    if dense.contains("strftime(") { return formats[first].map { .moment($0) } }
    if dense.contains("current_timestamp") || dense.contains("datetime('now'")
      || dense.contains("now()") || dense.contains("localtimestamp")
      || dense.contains("clock_timestamp()")
    {
      return .moment(nil)
    }
    if dense.contains("current_date") || dense.contains("date('now'") { return .moment(.dateText) }
    // `0000-00-00 00:00:00` and the like, by the places of digits and signs.
    let shape = String(first.map { $0.isNumber ? "0" : $0 })
    return shapes[shape].map { .moment($0) }
  }

  private static let formats: [String: MomentForm] = [
    "%Y-%m-%dT%H:%M:%fZ": .isoText(hasMilliseconds: true, hasZone: true),
    "%Y-%m-%dT%H:%M:%f": .isoText(hasMilliseconds: true, hasZone: false),
    "%Y-%m-%dT%H:%M:%SZ": .isoText(hasMilliseconds: false, hasZone: true),
    "%FT%TZ": .isoText(hasMilliseconds: false, hasZone: true),
    "%Y-%m-%dT%H:%M:%S": .isoText(hasMilliseconds: false, hasZone: false),
    "%Y-%m-%d %H:%M:%f": .preciseText, "%Y-%m-%d %H:%M:%S": .timestampText,
    "%Y-%m-%d": .dateText, "%F": .dateText, "%F %T": .timestampText, "%Y%m%d": .dateDigits,
    "%Y%m%d%H%M%S": .timestampDigits,
  ]

  private static let shapes: [String: MomentForm] = [
    "0000-00-00 00:00:00": .timestampText, "0000-00-00": .dateText,
    "0000-00-00T00:00:00Z": .isoText(hasMilliseconds: false, hasZone: true),
    "0000-00-00T00:00:00.000Z": .isoText(hasMilliseconds: true, hasZone: true),
    "0000-00-00T00:00:00": .isoText(hasMilliseconds: false, hasZone: false),
    "0000-00-00 00:00:00.000": .preciseText,
  ]
}
