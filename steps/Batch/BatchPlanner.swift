internal import Seedbed

/// Plans complete candidate profiles, for any number of them: step 37's tables and columns.
///
/// Whatever several columns depend on (realm, city, category, title, level, the days on which
/// education ended and work began) is a hidden column of the players; children read it from there.
struct BatchPlanner {
  /// The first player's, avatar's … id: far above those of the numbered steps.
  static let firstID = 1_000_001

  /// How many children a profile has in each table that may have several.
  enum Children {
    static let abilities = 3...6
    static let raidLogs = 2...4
    static let trainingLogs = 1...2
    static let dialects = 1...3
    static let beacons = 2...4
    static let portfolioLinks = 2...8
    static let avatarImages = 3...4
  }

  /// The rows of each table for each profile, on average.
  static let rowsPerProfile: [(table: String, rows: Double)] = [
    ("players", 1), ("avatars", 1), ("abilities", mean(Children.abilities)),
    ("raid_logs", mean(Children.raidLogs)), ("training_logs", mean(Children.trainingLogs)),
    ("dialects", mean(Children.dialects)), ("beacons", mean(Children.beacons)), ("portfolios", 1),
    ("portfolio_links", mean(Children.portfolioLinks)), ("map_rules", 1), ("bounty_rules", 1),
    ("avatar_sessions", 1), ("avatar_images", mean(Children.avatarImages)),
  ]

  private static func mean(_ range: ClosedRange<Int>) -> Double {
    Double(range.lowerBound + range.upperBound) / 2
  }

  let reference: ProfileReference
  let ids: BatchIDs

  /// The ids of the catalogues that profiles refer to, in the order of their reference files.
  struct BatchIDs: Sendable {
    var categories: [Int]
    var jobTitles: [Int]
    var realms: [Int]
  }

  /// The plan of a number of profiles.
  func plan(profileCount: Int) throws -> BulkPlan {
    let players = try players(profileCount)
    let avatars = try avatars(per: players)
    let portfolios = try portfolios(per: avatars)
    return BulkPlan(
      "batch_avatars", noun: "profiles",
      tables: [
        players, avatars, try abilities(per: avatars), try raidLogs(per: avatars),
        try trainingLogs(per: avatars), try dialects(per: avatars), try beacons(per: avatars),
        portfolios, try portfolioLinks(per: portfolios), try mapRules(per: avatars),
        try bountyRules(per: avatars), try avatarSessions(per: avatars),
        try avatarImages(per: avatars),
      ])
  }

  /// The columns that every table begins and ends with.
  func record(
    of parent: String, as key: String, @ColumnBuilder _ columns: () throws -> [Column]
  ) rethrows -> [Column] {
    [Column("id", .rowNumber(from: Self.firstID)), Column(key, .parent("id"))] + (try columns())
      + [Column("created_at", .parent("created_at")), Column("updated_at", .parent("updated_at"))]
  }

  /// Hidden copies of the parent's columns, for the children's children.
  func inherited(_ names: String...) -> [Column] {
    names.map { Column.hidden($0, .parent($0)) }
  }

  /// Values for each combination of job title and level, at position title × 5 + level − 1.
  func byTitleAndLevel<Value>(_ value: (JobTitle, SeniorityLevel) throws -> Value) rethrows
    -> [Value]
  {
    try reference.titles.flatMap { title in
      try reference.levels.map { try value(title, $0) }
    }
  }

  /// The positions of the slugs of categories.
  var categoryPositions: [String: Int] {
    positions(reference.categories.elements.map(\.slug))
  }

  /// Positions by name.
  func positions(_ names: [String]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  }

  /// A column of a reference file with the weights beside it, grouped by another column.
  func pool(
    _ file: String, _ column: String, weight: String? = nil, group: String? = nil,
    positions: [String: Int] = [:]
  ) throws -> Pool {
    let table = try reference.library.table(file)
    return try Pool(
      table.map { try $0.text(column) },
      weights: weight.map { weight in try table.map { try $0.integer(weight) } },
      groups: group.map { group in
        try table.map { row in
          let name = try row.text(group)
          guard let position = positions[name] else {
            throw row.error("'\(name)' in \(group) is not known")
          }
          return position
        }
      })
  }
}
