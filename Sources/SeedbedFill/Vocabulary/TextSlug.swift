internal import Seedbed

/// Words as addresses and headings have them.
enum TextSlug {
  /// The letters and digits of ASCII in lower case, everything else left out but for letters with
  /// marks, which leave the plain letter.
  static func slug(_ text: String) -> String {
    var slug = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
      default: if let letter = PlainLetters.letter(scalar) { slug.unicodeScalars.append(letter) }
      }
    }
    return slug.isEmpty ? "x" : slug
  }

  /// The slugs of the words of a text with a separator between, as `Generator.slug` writes them.
  static func slug(_ text: String, separator: String) -> String {
    text.split { !$0.isLetter && !$0.isNumber && !"'’".contains($0) }.map { slug(String($0)) }
      .joined(separator: separator)
  }

  /// The text with its first letter in upper case.
  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
