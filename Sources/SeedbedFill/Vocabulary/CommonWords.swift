/// Everyday words, for which no table of `reference-data/` is needed.
enum CommonWords {
  /// All lists by name. Words are separated by `|` or a line's end; `-` stands for no word at all.
  static var lists: [(String, StaticString)] {
    everyday + prose + business + labels + technical
  }

  /// The words of a list.
  static func words(_ list: StaticString) -> [String] {
    "\(list)".split { $0 == "\n" || $0 == "|" }.map { $0 == "-" ? "" : String($0) }
  }

  /// The lists that templates also want with the first letter of each word in upper case, as
  /// `NAME_title`.
  static let capitalized: Set<String> = [
    "noun", "adjective", "verb", "animal", "topic", "sport", "status", "kind", "role",
  ]
}
