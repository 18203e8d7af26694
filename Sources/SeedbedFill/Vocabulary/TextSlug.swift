/// Words as addresses and headings have them.
enum TextSlug {
  /// The letters and digits of ASCII in lower case, everything else left out but for accents, which
  /// leave their letter.
  static func slug(_ text: String) -> String {
    var slug = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
      case "à"..."å": slug += "a"
      case "è"..."ë": slug += "e"
      case "ì"..."ï": slug += "i"
      case "ò"..."ö", "ø": slug += "o"
      case "ù"..."ü": slug += "u"
      case "ñ": slug += "n"
      case "ç": slug += "c"
      default: break
      }
    }
    return slug.isEmpty ? "x" : slug
  }

  /// The text with its first letter in upper case.
  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
