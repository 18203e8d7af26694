internal import Seedbed

/// A profile that has been written, and its ids.
struct Candidate: Sendable {
  var playerID: Int64
  var avatarID: Int64
  var profile: CandidateProfile
}

extension SeedContext {
  /// The 40 candidates of a default run in the order of their rows.
  func candidates() throws -> [Candidate] {
    let (demo, asked, homepage, random) = try require(
      .demoCandidate, .accessRequestCandidate, .homepageCandidates, .randomCandidates)
    return [demo, asked] + homepage + random
  }
}

extension ContextKeys {
  /// What `SeedContext.candidates()` needs.
  static let candidates = ContextKeys(
    .demoCandidate, .accessRequestCandidate, .homepageCandidates, .randomCandidates)
}
