/// Reads templates: `{name}` a word of a list, `{1..99}` a number, `{01..12}` one with zeros in
/// front, `#` a digit, `?` and `^` a letter in lower and upper case, `\` takes away the meaning of
/// what follows.
enum TemplateText {
  /// The template of a text.
  static func template(
    _ text: String, _ vocabulary: Vocabulary, checkDigit: CheckDigit? = nil, weight: Int = 1
  ) -> TextTemplate {
    var parts: [TextTemplate.Part] = []
    var literal = ""
    var digits = 0
    func flush() {
      if !literal.isEmpty { parts.append(.words(WordList([literal]))) }
      literal = ""
      // A word of 18 digits is the longest number that stays below 2^62.
      while digits > 0 {
        let width = min(digits, 18)
        let end = (0..<width).reduce(UInt64(1)) { power, _ in power * 10 }
        parts.append(.number(0...end - 1, width: width))
        digits -= width
      }
    }
    var rest = text[...]
    while let character = rest.first {
      rest.removeFirst()
      if character == "#" {
        if !literal.isEmpty { flush() }
        digits += 1
        continue
      }
      if digits > 0 { flush() }
      switch character {
      case "\\":
        if let next = rest.popFirst() { literal.append(next) }
      case "?", "^":
        flush()
        parts.append(.words(vocabulary.words(String(character))))
      case "{":
        flush()
        let name = rest.prefix { $0 != "}" }
        rest = rest.dropFirst(name.count + 1)
        parts.append(slot(String(name), vocabulary))
      default: literal.append(character)
      }
    }
    flush()
    return TextTemplate(parts, checkDigit: checkDigit, weight: weight)
  }

  /// The first `{name}` of a text that is neither a range nor a list of words; nil when all are.
  static func unknownSlot(of text: String, _ vocabulary: Vocabulary) -> String? {
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\\" { rest = rest.dropFirst() }
      guard character == "{" else { continue }
      let name = String(rest.prefix { $0 != "}" })
      rest = rest.dropFirst(name.count + 1)
      if range(name) == nil, !vocabulary.hasWords(name) { return name }
    }
    return nil
  }

  private static func range(_ name: String) -> (range: ClosedRange<UInt64>, width: Int)? {
    let bounds = name.split(separator: ".", omittingEmptySubsequences: true)
    guard bounds.count == 2, let low = UInt64(bounds[0]), let high = UInt64(bounds[1]), low <= high
    else { return nil }
    let isPadded = bounds[0].count == bounds[1].count && bounds[1].count > 1
    return (low...high, isPadded ? bounds[1].count : 0)
  }

  private static func slot(_ name: String, _ vocabulary: Vocabulary) -> TextTemplate.Part {
    if let found = range(name) { return .number(found.range, width: found.width) }
    return .words(vocabulary.words(name))
  }
}
