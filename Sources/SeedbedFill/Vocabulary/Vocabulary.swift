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
  /// The template of a telephone number reserved for fiction in the locale's country; nil where none
  /// is known.
  let phonePattern: String?
  /// The shape of postal codes of the locale's country.
  let postalShape: String?
  /// The templates of an address with street and number in the locale's language; nil where its
  /// streets are not known.
  let streetPattern: String?
  /// Whether a locale decides places and money.
  let hasLocale: Bool

  /// Reads the words. Throws `ReferenceDataError` for a file that is missing or damaged.
  public init(reference: ReferenceLibrary, asOf: Timestamp) throws {
    try self.init(reference: reference, asOf: asOf, locale: nil)
  }

  /// Reads the words, those of places, telephone numbers and money for a locale where there is one.
  init(reference: ReferenceLibrary, asOf: Timestamp, locale: FillLocale?) throws {
    self.asOf = asOf
    places = try Places(reference: reference, locale: locale)
    let realm = try locale.flatMap { try Realm($0.country, reference) }
    phonePattern = realm?.pattern
    postalShape = locale.flatMap { PostalCodes.shapes[$0.country] }
    hasLocale = locale != nil
    var lists: [String: WordList] = [:]
    for (name, words) in CommonWords.lists { lists[name] = WordList(CommonWords.words(words)) }
    for source in Self.sources { lists[source.name] = try source.words(from: reference, locale) }
    let local = try locale.flatMap { try LocalWords($0.language, reference) }
    lists.merge(local?.lists ?? [:]) { $1 }
    streetPattern = local?.streetPattern
    for name in ["given", "surname"] {
      lists[name + "_slug"] = lists[name]?.mapped { TextSlug.slug($0) }
    }
    for name in CommonWords.capitalized {
      lists[name + "_title"] = lists[name]?.mapped { TextSlug.capitalized($0) }
    }
    lists["company_core"] = try Self.companyCores(reference)
    lists["company_core_slug"] = lists["company_core"]?.mapped { TextSlug.slug($0) }
    lists["area_code"] = try realm?.areaCodes ?? Self.areaCodes(reference)
    // `DE-BE` without its country.
    lists["region_code_short"] = lists["region_code"]?.mapped {
      String($0.drop { $0 != "-" }.dropFirst())
    }
    lists["hex2"] = WordList(
      (0..<256).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) })
    lists["?"] = WordList("abcdefghijklmnopqrstuvwxyz".map(String.init))
    lists["^"] = WordList("ABCDEFGHIJKLMNOPQRSTUVWXYZ".map(String.init))
    lists["*"] = WordList("abcdefghijklmnopqrstuvwxyz0123456789".map(String.init))
    // A blank goes before what may be left out.
    lists["tail_"] = lists["tail"]?.mapped { $0.isEmpty ? "" : " \($0)" }
    lists["topic_slug"] = lists["topic"]?.mapped { TextSlug.slug($0) }
    // Digits and letters that are not taken for each other (ULID, after Crockford).
    lists["crockford_"] = WordList("0123456789ABCDEFGHJKMNPQRSTVWXYZ".map(String.init))
    lists["bit"] = WordList(["0", "1"])
    self.lists = lists
    mailDomains = try Pool(lists["mail_domain"]?.texts ?? [])
  }

  /// A list by its name. A name that no list has is a mistake in a template of Seedbed's.
  func words(_ name: String) -> WordList {
    guard let list = lists[name] else { preconditionFailure("there is no list of words '\(name)'") }
    return list
  }

  /// Whether there is a list of a name.
  func hasWords(_ name: String) -> Bool { lists[name] != nil }

  /// The lists that templates may name, in order.
  var listNames: [String] {
    lists.keys.filter { name in
      name.last != "_" && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }.sorted()
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
    /// What a locale makes of it; nil for nothing.
    var own: Own?

    /// What a locale makes of the rows.
    enum Own {
      /// Those of other countries are left out, unless the country has none.
      case onlyOfCountry
      /// The country's comes in nine of ten rows.
      case mostlyOfCountry
      /// The language's comes in nine of ten rows.
      case mostlyOfLanguage
    }

    func words(
      from reference: ReferenceLibrary, _ locale: FillLocale?
    ) throws -> WordList {
      let all = try words(from: reference) { _ in true }
      guard let locale, let own else { return all }
      let key = own == .onlyOfCountry ? "country" : "code"
      let value = own == .mostlyOfLanguage ? locale.language : locale.country
      guard let wanted = try? words(from: reference, where: { try $0.text(key) == value }) else {
        return all
      }
      if own == .onlyOfCountry { return wanted }
      let others = max(1, all.count - 1)
      return WordList(
        all.texts, weights: all.texts.map { $0 == wanted[0] ? 9 * others : 1 })
    }

    private func words(
      from reference: ReferenceLibrary, where isWanted: (ReferenceRow) throws -> Bool
    ) throws -> WordList {
      var texts: [String] = []
      var weights: [Int] = []
      for row in try reference.table(file) {
        if let filter, try row.text(filter.column) != filter.value { continue }
        guard try isWanted(row) else { continue }
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
    Source(name: "city", file: "cities", column: "city", own: .onlyOfCountry),
    Source(name: "time_zone", file: "cities", column: "zone", own: .onlyOfCountry),
    Source(
      name: "country", file: "countries", column: "name", own: .mostlyOfCountry),
    Source(
      name: "country2", file: "countries", column: "code", own: .mostlyOfCountry),
    Source(
      name: "country3", file: "countries", column: "alpha3", own: .mostlyOfCountry),
    Source(
      name: "phone_prefix", file: "countries", column: "phone_prefix",
      own: .mostlyOfCountry),
    Source(name: "region", file: "subdivisions", column: "name", own: .onlyOfCountry),
    Source(name: "region_code", file: "subdivisions", column: "code", own: .onlyOfCountry),
    Source(name: "currency", file: "currencies", column: "code"),
    Source(name: "currency_name", file: "currencies", column: "name"),
    Source(
      name: "language2", file: "languages", column: "code", own: .mostlyOfLanguage),
    Source(
      name: "language3", file: "languages", column: "alpha3", own: .mostlyOfLanguage),
    Source(
      name: "language", file: "languages", column: "name", own: .mostlyOfLanguage),
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

  /// Telephone numbers of a country.
  private struct Realm {
    let pattern: String?
    let areaCodes: WordList?

    /// What is known of a country; nil for one whose numbers for fiction are not.
    init?(_ country: String, _ reference: ReferenceLibrary) throws {
      for row in try reference.table("realms")
      where try row.text("code") == country && row.text("phone_reserved") == "yes" {
        pattern = try row.text("phone_pattern").split(
          separator: "{area}", omittingEmptySubsequences: false
        )
        .joined(separator: "{area_code}")
        let codes = try row.list("phone_area_codes")
        areaCodes = codes.isEmpty ? nil : WordList(codes)
        return
      }
      return nil
    }
  }
}
