internal import Synchronization

/// The words of a name: `usr_emailAddress`, `EMAIL_ADDRESS` and `emailaddress` are all `email
/// address`.
struct NameTokens: Sendable {
  private let words: Set<String>
  private let synonyms: [String: String]
  private let known = Known()

  /// What names were found to say: a plan asks for the same ones many times.
  private final class Known: Sendable {
    let tokens = Mutex<[String: [String]]>([:])
  }

  /// Creates the reader of names that knows some words.
  init(words: Set<String>, synonyms: [String: String]) {
    self.words = words
    self.synonyms = synonyms
  }

  /// The words in lower case and the singular, in order, digits left out; what comes twice in
  /// succession, as where `zip_code` is a `postal code code`, comes once.
  func callAsFunction(_ name: String) -> [String] {
    if let tokens = known.tokens.withLock({ $0[name] }) { return tokens }
    let tokens = read(name)
    known.tokens.withLock { $0[name] = tokens }
    return tokens
  }

  private func read(_ name: String) -> [String] {
    var tokens: [String] = []
    // The form of telephone numbers of ITU-T E.164 is known by its digits.
    let name = name.replacing("e164", with: "_phone").replacing("E164", with: "Phone")
    for part in withoutTypePrefix(Self.parts(of: name)) {
      for word in segments(of: Self.folded(part)) {
        for token in normalized(word).split(separator: " ") where token != tokens.last ?? "" {
          tokens.append(String(token))
        }
      }
    }
    return tokens
  }

  /// The parts without what says the type or the tool before a word that is known: `str` of
  /// `strTitle`, the `Z` that Core Data puts before all names in `ZTITLE`.
  private func withoutTypePrefix(_ parts: [String]) -> [String] {
    guard let first = parts.first else { return parts }
    if Self.typePrefixes.contains(first), parts.count > 1, parts[1].first?.isUppercase ?? false,
      parts.dropFirst().contains(where: { segments(of: Self.folded($0)).contains(where: isKnown) })
    {
      return Array(parts.dropFirst())
    }
    guard first.count > 3, first.first == "Z", first == first.uppercased() else { return parts }
    let word = Self.folded(first)
    let rest = String(word.dropFirst())
    guard segments(of: word) == [word], !isKnown(word), segments(of: rest).allSatisfy(isKnown)
    else {
      return parts
    }
    return [rest] + parts.dropFirst()
  }

  private static let typePrefixes: Set<String> = [
    "str", "sz", "int", "bln", "txt", "fld", "i", "f", "b", "n",
  ]

  /// Cut at signs, digits and changes of case.
  private static func parts(of name: String) -> [String] {
    var parts: [String] = []
    var current = ""
    let scalars = Array(name.unicodeScalars)
    for (position, scalar) in scalars.enumerated() {
      guard scalar.properties.isAlphabetic else {
        if !current.isEmpty { parts.append(current) }
        current = ""
        continue
      }
      let isUpper = scalar.properties.isUppercase
      let followsLower = position > 0 && scalars[position - 1].properties.isLowercase
      let endsAcronym =
        isUpper && position + 1 < scalars.count && scalars[position + 1].properties.isLowercase
        && position > 0 && scalars[position - 1].properties.isUppercase
      if isUpper, followsLower || endsAcronym, !current.isEmpty {
        parts.append(current)
        current = ""
      }
      current.unicodeScalars.append(scalar)
    }
    if !current.isEmpty { parts.append(current) }
    return parts
  }

  /// Lower case, without accents.
  private static func folded(_ text: String) -> String {
    let plain: [Unicode.Scalar: String] = [
      "à": "a", "á": "a", "â": "a", "ã": "a", "å": "a", "ä": "ae", "ç": "c", "è": "e", "é": "e",
      "ê": "e", "ë": "e", "ì": "i", "í": "i", "î": "i", "ï": "i", "ñ": "n", "ò": "o", "ó": "o",
      "ô": "o", "õ": "o", "ö": "oe", "ø": "o", "ù": "u", "ú": "u", "û": "u", "ü": "ue", "ß": "ss",
    ]
    return text.lowercased().unicodeScalars.map { plain[$0] ?? String($0) }.joined()
  }

  /// A word that is known, or its singular, or the word as it is.
  private func normalized(_ word: String) -> String {
    if let synonym = synonyms[word] { return synonym }
    if words.contains(word) { return word }
    for (ending, replacement) in [
      ("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("ses", "s"), ("s", ""),
    ]
    where word.hasSuffix(ending) && word.count > ending.count + 1 {
      let singular = word.dropLast(ending.count) + replacement
      if let synonym = synonyms[String(singular)] { return synonym }
      if words.contains(String(singular)) { return String(singular) }
    }
    if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") { return String(word.dropLast()) }
    return word
  }

  private func isKnown(_ word: String) -> Bool {
    if words.contains(word) || synonyms[word] != nil { return true }
    return word.count > 3 && word.hasSuffix("s")
      && (words.contains(String(word.dropLast())) || synonyms[String(word.dropLast())] != nil)
  }

  /// A word of several known ones written together, cut into them, as few as possible; the word
  /// itself when it is known or cannot be cut. Ends of two letters are not cut off: they are in every
  /// word.
  private func segments(of word: String) -> [String] {
    if isKnown(word) { return [word] }
    let letters = Array(word)
    guard letters.count > 5, letters.count <= 60 else { return [word] }
    var best: [[String]?] = Array(repeating: nil, count: letters.count + 1)
    best[0] = []
    for end in 1...letters.count {
      for start in 0..<end
      where end - start >= 3 || Self.shortWords.contains(String(letters[start..<end])) {
        guard let before = best[start] else { continue }
        let piece = String(letters[start..<end])
        guard isKnown(piece) else { continue }
        if best[end].map({ $0.count > before.count + 1 }) ?? true { best[end] = before + [piece] }
      }
    }
    return best[letters.count] ?? [word]
  }

  private static let shortWords: Set<String> = [
    "id", "ip", "is", "no", "on", "at", "by", "to", "of",
  ]
}
