internal import Seedbed
internal import SeedbedConfiguration

/// What a file declares of its step.
struct StepHeader: Sendable {
  /// A value that the step hands on.
  struct Provision: Sendable {
    var name: String
    /// The query whose one value it is.
    var sql: String
    var place: ConfigurationPlace
  }

  /// A check that the step adds.
  struct Check: Sendable {
    var title: String
    var kind: SeedCheck.Kind
    var condition: Condition
    var sql: String
    var place: ConfigurationPlace

    /// What the query has to find.
    enum Condition: Hashable, Sendable {
      /// A number that reaches this one.
      case atLeast(Int)
      /// Nothing.
      case noRows
    }
  }

  /// A name and where it is written.
  struct Name: Hashable, Sendable {
    var text: String
    var place: ConfigurationPlace
  }

  /// What the step seeds, for people; nil where the file does not say.
  var title: String?
  /// The values that earlier steps hand on.
  var requires: [Name] = []
  /// The values that this step hands on.
  var provides: [Provision] = []
  /// The flag that enables or skips the step.
  var flag: Name?
  /// The checks after the last step.
  var checks: [Check] = []
  /// Why it is fine that the step writes nothing; nil where that is a failure.
  var writesNothing: String?

  /// Takes a name that values go by.
  static func name(
    _ text: some StringProtocol, at place: ConfigurationPlace, _ decoder: ConfigurationDecoder
  ) -> Name? {
    let isName =
      text.utf8.first.map { (97...122).contains($0) || $0 == 95 } ?? false
      && text.utf8.allSatisfy {
        (97...122).contains($0) || (48...57).contains($0) || $0 == 95
      }
    if isName { return Name(text: String(text), place: place) }
    decoder.note(
      "'\(forPeople(String(text)))' is no name of a value; write lower-case words, as in company_id",
      at: place)
    return nil
  }

  /// Takes names with commas between.
  static func names(
    _ text: String, at place: ConfigurationPlace, _ decoder: ConfigurationDecoder
  ) -> [Name] {
    text.split(separator: ",", omittingEmptySubsequences: false).compactMap {
      name(trimmed($0), at: place, decoder)
    }
  }

  /// Takes the name of a flag.
  static func flag(
    _ text: String, at place: ConfigurationPlace, _ decoder: ConfigurationDecoder
  ) -> Name? {
    let isName =
      text.utf8.first.map { (65...90).contains($0) } ?? false
      && text.utf8.allSatisfy {
        (65...90).contains($0) || (48...57).contains($0) || $0 == 95
      }
    if isName { return Name(text: text, place: place) }
    decoder.note(
      "'\(forPeople(text))' is no name of a flag; write capitals, as in SKIP_COMPANIES", at: place)
    return nil
  }

  /// Takes `name = SELECT …`.
  static func provision(
    _ text: String, at place: ConfigurationPlace, _ decoder: ConfigurationDecoder
  ) -> Provision? {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, !trimmed(sides[1]).isEmpty else {
      decoder.note(
        "'provides' is a name and a query, as in company_id = SELECT id FROM companies WHERE …",
        at: place)
      return nil
    }
    return name(trimmed(sides[0]), at: place, decoder).map {
      Provision(name: $0.text, sql: trimmed(sides[1]), place: place)
    }
  }

  /// Takes what kind of check it is.
  static func kind(
    _ text: String, at place: ConfigurationPlace, _ decoder: ConfigurationDecoder
  ) -> SeedCheck.Kind? {
    if let kind = SeedCheck.Kind(rawValue: text) { return kind }
    decoder.noteUnknown(
      forPeople(text), among: SeedCheck.Kind.allCases.map(\.rawValue),
      what: "there is no kind of check", at: place)
    return nil
  }

  /// Takes `at least 5` or `no rows`.
  static func condition(
    _ text: String, at place: ConfigurationPlace, _ decoder: ConfigurationDecoder
  ) -> Check.Condition? {
    if text == "no rows" { return .noRows }
    if text.hasPrefix("at least "), let number = Int(trimmed(text.dropFirst(9))), number >= 0 {
      return .atLeast(number)
    }
    decoder.note(
      "'\(forPeople(text))' is nothing that a check can expect; write 'at least 5' or 'no rows'",
      at: place)
    return nil
  }

  /// Takes `title | kind | condition | query`.
  static func check(
    _ text: String, at place: ConfigurationPlace, _ decoder: ConfigurationDecoder
  ) -> Check? {
    // The query may hold bars of its own.
    let parts = text.split(separator: "|", maxSplits: 3, omittingEmptySubsequences: false)
      .map { trimmed($0) }
    guard parts.count == 4, !parts[0].isEmpty, !parts[3].isEmpty else {
      decoder.note(
        "'check' is a title, a kind, what is expected and a query, as in there are companies | "
          + "minimum | at least 1 | SELECT count(*) FROM companies", at: place)
      return nil
    }
    let kind = kind(parts[1], at: place, decoder)
    let condition = condition(parts[2], at: place, decoder)
    guard let kind, let condition else { return nil }
    return Check(title: parts[0], kind: kind, condition: condition, sql: parts[3], place: place)
  }

  /// A text without blanks around it.
  static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
