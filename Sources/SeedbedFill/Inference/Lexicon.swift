/// The words of the names of a table and of its columns.
struct TableNames {
  /// Those of the table's name.
  var table: [String]
  /// Those of each column.
  var columns: [[String]] = []
}

/// What names mean: which generator makes the values of a column of that name.
struct Lexicon: Sendable {
  /// For the words of a name, the generators that fit, the first one best.
  private let rules: [String: [String]]
  /// For a word that means something only with another one, such as `name` of a `customer`, or
  /// beside another column, such as `state` beside a `city`.
  private let qualified: [String: [String]]
  /// Reads names.
  let tokens: NameTokens

  /// The lexicon of Seedbed.
  static let standard = Lexicon()

  /// What a name was found to mean.
  struct Match: Hashable, Sendable {
    var generator: String
    /// The words that decided.
    var words: String
  }

  private init() {
    var synonyms: [String: String] = [:]
    for line in Self.lines(Self.synonyms) {
      for word in line.phrases.joined(separator: " ").split(separator: " ") {
        synonyms[String(word)] = line.name
      }
    }
    let lines = Self.lines(Self.text) + Self.lines(Self.technical) + Self.lines(Self.figures)
    var words = Set("\(Self.otherWords)".split { $0 == " " || $0 == "\n" }.map(String.init))
    for line in lines {
      for phrase in line.phrases {
        words.formUnion(phrase.split { " @+_".contains($0) }.map(String.init))
      }
    }
    for meaning in synonyms.values {
      words.formUnion(meaning.split(separator: " ").map(String.init))
    }
    let tokens = NameTokens(words: words, synonyms: synonyms)
    var rules: [String: [String]] = [:]
    var qualified: [String: [String]] = [:]
    for line in lines {
      for phrase in line.phrases {
        let sides = phrase.split { $0 == "@" || $0 == "+" }
        let head = tokens(String(sides[0])).joined(separator: " ")
        guard sides.count == 2 else {
          rules[head, default: []].append(line.name)
          continue
        }
        let sign = phrase.contains("@") ? "@" : "+"
        for owner in sides[1].split(separator: " ") {
          let owner = tokens(String(owner)).joined(separator: " ")
          qualified["\(head)\(sign)\(owner)", default: []].append(line.name)
        }
      }
    }
    self.rules = rules
    self.qualified = qualified
    self.tokens = tokens
  }

  /// The lines of a list: a name and, after a colon, phrases with commas between.
  private static func lines(_ text: StaticString) -> [(name: String, phrases: [String])] {
    "\(text)".split(separator: "\n").compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let phrases = line[line.index(after: colon)...].split(separator: ",").map(String.init)
      return (String(line[..<colon]), phrases)
    }
  }

  /// All generators that the lexicon names.
  var generators: Set<String> {
    Set(rules.values.joined()).union(qualified.values.joined())
  }

  /// What the words of a column's name mean, in a table of a name and beside other columns, for a
  /// column that some generators fit.
  func match(
    _ name: [String], in names: TableNames, fits: (_ generator: String) -> Bool
  ) -> Match? {
    let table = names.table
    guard !name.isEmpty else { return nil }
    func found(_ phrase: String, in rules: [String: [String]]) -> Match? {
      rules[phrase]?.first(where: fits).map { Match(generator: $0, words: phrase) }
    }
    // The table's name before the column's says nothing new.
    var rest = name
    if name.count > table.count, !table.isEmpty, Array(name.prefix(table.count)) == table {
      rest = Array(name.dropFirst(table.count))
    }
    for owner in table.reversed() where name.count > 1 {
      let phrase = name.joined(separator: " ")
      if let match = found("\(phrase)@\(owner)", in: qualified) { return match }
    }
    for start in 0..<max(1, name.count - 1) where name.count - start > 1 {
      if let match = found(name[start...].joined(separator: " "), in: rules) { return match }
    }
    // The words before the last one, from the nearest on, then those of the table, the last first.
    let owners = name.dropLast().reversed() + [table.joined(separator: " ")] + table.reversed()
    if let head = name.last {
      for owner in owners {
        if let match = found("\(head)@\(owner)", in: qualified) { return match }
      }
      // `billing_city` is beside `billing_state`, and `city` beside `state`.
      for other in names.columns where other.starts(with: name.dropLast()) {
        let phrase = other.dropFirst(name.count - 1).joined(separator: " ")
        if let match = found("\(head)+\(phrase)", in: qualified) { return match }
      }
      if let match = found(head, in: rules) { return match }
    }
    for end in stride(from: rest.count - 1, to: 0, by: -1) {
      let phrase = rest[..<end].joined(separator: " ")
      if Self.leadingWords.contains(phrase) { continue }
      // `default_branch` is a branch, and `active_job_id` an identifier: neither is a truth value.
      if let match = found(phrase, in: rules), !["flag", "boolean"].contains(match.generator) {
        return match
      }
    }
    return nil
  }

  /// What a comment says, by the longest phrase of it that means something.
  func match(comment: String, fits: (_ generator: String) -> Bool) -> Match? {
    let words = Array(tokens(comment).prefix(24))
    for length in stride(from: min(3, words.count), to: 0, by: -1) {
      for start in 0...(words.count - length) {
        let phrase = words[start..<start + length].joined(separator: " ")
        // A single everyday word in a sentence decides nothing.
        if length == 1, Self.vagueWords.contains(phrase) { continue }
        if let generator = rules[phrase]?.first(where: fits) {
          return Match(generator: generator, words: phrase)
        }
      }
    }
    return nil
  }

  /// Words that say of the next one which it is, and nothing without it.
  private static let leadingWords: Set<String> = [
    "first", "last", "middle", "given", "family", "private", "public",
  ]

  private static let vagueWords: Set<String> = [
    "name", "number", "type", "value", "key", "code", "text", "data", "date", "time", "state",
    "status", "id", "title", "label", "action", "count", "level", "note", "position", "length",
    "size", "path", "file", "user", "kind", "group", "order", "rate", "reason", "content", "word",
    "is", "has", "active", "subject", "message", "unit", "version", "line", "year", "month", "day",
  ]
}
