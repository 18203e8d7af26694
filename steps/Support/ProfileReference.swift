internal import Seedbed

/// The slices of the reference data that coherent profiles and job posts are made of.
struct ProfileReference: Sendable {
  let library: ReferenceLibrary
  let categories: WeightedList<Category>
  let levels: [SeniorityLevel]
  let realms: WeightedList<Realm>
  let titles: [JobTitle]

  init(_ library: ReferenceLibrary) throws {
    self.library = library
    categories = try WeightedList(
      library.rows("categories") {
        let category = try Category($0)
        return (category, category.weight)
      })
    levels = try library.rows("seniorities", SeniorityLevel.init)
    guard levels.count == Seniority.allCases.count else {
      throw ReferenceDataError(
        path: "\(library.directory)/seniorities.tsv", line: nil,
        problem: "there must be \(Seniority.allCases.count) levels")
    }
    realms = try WeightedList(
      library.rows("realms") {
        let realm = try Realm($0)
        return (realm, realm.weight)
      })
    titles = try library.rows("job_titles", JobTitle.init)
  }

  /// The level of a number from 1 to 5.
  func level(_ number: Int) -> SeniorityLevel { levels[number - 1] }

  /// The category of a slug.
  func category(_ slug: String) throws -> Category {
    try found(categories.elements.first { $0.slug == slug }, "categories", slug)
  }

  /// The title of a category.
  func title(_ name: String, in category: String) throws -> JobTitle {
    try found(
      titles.first { $0.category == category && $0.name == name }, "job_titles",
      "\(category)/\(name)")
  }

  /// The titles of a category that people of a level bear.
  func titles(in category: String, level: Int) -> [JobTitle] {
    titles.filter { $0.category == category && $0.levels.contains(level) }
  }

  /// The realm of a country code.
  func realm(_ code: String) throws -> Realm {
    try found(realms.elements.first { $0.code == code }, "realms", code)
  }

  /// A city by country and name.
  func city(_ name: String, in country: String) throws -> City {
    let row = try library.table("cities").first {
      try $0.text("country") == country && $0.text("city") == name
    }
    return try City(found(row, "cities", "\(country)/\(name)"))
  }

  /// The names of a country's cities, with the weight of each.
  func cityNames(in country: String) throws -> WeightedList<String> {
    try WeightedList(
      rows("city_weights", of: country, in: "country").map {
        (try $0.text("city"), try $0.integer("weight"))
      })
  }

  /// The names of a country's schools.
  func schools(in country: String) throws -> [String] {
    try rows("schools", of: country, in: "country").map { try $0.text("name") }
  }

  /// The degrees of a category of some tiers; all of the category's when there is none of these.
  func degrees(_ category: String, _ tiers: [TrainingTier]) throws -> WeightedList<Degree> {
    let all = try rows("degrees", of: category).map(Degree.init)
    let some = all.filter { tiers.contains($0.tier) }
    return try WeightedList((some.isEmpty ? all : some).map { ($0, $0.weight) })
  }

  /// The skills of a job title, with the weight of each.
  func skills(of title: JobTitle) throws -> WeightedList<String> {
    try WeightedList(
      rows("skills", of: title.category).compactMap { row in
        let titles = try row.list("titles")
        guard titles.isEmpty || titles.contains(title.name) else { return nil }
        return (try row.text("skill"), try row.integer("weight"))
      })
  }

  /// The trades that employ people of a category.
  func trades(_ category: String) throws -> WeightedList<String> {
    try WeightedList(
      rows("trades", of: category).map { (try $0.text("trade"), try $0.integer("weight")) })
  }

  /// The texts of one column for a category, those for every category (`*`) included.
  func texts(_ file: String, category: String, slot: Int? = nil) throws -> [String] {
    try library.table(file).compactMap { row in
      let of = try row.text("category")
      guard of == category || of == "*" else { return nil }
      if let slot, try row.integer("slot") != slot { return nil }
      return try row.text("text")
    }
  }

  /// The words of company names of one kind.
  func companyWords(_ kind: String) throws -> [String] {
    try rows("company_words", of: kind, in: "kind").map { try $0.text("word") }
  }

  /// The English name of a language.
  func languageName(_ code: String) throws -> String {
    try found(
      rows("dialects", of: code, in: "code").first?.text("name"), "dialects", code)
  }

  private func rows(
    _ file: String, of value: String, in column: String = "category"
  ) throws -> [ReferenceRow] {
    try library.table(file).filter { try $0.text(column) == value }
  }

  private func found<Value>(_ value: Value?, _ file: String, _ key: String) throws -> Value {
    guard let value else {
      throw ReferenceDataError(
        path: "\(library.directory)/\(file).tsv", line: nil, problem: "there is no '\(key)'")
    }
    return value
  }
}
