/// Lays out pairs of a short text and its explanation in two aligned columns.
struct ColumnLayout: Sendable {
  /// How many characters fit on a line.
  let width: Int

  /// The lines of some pairs, each with its line break; explanations are wrapped between words.
  ///
  /// - Parameter left: How wide the first column is; by default as wide as its widest text.
  func lines(_ rows: [(String, String)], left: Int? = nil) -> String {
    let left = left ?? rows.map(\.0.count).max() ?? 0
    let indent = 2 + left + 2
    var text = ""
    for (term, explanation) in rows {
      let wrapped = Self.wrap(explanation, width: max(24, width - indent))
      let padding = String(repeating: " ", count: max(0, left - term.count) + 2)
      text += wrapped.isEmpty ? "  \(term)\n" : "  \(term)\(padding)\(wrapped[0])\n"
      for line in wrapped.dropFirst() {
        text += String(repeating: " ", count: indent) + line + "\n"
      }
    }
    return text
  }

  /// Text broken between words into lines of at most `width` characters; a longer word stays whole.
  static func wrap(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
