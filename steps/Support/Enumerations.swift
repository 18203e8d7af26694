internal import Seedbed

/// An enumeration whose cases a CHECK of the schema lists.
protocol SchemaEnumeration: CaseIterable, RawRepresentable, DatabaseValueConvertible
where RawValue == String {
  /// The columns that hold it, as `table.column`.
  static var columns: [String] { get }
}

/// What an account may do on the platform.
enum PlayerRole: String, SchemaEnumeration {
  case admin, candidate, client
  static let columns = ["players.role"]
}

/// What a client may do in a company.
enum CompanyRole: String, SchemaEnumeration {
  case owner, manager, member
  static let columns = ["company_memberships.role"]
}

/// How far an access request has come.
enum AccessRequestStatus: String, SchemaEnumeration {
  case pending, approved, declined, blocked, expired
  static let columns = ["access_requests.status"]

  /// What the status means for the client's access to the profile.
  var accessStatus: AccessStatus {
    switch self {
    case .pending: .requested
    case .approved: .approved
    case .declined, .blocked: .denied
    case .expired: .removed
    }
  }

  /// Why the access has ended; nil while it has not.
  var endReason: AccessEndReason? {
    switch self {
    case .pending, .approved: nil
    case .declined: .declined
    case .blocked: .blocked
    case .expired: .expired
    }
  }
}

/// A client's access to a profile.
enum AccessStatus: String, SchemaEnumeration {
  case none, requested, approved, denied, removed, shared
  static let columns = ["avatar_actions.access_status"]
}

/// Why a client's access to a profile has ended.
enum AccessEndReason: String, SchemaEnumeration {
  case expired, declined, blocked, removed
  static let columns = ["avatar_actions.access_end_reason"]
}

/// What a client thinks of a profile.
enum ThumbStatus: String, SchemaEnumeration {
  case liked, disliked
  static let columns = ["avatar_actions.thumb_status"]
}

/// How much of a profile strangers see.
enum Visibility: String, SchemaEnumeration {
  case visible
  case semiAnonymous = "semi_anonymous"
  case fullyAnonymous = "fully_anonymous"
  static let columns = ["avatars.visibility"]
}

/// The levels of the reference table `seniorities`, lowest first.
enum Seniority: String, SchemaEnumeration {
  case junior
  case midLevel = "mid_level"
  case senior, lead, principal
  static let columns = ["avatars.seniority", "job_posts.seniority"]

  /// The seniority of a level from 1 to 5.
  init(level: Int) { self = Self.allCases[level - 1] }

  /// The level from 1 to 5.
  var level: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// The gender of a person or of a picture, as the name lists know it.
enum Gender: String, SchemaEnumeration {
  case female, male
  static let columns = ["avatars.gender", "predefined_avatar_assets.gender_hint"]
}

/// The tiers of the reference table `training_tiers`, lowest first.
enum TrainingTier: String, SchemaEnumeration {
  case certificate, vocational, bachelor, master, doctorate
  static let columns = ["training_logs.tier"]
}

/// The levels of the reference table `proficiency_levels`, lowest first.
enum Proficiency: String, SchemaEnumeration {
  case a1, a2, b1, b2, c1, c2, native
  static let columns = ["dialects.proficiency"]
}

/// The kinds of the reference table `contact_kinds`.
enum BeaconKind: String, SchemaEnumeration {
  case email, mobile, phone
  case workEmail = "work-email"
  case videoCall = "video-call"
  case chat, messenger, website, postal
  static let columns = ["beacons.kind"]
}

/// What a salary expectation is for.
enum SalaryPeriod: String, SchemaEnumeration {
  case year, month, day, hour
  static let columns = ["bounty_rules.period"]
}

/// What somebody signed in with.
enum Device: String, SchemaEnumeration {
  case desktop, mobile, tablet
  static let columns = ["avatar_sessions.device"]
}

/// The kind of a job post's contract.
enum EmploymentType: String, SchemaEnumeration {
  case fullTime = "full_time"
  case partTime = "part_time"
  case contract, internship
  static let columns = ["job_posts.employment_type"]
}

/// Where a job post's work is done.
enum WorkMode: String, SchemaEnumeration {
  case onSite = "on_site"
  case hybrid, remote
  static let columns = ["job_posts.work_mode"]
}

/// Whether a job post can be seen.
enum JobPostStatus: String, SchemaEnumeration {
  case draft, published, closed
  static let columns = ["job_posts.status"]
}

/// Where a job post stands on a candidate's own board.
enum QuestStage: String, SchemaEnumeration {
  case saved, applied, interview, offer, rejected
  static let columns = ["quest_board_entries.stage"]
}

/// A way to sign in.
enum AccessMethod: String, SchemaEnumeration {
  case password
  case magicLink = "magic_link"
  case passkey, google, linkedin, github
  static let columns = ["access_keys.method"]
}

/// What moved a company's credits.
enum CreditKind: String, SchemaEnumeration {
  case grant, purchase, spend, refund
  static let columns = ["credit_transactions.kind"]
}

/// What somebody complains about.
enum ReportReason: String, SchemaEnumeration {
  case spam
  case fakeProfile = "fake_profile"
  case inappropriateContent = "inappropriate_content"
  case misleading, outdated
  static let columns = ["reports.reason"]
}

/// How far a complaint has come.
enum ReportStatus: String, SchemaEnumeration {
  case open
  case inReview = "in_review"
  case resolved, dismissed
  static let columns = ["reports.status"]
}

/// Every enumeration of the schema.
enum SchemaEnumerations {
  static var all: [any SchemaEnumeration.Type] {
    [
      PlayerRole.self, CompanyRole.self, AccessRequestStatus.self, AccessStatus.self,
      AccessEndReason.self, ThumbStatus.self, Visibility.self, Seniority.self, Gender.self,
      TrainingTier.self, Proficiency.self, BeaconKind.self, SalaryPeriod.self, Device.self,
      EmploymentType.self, WorkMode.self, JobPostStatus.self, QuestStage.self, AccessMethod.self,
      CreditKind.self, ReportReason.self, ReportStatus.self,
    ]
  }
}
