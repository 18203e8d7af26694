internal import Seedbed

/// Names, streets, legal forms and forms of address of a language.
struct LocalWords {
  /// The lists, by the names that templates call them; `street_` has whole names of streets.
  private(set) var lists: [String: WordList] = [:]
  /// A street and a number as the language writes them.
  let streetPattern: String

  /// Reads the words of a language (ISO 639-1); nil for English, and for a language without any.
  init?(_ language: String, _ reference: ReferenceLibrary) throws {
    let code = Self.standIns[language] ?? language
    var names: [String: (texts: [String], weights: [Int])] = [:]
    for row in try reference.table("local_names") where try row.text("language") == code {
      let kind = try row.text("kind")
      names[kind, default: ([], [])].texts.append(try row.text("name"))
      names[kind, default: ([], [])].weights.append(try row.integer("weight"))
    }
    var words: [String: [String]] = [:]
    for row in try reference.table("local_words") where try row.text("language") == code {
      words[try row.text("kind"), default: []].append(try row.text("word"))
    }
    guard let female = names["female"], let male = names["male"], let surnames = names["surname"],
      let pattern = Self.streetPatterns[code]
    else { return nil }
    lists["given_female"] = WordList(female.texts, weights: female.weights)
    lists["given_male"] = WordList(male.texts, weights: male.weights)
    lists["given"] = WordList(female.texts + male.texts, weights: female.weights + male.weights)
    lists["surname"] = WordList(surnames.texts, weights: surnames.weights)
    lists["street_"] = WordList(words["street"] ?? [])
    for kind in ["company_suffix", "honorific"] { lists[kind] = WordList(words[kind] ?? []) }
    streetPattern = pattern
  }

  /// Languages whose names are another's.
  private static let standIns = ["no": "nb", "nn": "nb"]

  private static let streetPatterns = [
    "da": "{street_} {1..140}", "de": "{street_} {1..140}", "es": "{street_}, {1..140}",
    "fi": "{street_} {1..140}", "fr": "{1..140} {street_}", "it": "{street_} {1..140}",
    "nb": "{street_} {1..140}", "nl": "{street_} {1..140}", "pl": "{street_} {1..140}",
    "pt": "{street_}, {1..140}", "sv": "{street_} {1..140}", "tr": "{street_} No: {1..140}",
  ]
}
