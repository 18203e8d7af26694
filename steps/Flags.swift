internal import Seedbed

extension Flag where Value == Bool {
  /// Skips step 34.
  static var skipSeedReports: Self {
    .skips("SKIP_SEED_REPORTS", "Seeds no complaints about profiles and job posts")
  }

  /// Enables steps 25 and 26.
  static var seedFullCandidates: Self {
    .enables("SEED_FULL_CANDIDATES", "Seeds 40 more candidates, with every kind of data")
  }

  /// Enables step 37.
  static var createBatchProfiles: Self {
    .enables("CREATE_BATCH_PROFILES", "Loads complete candidate profiles in bulk")
  }

  /// Makes step 37 tell more.
  static var batchVerbose: Self {
    .option("BATCH_VERBOSE", "Reports every chunk of the bulk load")
  }
}

extension Flag where Value == Int {
  /// How many profiles step 37 loads.
  static var batchProfileCount: Self {
    .count(
      "BATCH_PROFILE_COUNT", "How many profiles the bulk load makes", default: 100_000,
      in: 1...10_000_000)
  }

  /// How many profiles make a chunk of step 37.
  static var batchChunkSize: Self {
    .count(
      "BATCH_CHUNK_SIZE", "How many profiles are committed at a time", default: 5000,
      in: 1...1_000_000)
  }
}

/// The application's flags in the order in which help shows them.
enum TalentFlags {
  static var all: [FlagDeclaration] {
    [
      Flag.skipSeedReports.declaration, Flag.seedFullCandidates.declaration,
      Flag.createBatchProfiles.declaration, Flag.batchProfileCount.declaration,
      Flag.batchChunkSize.declaration, Flag.batchVerbose.declaration,
    ]
  }
}
