internal import Seedbed

/// One coherent profile: everything that is known about a candidate, before it is written.
struct CandidateProfile: Sendable {
  /// Which row of the demo's profiles this is.
  var row: Int
  var person: Person
  var birthDate: CalendarDate
  var category: Category
  var title: JobTitle
  var level: SeniorityLevel
  /// Whole years since the first working day.
  var yearsExperience: Int
  var realm: Realm
  var city: City
  var visibility: Visibility
  var isPublished: Bool
  var headline: String
  var bio: String
  var portfolioHeadline: String
  var acceptsRemote: Bool
  var radiusKilometres: Int
  var salary: (low: Int, high: Int)
  /// Oldest first.
  var trainings: [Training]
  /// Oldest first.
  var experiences: [Experience]
  var abilities: [Ability]
  var dialects: [Dialect]
  var beacons: [Beacon]
  var links: [Link]
  /// Latest first.
  var sessions: [Session]
  var images: [String]
  var registeredAt: Timestamp

  /// The title with its level: `Senior Backend Engineer`.
  var displayedTitle: String { title.displayed(level) }

  /// One education.
  struct Training: Hashable, Sendable {
    var school: String
    var degree: String
    var tier: TrainingTier
    var start: CalendarDate
    var end: CalendarDate
  }

  /// One employment.
  struct Experience: Hashable, Sendable {
    var company: String
    var title: String
    var trade: String
    var description: String
    var start: CalendarDate
    /// nil for the present one.
    var end: CalendarDate?
  }

  /// One skill.
  struct Ability: Hashable, Sendable {
    var name: String
    /// 1 to 5.
    var level: Int
    var years: Int
  }

  /// One language.
  struct Dialect: Hashable, Sendable {
    var code: String
    var name: String
    var proficiency: Proficiency
  }

  /// One way to reach the candidate.
  struct Beacon: Hashable, Sendable {
    var kind: BeaconKind
    var value: String
  }

  /// One link of the portfolio.
  struct Link: Hashable, Sendable {
    var label: String
    var url: String
  }

  /// One visit to the platform.
  struct Session: Hashable, Sendable {
    var device: Device
    var userAgent: String
    var ip: String
    var start: Timestamp
    var end: Timestamp
  }
}

/// What is settled about a profile before the seed draws the rest.
struct CandidateBrief: Sendable {
  var row: Int
  var person: Person
  var category: String?
  var title: String?
  var level: Int?
  var country: String?
  var city: String?
  var visibility: Visibility?
}
