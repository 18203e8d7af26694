internal import Seedbed

/// What a career is laid out from.
struct CareerOutline: Sendable {
  var row: Int
  var kind: ProfileKind
  var counts: ProfileCounts
  var title: JobTitle
  var level: SeniorityLevel
  var realm: Realm
  var skills: [String]

  /// The fewest months of one employment.
  static let leastMonths = 3

  /// The fewest whole years that leave time for some employments, a year for each but the first.
  static func leastYears(experiences: Int) -> Int { max(experiences - 1, 0) }
}

/// A career: what somebody learned and did, and when they were born.
struct Career: Sendable {
  var birthDate: CalendarDate
  var years: Int
  var trainings: [CandidateProfile.Training]
  var experiences: [CandidateProfile.Experience]
}

extension ProfileMaker {
  /// Lays out a career that ends with the present title.
  func career(_ outline: CareerOutline) throws -> Career {
    var draws = draws("career", row: outline.row)
    let thisMonth = Month(of: asOf.date)
    var months = 0
    if outline.kind != .graduate && outline.kind != .newcomer {
      let least = CareerOutline.leastYears(experiences: outline.counts.experiences)
      let range = outline.level.years
      let years = draws.integer(in: max(range.lowerBound, least)...max(range.upperBound, least))
      months = years * 12 + draws.integer(in: 0...11)
    }
    let firstMonth = thisMonth - months
    let experiences = try experiences(outline, from: firstMonth, months: months, &draws)
    let trainings = try trainings(outline, before: firstMonth, &draws)
    let firstLesson = trainings.first?.start ?? firstMonth.firstDay
    let birthMonth = Month(of: firstLesson) - 12 * draws.integer(in: 18...20)
    return Career(
      birthDate: birthMonth.firstDay.adding(days: -draws.integer(in: 0...364)),
      years: months / 12, trainings: trainings, experiences: experiences)
  }

  /// Fills the months since the first working day with employments, one after the other.
  private func experiences(
    _ outline: CareerOutline, from firstMonth: Month, months: Int, _ draws: inout CoordinateRandom
  ) throws -> [CandidateProfile.Experience] {
    let count = outline.counts.experiences
    guard count > 0 else { return [] }
    let shares = (0..<count).map { _ in draws.integer(in: 20...100) }
    let free = months - count * CareerOutline.leastMonths
    let trades = try reference.trades(outline.title.category)
    let duties = draws.shuffled(try reference.texts("duties", category: outline.title.category))
    let total = shares.reduce(0, +)
    var start = firstMonth
    return try (0..<count).map { position in
      let isLast = position == count - 1
      let length = CareerOutline.leastMonths + free * shares[position] / total
      let next = isLast ? firstMonth + months : start + length
      defer { start = next }
      let pause = length > CareerOutline.leastMonths + 2 ? draws.integer(in: 0...2) : 0
      let isPresent = isLast && draws.bool(probability: 0.8)
      let worked = max(start.index - firstMonth.index, 0) / 12
      return CandidateProfile.Experience(
        company: try companyName(&draws),
        title: isLast
          ? outline.title.displayed(outline.level)
          : try earlierTitle(outline, yearsWorked: worked, &draws),
        trade: trades.pick(&draws),
        description: (0..<2).map { duty in
          filled(
            duties[(position * 2 + duty) % duties.count], ["skill": draws.pick(outline.skills)])
        }.joined(separator: " "),
        start: start.firstDay, end: isPresent ? nil : (next - 1 - pause).lastDay)
    }
  }

  /// A title that somebody bore earlier: the same if it exists at the level of that time, mostly.
  private func earlierTitle(
    _ outline: CareerOutline, yearsWorked: Int, _ draws: inout CoordinateRandom
  ) throws -> String {
    let level =
      reference.levels.last {
        $0.years.lowerBound <= yearsWorked && $0.level <= outline.level.level
      } ?? reference.level(1)
    let others = reference.titles(in: outline.title.category, level: level.level)
    let other = draws.pick(others.isEmpty ? [outline.title] : others)
    let stays = draws.bool(probability: 0.75) && outline.title.levels.contains(level.level)
    return (stays ? outline.title : other).displayed(level)
  }

  /// The name of an employer that does not exist: `Alderbay Partners`.
  private func companyName(_ draws: inout CoordinateRandom) throws -> String {
    let prefix = draws.pick(try reference.companyWords("prefix"))
    let core = draws.pick(try reference.companyWords("core"))
    let suffixes = try reference.companyWords("suffix")
    // Suffixes that fit an employer of any trade.
    let general = ["Associates", "Collective", "Group", "Holdings", "Partners", "Works"]
      .filter(suffixes.contains)
    return "\(prefix)\(core) \(draws.pick(general.isEmpty ? suffixes : general))"
  }

  /// Educations one after the other, from September to June, the last of which ends before a month.
  private func trainings(
    _ outline: CareerOutline, before firstMonth: Month, _ draws: inout CoordinateRandom
  ) throws -> [CandidateProfile.Training] {
    let category = outline.title.category
    let schools = try reference.schools(in: outline.realm.code)
    var degrees = [try reference.degrees(category, [.bachelor, .vocational]).pick(&draws)]
    if outline.counts.trainings > 1 {
      let isAcademic = degrees[0].tier == .bachelor
      degrees.append(
        try reference.degrees(category, isAcademic ? [.master] : [.certificate]).pick(&draws))
    }
    var endYear = firstMonth.year - (firstMonth.number > 6 ? 0 : 1)
    if draws.bool(probability: 0.2) { endYear -= 1 }
    var trainings: [CandidateProfile.Training] = []
    for degree in degrees.reversed() {
      let startYear = endYear - Self.years(of: degree.tier, &draws)
      trainings.append(
        CandidateProfile.Training(
          school: draws.pick(Self.schools(schools, for: degree.tier)), degree: degree.name,
          tier: degree.tier, start: CalendarDate(year: startYear, month: 9, day: 1),
          end: CalendarDate(year: endYear, month: 6, day: 30)))
      endYear = startYear
    }
    return trainings.reversed()
  }

  private static func years(of tier: TrainingTier, _ draws: inout CoordinateRandom) -> Int {
    switch tier {
    case .certificate: 1
    case .vocational: 3
    case .bachelor: draws.integer(in: 3...4)
    case .master: 2
    case .doctorate: 4
    }
  }

  /// The schools that give degrees of a tier: universities the academic ones, others the rest.
  private static func schools(_ names: [String], for tier: TrainingTier) -> [String] {
    let isAcademic = tier != .certificate && tier != .vocational
    let fitting = names.filter { name in
      ["University", "Institute", "Polytechnic"].contains(where: name.contains) == isAcademic
    }
    return fitting.isEmpty ? names : fitting
  }
}
