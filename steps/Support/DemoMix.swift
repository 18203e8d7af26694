internal import Seedbed

/// How the demo's players are split, and how much each of them has: stated here and nowhere else.
///
/// The candidates share one numbering, the profile's row: it names the coordinates that its values
/// are drawn at, and decides how many skills, experiences and so on it has, so that `plan` knows
/// the counts without a seed.
enum DemoMix {
  /// The table name of the streams that profiles are drawn from.
  static let stream = "demo_profiles"

  static let adminCount = 2
  static let clientCount = 5
  static let companyCount = 5
  static let companyBenefitCount = 28
  static let jobPostCount = 25

  /// The row of the candidate that a visitor signs in as.
  static let demoRow = 0
  /// The row of the candidate whom every client has asked for access.
  static let accessRequestRow = 1
  /// The rows of the candidates on the homepage.
  static let homepageRows = 2..<10
  /// The rows of the candidates that the seed draws.
  static let randomRows = 10..<40
  /// The rows of the rich candidates.
  static let fullRows = 40..<80
  /// The rows of the administrators' own profiles.
  static let adminRows = 900..<902

  /// The rows of the candidates of a default run: 1 + 1 + 8 + 30 = 40.
  static let candidateRows = demoRow..<randomRows.upperBound

  /// What kind of profile a row has: of the 30 random candidates the last two have only just
  /// registered, and three before them come straight from school.
  static func kind(row: Int) -> ProfileKind {
    if adminRows.contains(row) { return .staff }
    if fullRows.contains(row) { return .full }
    if row >= randomRows.upperBound - 2 { return .newcomer }
    if row >= randomRows.upperBound - 5 { return .graduate }
    return .experienced
  }

  /// How much of everything the profile of a row has.
  static func counts(row: Int) -> ProfileCounts {
    var counts = ProfileCounts(
      abilities: 4 + row % 3, experiences: 2 + row % 3, trainings: 1 + row % 2,
      dialects: 2 + row % 2, beacons: 3 + row % 2, links: 2 + row % 4, sessions: 1 + row % 2,
      images: 3 + row % 2)
    switch kind(row: row) {
    case .experienced: break
    case .full:
      counts = ProfileCounts(
        abilities: 6, experiences: 4, trainings: 2, dialects: 3, beacons: 5, links: 6,
        sessions: 3, images: 4)
    case .graduate:
      counts.abilities = 3
      counts.experiences = 0
    case .newcomer, .staff:
      counts.abilities = 0
      counts.experiences = 0
    }
    return counts
  }

  /// The ways in which the player at a 0-based position, or the candidate of a row, signs in.
  static func accessMethods(row: Int) -> [AccessMethod] {
    var methods: [AccessMethod] = [.password]
    if row % 3 == 0 { methods.append(.google) }
    if row % 4 == 1 { methods.append(.linkedin) }
    if row % 5 == 2 { methods.append(.passkey) }
    if row % 7 == 3 { methods.append(.github) }
    if row % 6 == 5 { methods.append(.magicLink) }
    return methods
  }

  /// What is written into the tables of profiles, without players, abilities and raid logs.
  static func profileEstimates(rows: some Sequence<Int>) -> [TableEstimate] {
    let counts = rows.map { Self.counts(row: $0) }
    func sum(_ part: KeyPath<ProfileCounts, Int>) -> Int {
      counts.reduce(0) { $0 + $1[keyPath: part] }
    }
    return [
      TableEstimate("avatars", counts.count),
      TableEstimate("training_logs", sum(\.trainings)),
      TableEstimate("dialects", sum(\.dialects)),
      TableEstimate("beacons", sum(\.beacons)),
      TableEstimate("portfolios", counts.count),
      TableEstimate("portfolio_links", sum(\.links)),
      TableEstimate("map_rules", counts.count),
      TableEstimate("bounty_rules", counts.count),
      TableEstimate("avatar_sessions", sum(\.sessions)),
      TableEstimate("avatar_images", sum(\.images)),
    ]
  }

  /// What a step that makes candidates writes, without abilities and raid logs.
  static func candidateEstimates(rows: some Sequence<Int>) -> [TableEstimate] {
    let profiles = profileEstimates(rows: rows)
    return [TableEstimate("players", profiles[0].rowCount)] + profiles
  }

  /// The abilities and raid logs of some rows.
  static func careerEstimates(rows: some Sequence<Int>) -> [TableEstimate] {
    let counts = rows.map { Self.counts(row: $0) }
    return [
      TableEstimate("abilities", counts.reduce(0) { $0 + $1.abilities }),
      TableEstimate("raid_logs", counts.reduce(0) { $0 + $1.experiences }),
    ]
  }
}

/// What is in a profile.
enum ProfileKind: Sendable {
  /// Everything.
  case experienced
  /// Everything, and much of it.
  case full
  /// No work experience yet.
  case graduate
  /// No work experience and no abilities yet.
  case newcomer
  /// Of somebody who works for the platform and seeks no job: no work experience and abilities.
  case staff
}

/// How many rows a profile has in the tables that hang on it.
struct ProfileCounts: Hashable, Sendable {
  var abilities: Int
  var experiences: Int
  var trainings: Int
  var dialects: Int
  var beacons: Int
  var links: Int
  var sessions: Int
  var images: Int
}
