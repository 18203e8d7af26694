internal import Seedbed

/// A category of professions, with what people in it earn.
struct Category: Sendable {
  let slug: String
  let weight: Int
  /// The yearly salary in US dollars that a beginner and a very experienced person have.
  let salaryRange: ClosedRange<Int>

  init(_ row: ReferenceRow) throws {
    slug = try row.text("slug")
    weight = try row.integer("weight")
    let low = try row.integer("years_salary_low")
    let high = try row.integer("years_salary_high")
    guard low <= high else { throw row.error("years_salary_low is above years_salary_high") }
    salaryRange = low...high
  }
}

/// A job title of a category.
struct JobTitle: Sendable {
  let category: String
  let name: String
  /// The levels, from 1 to 5, at which people bear it.
  let levels: ClosedRange<Int>
  /// What it earns, in percent of the category.
  let salaryFactor: Int

  init(_ row: ReferenceRow) throws {
    category = try row.text("category")
    name = try row.text("title")
    let low = try row.integer("level_low")
    let high = try row.integer("level_high")
    guard 1 <= low, low <= high, high <= Seniority.allCases.count else {
      throw row.error("level_low and level_high are no range of levels")
    }
    levels = low...high
    salaryFactor = try row.integer("salary_factor")
  }

  /// The key under which `CatalogueIDs` knows it.
  var key: String { "\(category)/\(name)" }

  /// The title as somebody of a level bears it: `Senior Backend Engineer`.
  func displayed(_ level: SeniorityLevel) -> String {
    let isHighAnyway = levels.lowerBound >= 3 && level.level == levels.lowerBound
    return isHighAnyway || level.titlePrefix.isEmpty ? name : "\(level.titlePrefix) \(name)"
  }
}

/// A level of experience.
struct SeniorityLevel: Sendable {
  let level: Int
  let titlePrefix: String
  let years: ClosedRange<Int>
  /// What is earned at this level, in percent of the middle.
  let salaryPercent: Int

  init(_ row: ReferenceRow) throws {
    level = try row.integer("level")
    titlePrefix = try row.text("title_prefix")
    let low = try row.integer("years_low")
    let high = try row.integer("years_high")
    guard low <= high, level == row.position + 1, level <= Seniority.allCases.count else {
      throw row.error("the levels must be 1 to 5 in order, with years_low up to years_high")
    }
    years = low...high
    salaryPercent = try row.integer("salary_percent")
  }

  var seniority: Seniority { Seniority(level: level) }
}

/// A degree of a category.
struct Degree: Sendable {
  let name: String
  let tier: TrainingTier
  let weight: Int

  init(_ row: ReferenceRow) throws {
    name = try row.text("degree")
    tier = try row.value("tier")
    weight = try row.integer("weight")
  }
}
