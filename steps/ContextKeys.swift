internal import Seedbed

extension ContextKey where Value == [Company] {
  /// Bluegeko and the four demo companies, in the order of their file.
  static var companies: Self { Self("companies") }
}

extension ContextKey where Value == [StaffPlayer] {
  /// The administrators; the first is admin@bluegeko.com.
  static var admins: Self { Self("admins") }
  /// The companies' people: owners, managers and members.
  static var clients: Self { Self("clients") }
}

extension ContextKey where Value == CatalogueIDs {
  /// The ids of the categories by slug.
  static var categories: Self { Self("categories") }
  /// The ids of the job titles by category and title.
  static var jobTitles: Self { Self("job_titles") }
  /// The ids of the realms by code.
  static var realms: Self { Self("realms") }
  /// The ids of the message channels by slug.
  static var messageChannels: Self { Self("message_channels") }
  /// The ids of the quest-board categories by slug.
  static var questBoardCategories: Self { Self("quest_board_categories") }
}

extension ContextKey where Value == [JobPost] {
  /// The demo companies' job posts, in the order of their file.
  static var jobPosts: Self { Self("job_posts") }
}

extension ContextKey where Value == Candidate {
  /// The candidate that a visitor signs in as.
  static var demoCandidate: Self { Self("demo_candidate") }
  /// The candidate whom every client has asked for access.
  static var accessRequestCandidate: Self { Self("access_request_candidate") }
}

extension ContextKey where Value == [Candidate] {
  /// The administrators' own profiles.
  static var adminAvatars: Self { Self("admin_avatars") }
  /// The candidates on the homepage.
  static var homepageCandidates: Self { Self("homepage_candidates") }
  /// The candidates that the seed draws.
  static var randomCandidates: Self { Self("random_candidates") }
  /// The rich candidates that SEED_FULL_CANDIDATES adds.
  static var fullCandidates: Self { Self("full_candidates") }
}

extension ContextKey where Value == [AccessRequest] {
  /// The access requests in the order of `DemoMix.accessRequests`.
  static var accessRequests: Self { Self("access_requests") }
}

extension ContextKey where Value == [SharedProfile] {
  /// The profiles that candidates have shared with a client by themselves.
  static var sharedProfiles: Self { Self("shared_profiles") }
}

extension ContextKey where Value == [Conversation] {
  /// The conversations between clients and candidates.
  static var conversations: Self { Self("conversations") }
}
