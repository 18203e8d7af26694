internal import Seedbed

extension SpaceTarget {
  /// The texts of some templates that the column takes.
  func textSpace(_ templates: [TextTemplate]) -> (any ValueSpace)? {
    switch family {
    case .integer, .number, .boolean, .moment, .time, .bytes, .array, .row, .range, .bits, .money:
      return nil
    case .text: return constrainedTexts(templates)
    default: return TextSpace(templates)
    }
  }

  private func constrainedTexts(_ templates: [TextTemplate]) -> (any ValueSpace)? {
    if case .enumeration = type { return nil }
    if hasBounds { return nil }
    let lengths = (restriction.minimumLength ?? 0, maximumLength ?? .max)
    var fitting = templates.compactMap { $0.limited(minimum: lengths.0, maximum: lengths.1) }
    if ignoresCase { fitting = fitting.map { $0.written(in: .lower) } }
    let excluded: [String] = restriction.excluded.compactMap {
      if case .text(let text) = $0 { text } else { nil }
    }
    fitting = fitting.compactMap { $0.excluding(excluded, ignoringCase: ignoresCase) }
    guard !restriction.patterns.isEmpty else { return TextSpace(fitting) }
    guard let automaton = support.automaton(restriction) else { return nil }
    for letterCase in LetterCase.allCases {
      let proven = fitting.compactMap { template in
        template.written(in: letterCase).limited(minimum: lengths.0, maximum: lengths.1)?
          .accepted(by: automaton)
      }
      // Changed words may meet what is left out only now.
      let allowed = proven.compactMap { $0.excluding(excluded, ignoringCase: ignoresCase) }
      if let space = TextSpace(allowed) { return space }
    }
    return nil
  }

  /// Texts that satisfy everything that is said of a text, and mean nothing; nil when that is not
  /// understood.
  var leastTextSpace: (any ValueSpace)? {
    if case .enumeration = type { return nil }
    if !restriction.patterns.isEmpty {
      var limited = restriction
      limited.maximumLength = maximumLength
      return support.space(limited)
    }
    if hasBounds { return textsWithinBounds }
    let length = max(restriction.minimumLength ?? 0, min(12, maximumLength ?? 12))
    guard length > 0 else { return TextSpace(WordList([""])) }
    // Letters for all but the last places, digits for those: nothing that means anything.
    let letters = WordList(
      (ignoresCase ? "abcdefghijklmnopqrstuvwxyz" : "ABCDEFGHIJKLMNOPQRSTUVWXYZ").map(String.init)
        + "0123456789".map(String.init))
    return textSpace([TextTemplate(Array(repeating: .words(letters), count: length))])
  }

  private var hasBounds: Bool {
    func isText(_ bound: ColumnRestriction.Bound?) -> Bool {
      guard let bound else { return false }
      // Above the empty text is everything but that.
      if case .text("") = bound.value { return false }
      return true
    }
    return isText(restriction.lower) || isText(restriction.upper)
  }

  /// Texts or bytes by chance.
  func digestSpace(_ form: Recipe.DigestForm, _ count: Int) -> (any ValueSpace)? {
    if family == .bytes {
      let most = min(restriction.maximumLength ?? count, max(count, restriction.minimumLength ?? 0))
      guard most > 0, restriction.patterns.isEmpty, restriction.excluded.isEmpty else { return nil }
      return DigestSpace(.bytes(count: most))
    }
    if family == .uuid { return DigestSpace(.uuid) }
    guard family == .text, form != .bytes else { return nil }
    let isFree =
      restriction.patterns.isEmpty && restriction.excluded.isEmpty && !hasBounds
      && (restriction.minimumLength ?? 0) <= count
    let length = min(maximumLength ?? count, count)
    switch form {
    case .uuid:
      if isFree, length >= 36 { return DigestSpace(.uuid) }
      return digestSpace(.hexadecimal, min(32, count))
    case .hexadecimal:
      if isFree, length >= 16 { return DigestSpace(.hexadecimal(count: length)) }
      return characters("0123456789abcdef", length)
    case .token(let prefix):
      let alphabet = Self.tokenAlphabet.filter { !ignoresCase || !$0.isUppercase }
      let rest = length - prefix.utf8.count
      if isFree, rest >= DigestSpace.digitCount(base: alphabet.count) {
        return DigestSpace(
          .characters(
            alphabet: Array(alphabet.utf8), count: rest, prefix: Array(prefix.utf8)))
      }
      return characters(alphabet, length)
    case .bytes: return nil
    }
  }

  private static let tokenAlphabet =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

  private func characters(_ alphabet: String, _ length: Int) -> (any ValueSpace)? {
    guard length > 0 else { return nil }
    let letters = WordList(alphabet.map(String.init))
    return textSpace([TextTemplate(Array(repeating: .words(letters), count: length))])
  }
}
