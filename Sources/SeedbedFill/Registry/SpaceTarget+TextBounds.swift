internal import Seedbed

extension SpaceTarget {
  /// Texts between bounds, in the order that letters and digits have in every collation: of one case.
  var textsWithinBounds: (any ValueSpace)? {
    let room = maximumLength ?? 40
    switch (restriction.lower?.value, restriction.upper?.value) {
    case (.text(let lower), nil):
      // What begins with the bound comes after it.
      let rest = room - lower.unicodeScalars.count
      guard rest > 0 else { return nil }
      return TextSpace([template([[lower]], letters: min(8, rest))])
    case (nil, .text(let upper)):
      guard let first = upper.first else { return nil }
      let lesser = Self.like(first).prefix { $0 != first }
      guard !lesser.isEmpty, room > 0 else { return nil }
      return TextSpace([template([lesser.map { String($0) }], letters: min(8, room) - 1)])
    case (.text(let lower), .text(let upper)):
      return times(from: lower, through: upper) ?? texts(from: lower, through: upper)
    default: return nil
    }
  }

  private func template(
    _ parts: [[String]], letters: Int = 0, weight: Int = 1
  ) -> TextTemplate {
    let letter = "abcdefghijklmnopqrstuvwxyz".map { String($0) }
    return TextTemplate(
      (parts + Array(repeating: letter, count: letters)).map { .words(WordList($0)) },
      weight: weight)
  }

  /// Digits, or letters of one case, in order; nothing for other characters.
  private static func like(_ character: Character) -> [Character] {
    for row in ["0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"]
    where row.contains(character) { return Array(row) }
    return []
  }

  /// `08:30` for bounds that are times of day in hours and minutes.
  private func times(from lower: String, through upper: String) -> (any ValueSpace)? {
    func minutes(_ text: String) -> Int? {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
        let minute = Int(parts[1]), hour <= 24, minute < 60
      else { return nil }
      return hour * 60 + minute
    }
    guard let first = minutes(lower), let last = minutes(upper), first <= last else { return nil }
    let texts = stride(from: first, through: min(last, 1439), by: 5).map { minute in
      let (hour, rest) = (minute / 60, minute % 60)
      return "\(hour < 10 ? "0" : "")\(hour):\(rest < 10 ? "0" : "")\(rest)"
    }
    let isEndAllowed = restriction.lower?.isInclusive ?? true
    return listSpace(texts.dropFirst(isEndAllowed ? 0 : 1).map { .text($0) })
  }

  /// Texts that differ from the bounds in the first place in which those differ, and go on as the lower
  /// one does: digits for digits, letters for letters.
  private func texts(from lower: String, through upper: String) -> (any ValueSpace)? {
    let (low, high) = (Array(lower), Array(upper))
    let common = zip(low, high).prefix { $0 == $1 }.count
    guard common < high.count else { return nil }
    let row = Self.like(high[common])
    guard let end = row.firstIndex(of: high[common]) else { return nil }
    var start = row.startIndex
    if common < low.count {
      guard let place = row.firstIndex(of: low[common]) else { return nil }
      start = place + 1
    }
    let prefix = String(low[..<common])
    var templates: [TextTemplate] = []
    if start < end {
      let tail = low.dropFirst(common + 1).map { character in
        let kin = Self.like(character)
        return kin.isEmpty ? [String(character)] : kin.map { String($0) }
      }
      templates.append(
        template([row[start..<end].map { prefix + String($0) }] + tail, weight: end - start))
    }
    for bound in [(lower, restriction.lower), (upper, restriction.upper)] {
      if bound.1?.isInclusive ?? false { templates.append(template([[bound.0]])) }
    }
    let fitting = templates.compactMap {
      $0.limited(minimum: restriction.minimumLength ?? 0, maximum: maximumLength ?? .max)
    }
    return fitting.isEmpty ? nil : TextSpace(fitting)
  }
}
