public import Seedbed
internal import Synchronization

/// The words that values are made of, by the names that templates call them.
///
/// Names, cities, countries and the like come from `reference-data/`, everyday words from lists
/// beside this file.
public struct Vocabulary: Sendable {
  private let lists: [String: WordList]
  /// The instant that is taken for now.
  public let asOf: Timestamp
  /// What many columns ask for alike, made once.
  private let memory = Memory()
  /// The domains of e-mail addresses.
  let mailDomains: Pool
  /// Places with everything that belongs to them.
  let places: Places

  /// Reads the words. Throws `ReferenceDataError` for a file that is missing or damaged.
  public init(reference: ReferenceLibrary, asOf: Timestamp) throws {
    self.asOf = asOf
    places = try Places(reference: reference)
    var lists: [String: WordList] = [:]
    for (name, words) in CommonWords.lists { lists[name] = WordList(CommonWords.words(words)) }
    for source in Self.sources { lists[source.name] = try source.words(from: reference) }
    for name in ["given", "surname"] {
      lists[name + "_slug"] = lists[name]?.mapped { TextSlug.slug($0) }
    }
    for name in CommonWords.capitalized {
      lists[name + "_title"] = lists[name]?.mapped { TextSlug.capitalized($0) }
    }
    lists["company_core"] = try Self.companyCores(reference)
    lists["company_core_slug"] = lists["company_core"]?.mapped { TextSlug.slug($0) }
    lists["area_code"] = try Self.areaCodes(reference)
    lists["hex2"] = WordList(
      (0..<256).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) })
    lists["?"] = WordList("abcdefghijklmnopqrstuvwxyz".map(String.init))
    lists["^"] = WordList("ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init))
    lists["*"] = WordList("abcdefghijklmnopqrstuvwxyz0123456789".map(String.init))
    // A blank goes before what may be left out.
    lists["tail_"] = lists["tail"]?.mapped { $0.isEmpty ? "" : " \($0)" }
    lists["topic_slug"] = lists["topic"]?.mapped { TextSlug.slug($0) }
    lists["bit"] = WordList(["0", "1"])
    self.lists = lists
    mailDomains = try Pool(lists["mail_domain"]?.texts ?? [])
  }

  /// A list by its name. A name that no list has is a mistake in a template of Seedbed's.
  func words(_ name: String) -> WordList {
    guard let list = lists[name] else { preconditionFailure("there is no list of words '\(name)'") }
    return list
  }

  /// What a generator makes without arguments.
  func recipes(of generator: GeneratorDescription) -> [Recipe] {
    if let known = memory.recipes.withLock({ $0[generator.name] }) { return known }
    let made = generator.recipes(self, GeneratorArguments())
    memory.recipes.withLock { $0[generator.name] = made }
    return made
  }

  /// The people whose names have room; nil when nobody's has.
  func people(givenRoom: Int, surnameRoom: Int, fullRoom: Int) -> PersonSpace? {
    let rooms = [givenRoom, surnameRoom, fullRoom]
    if let known = memory.people.withLock({ $0[rooms] }) { return known }
    let made = PersonSpace(
      self, givenRoom: givenRoom, surnameRoom: surnameRoom, fullRoom: fullRoom)
    if let made { memory.people.withLock { $0[rooms] = made } }
    return made
  }

  private final class Memory: Sendable {
    /// By the generator's name.
    let recipes = Mutex<[String: [Recipe]]>([:])
    /// By the room for given name, surname and both.
    let people = Mutex<[[Int]: PersonSpace]>([:])
  }

  /// A column of a reference table.
  private struct Source {
    let name: String
    let file: String
    let column: String
    var weight: String?
    var filter: (column: String, value: String)?

    func words(from reference: ReferenceLibrary) throws -> WordList {
      var texts: [String] = []
      var weights: [Int] = []
      for row in try reference.table(file) {
        if let filter, try row.text(filter.column) != filter.value { continue }
        let text = try row.text(column)
        if text.isEmpty { continue }
        texts.append(text)
        if let weight { weights.append(try row.integer(weight)) }
      }
      if texts.isEmpty {
        throw ReferenceDataError(
          path: "\(reference.directory)/\(file).tsv", line: nil, problem: "no row has \(column)")
      }
      return WordList(texts, weights: weight == nil ? nil : weights)
    }
  }

  private static let sources: [Source] = [
    Source(name: "given", file: "given_names", column: "name", weight: "weight"),
    Source(
      name: "given_female", file: "given_names", column: "name", weight: "weight",
      filter: ("gender", "female")),
    Source(
      name: "given_male", file: "given_names", column: "name", weight: "weight",
      filter: ("gender", "male")),
    Source(name: "surname", file: "surnames", column: "name", weight: "weight"),
    Source(name: "city", file: "cities", column: "city"),
    Source(name: "time_zone", file: "cities", column: "zone"),
    Source(name: "country", file: "countries", column: "name"),
    Source(name: "country2", file: "countries", column: "code"),
    Source(name: "country3", file: "countries", column: "alpha3"),
    Source(name: "phone_prefix", file: "countries", column: "phone_prefix"),
    Source(name: "region", file: "subdivisions", column: "name"),
    Source(name: "region_code", file: "subdivisions", column: "code"),
    Source(name: "currency", file: "currencies", column: "code"),
    Source(name: "currency_name", file: "currencies", column: "name"),
    Source(name: "language2", file: "languages", column: "code"),
    Source(name: "language3", file: "languages", column: "alpha3"),
    Source(name: "language", file: "languages", column: "name"),
    Source(name: "job_title", file: "job_titles", column: "title"),
    Source(name: "industry", file: "trades", column: "trade", weight: "weight"),
    Source(name: "skill", file: "skills", column: "skill"),
    Source(name: "school", file: "schools", column: "name"),
    Source(name: "degree", file: "degrees", column: "degree", weight: "weight"),
    Source(name: "user_agent", file: "user_agents", column: "user_agent", weight: "weight"),
    Source(name: "mail_domain", file: "email_domains", column: "domain", weight: "weight"),
    Source(
      name: "company_suffix", file: "company_words", column: "word", filter: ("kind", "suffix")),
  ]

  /// The first words of companies' names: two parts written together, which may meet in one word.
  private static func companyCores(_ reference: ReferenceLibrary) throws -> WordList {
    var parts: [String: [String]] = [:]
    for row in try reference.table("company_words") {
      parts[try row.text("kind"), default: []].append(try row.text("word"))
    }
    let cores = parts["core"] ?? []
    return WordList((parts["prefix"] ?? []).flatMap { prefix in cores.map { prefix + $0 } })
  }

  /// The area codes of the United States.
  private static func areaCodes(_ reference: ReferenceLibrary) throws -> WordList {
    for row in try reference.table("realms") where try row.text("code") == "US" {
      return WordList(try row.list("phone_area_codes"))
    }
    throw ReferenceDataError(
      path: "\(reference.directory)/realms.tsv", line: nil, problem: "the United States are missing"
    )
  }
}
