internal import Seedbed

/// A company that has been written.
struct Company: Sendable {
  var id: Int64
  var slug: String
  var name: String
  var country: String
}

/// An administrator or a client that has been written.
struct StaffPlayer: Sendable {
  var id: Int64
  var person: Person
  /// The key of `demo_people.tsv`.
  var key: String
  /// The company and the role in it; nil for administrators.
  var membership: Membership?

  /// What a client is in a company.
  struct Membership: Sendable {
    var company: Company
    var role: CompanyRole
  }
}

/// A job post that has been written.
struct JobPost: Sendable {
  var id: Int64
  var companyID: Int64
  var category: String
  /// The title without its level.
  var plainTitle: String
  var title: String
  var status: JobPostStatus
  /// nil for a draft.
  var publishedAt: Timestamp?
}

/// An access request that has been written.
struct AccessRequest: Sendable {
  var id: Int64
  var candidate: Candidate
  var client: StaffPlayer
  var company: Company
  var jobPost: JobPost?
  var status: AccessRequestStatus
  var requestedAt: Timestamp
  /// When the candidate answered; nil where they have not.
  var decidedAt: Timestamp?
  var expiresAt: Timestamp

  /// When the client lost the credits' worth and got them back: the answer, or the lapse.
  var refundedAt: Timestamp? {
    switch status {
    case .declined: decidedAt
    case .expired: expiresAt
    case .pending, .approved, .blocked: nil
    }
  }
}

/// A profile that a candidate has shared with a client unasked.
struct SharedProfile: Sendable {
  var candidate: Candidate
  var client: StaffPlayer
  var company: Company
}

/// A conversation that has been written.
struct Conversation: Sendable {
  var id: Int64
  var candidate: Candidate
  var client: StaffPlayer
  var company: Company
  /// What is talked about: a job post's title, or else the candidate's own.
  var title: String
  var firstMessageID: Int64
  var startedAt: Timestamp
}

extension [JobPost] {
  /// The post that a company would write to a candidate about at an instant: one of the same title
  /// if there is one, otherwise one of the same category, otherwise none.
  func suiting(_ candidate: Candidate, of companyID: Int64, at instant: Timestamp) -> JobPost? {
    let fitting = filter {
      guard $0.companyID == companyID, $0.status == .published, let published = $0.publishedAt
      else { return false }
      return published <= instant && $0.category == candidate.profile.category.slug
    }
    return fitting.first { $0.plainTitle == candidate.profile.title.name } ?? fitting.first
  }
}

extension StaffPlayer {
  /// The company of a client. Throws `UnknownCatalogueEntry` for an administrator.
  func company() throws -> Company {
    guard let membership else { throw UnknownCatalogueEntry(noun: "company of", key: key) }
    return membership.company
  }
}
