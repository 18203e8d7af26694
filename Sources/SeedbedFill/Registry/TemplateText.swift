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

  private static func slot(_ name: String, _ vocabulary: Vocabulary) -> TextTemplate.Part {
    let bounds = name.split(separator: ".", omittingEmptySubsequences: true)
    if bounds.count == 2, let low = UInt64(bounds[0]), let high = UInt64(bounds[1]), low <= high {
      let isPadded = bounds[0].count == bounds[1].count && bounds[1].count > 1
      return .number(low...high, width: isPadded ? bounds[1].count : 0)
    }
    return .words(vocabulary.words(name))
  }
}
