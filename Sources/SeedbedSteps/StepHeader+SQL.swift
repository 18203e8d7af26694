internal import SeedbedConfiguration
internal import Seedbed

extension StepHeader {
  /// The keys of the comments before the first statement.
  static let sqlKeys = ["title", "requires", "provides", "flag", "check", "writes-nothing"]

  /// The blanks with which a comment is an example for people, and no key.
  private static let exampleIndent = 4

  /// Reads the comments at the beginning of an SQL file: `-- key: value`, and lines that are
  /// indented further belong to the one before. Other comments are left to people.
  init(sql text: String, file: String, _ decoder: ConfigurationDecoder) {
    var entries: [Line] = []
    var isFrontMatter = true
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let content = Self.trimmed(line)
      guard content.hasPrefix("--") else {
        if !content.isEmpty { isFrontMatter = false }
        continue
      }
      let comment = line.drop { $0 != "-" }.dropFirst(2)
      let indent = comment.prefix { $0 == " " || $0 == "\t" }.count
      let place = ConfigurationPlace(
        file: file, line: index + 1, column: line.prefix { $0 != "-" }.count + 3 + indent)
      if isFrontMatter, let last = entries.last, last.place.line + last.lineCount == index + 1,
        indent > last.indent + 1, !content.dropFirst(2).allSatisfy(\.isWhitespace)
      {
        entries[entries.count - 1].value += "\n" + Self.trimmed(comment)
        entries[entries.count - 1].lineCount += 1
        continue
      }
      guard indent < Self.exampleIndent, let (key, value) = Self.entry(Self.trimmed(comment))
      else { continue }
      let isKnown = Self.sqlKeys.contains(key)
      if !isFrontMatter {
        guard isKnown else { continue }
        decoder.note(
          "'\(key)' comes after the first statement; move it to the beginning of the file",
          at: place)
      } else if isKnown {
        entries.append(Line(key: key, value: value, indent: indent, place: place))
      } else if key.first?.isLowercase ?? false || nearest(to: key, in: Self.sqlKeys) != nil {
        let hint =
          nearest(to: key, in: Self.sqlKeys).map { "did you mean '\($0)'?" }
          ?? "there are \(Self.sqlKeys.joined(separator: ", ")); a comment that is none of these "
          + "begins with a capital letter"
        decoder.note("there is no key '\(key)'; \(hint)", at: place)
      }
    }
    for (index, line) in entries.enumerated() {
      if !["provides", "check"].contains(line.key),
        entries[..<index].contains(where: { $0.key == line.key })
      {
        decoder.note("'\(line.key)' is there twice; write it once", at: line.place)
      } else if line.value.isEmpty {
        decoder.note("'\(line.key)' says nothing; write what, or leave it out", at: line.place)
      } else {
        take(line, decoder)
      }
    }
  }

  private struct Line {
    var key: String
    var value: String
    var indent: Int
    var place: ConfigurationPlace
    var lineCount = 1
  }

  private mutating func take(_ line: Line, _ decoder: ConfigurationDecoder) {
    switch line.key {
    case "title": title = line.value
    case "requires": requires = Self.names(line.value, at: line.place, decoder)
    case "provides":
      if let provision = Self.provision(line.value, at: line.place, decoder) {
        provides.append(provision)
      }
    case "flag": flag = Self.flag(line.value, at: line.place, decoder)
    case "check":
      if let check = Self.check(line.value, at: line.place, decoder) { checks.append(check) }
    default: writesNothing = line.value
    }
  }

  /// A key of one word and what follows its colon; nil for any other comment.
  private static func entry(_ comment: String) -> (key: String, value: String)? {
    guard let colon = comment.firstIndex(of: ":") else { return nil }
    let key = comment[..<colon]
    let rest = comment[comment.index(after: colon)...]
    let isWord =
      !key.isEmpty && key.utf8.allSatisfy { (97...122).contains($0 | 0x20) || $0 == 45 || $0 == 95 }
    guard isWord, rest.isEmpty || rest.first?.isWhitespace == true else { return nil }
    return (String(key), trimmed(rest))
  }
}
