/// A pattern of the shell's kind: `*` stands for any characters, `?` for one.
package struct GlobPattern {
  private let pattern: [UInt8]

  package init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  /// Whether a text holds a character with a meaning in patterns.
  package static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

  /// Whether the whole text fits; linear in practice, at most pattern times text.
  package func matches(_ text: String) -> Bool {
    let text = Array(text.utf8)
    var position = 0
    var index = 0
    var star: (index: Int, position: Int)?
    while position < text.count {
      if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
        star = (index, position)
        index += 1
      } else if index < pattern.count,
        pattern[index] == UInt8(ascii: "?") || pattern[index] == text[position]
      {
        index += 1
        position += 1
      } else if let last = star {
        index = last.index + 1
        position = last.position + 1
        star = (last.index, last.position + 1)
      } else {
        return false
      }
    }
    return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
