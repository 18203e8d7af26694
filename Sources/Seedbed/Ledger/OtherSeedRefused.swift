/// The database holds rows of another seed or instant, and the user has to decide.
public struct OtherSeedRefused: Refusal, CustomStringConvertible {
  let recordedSeed: UInt64
  let recordedAsOf: String
  let seed: UInt64
  let asOf: Timestamp

  /// Throws when a run has another seed or instant than the last one, whose rows are there.
  static func check(
    _ last: LedgerRun, _ configuration: RunConfiguration
  ) throws(OtherSeedRefused) {
    guard last.seed != configuration.seed || last.asOf != configuration.asOf.description else {
      return
    }
    throw OtherSeedRefused(
      recordedSeed: last.seed, recordedAsOf: last.asOf, seed: configuration.seed,
      asOf: configuration.asOf)
  }

  /// What the database was seeded with, what this run asks for, and what to do.
  public var description: String {
    """
    the database was seeded with SEED \(recordedSeed) as of \(recordedAsOf), and this run has SEED \
    \(seed) as of \(asOf), whose rows do not go with those; give the same again, take another \
    database, or begin anew with: seedbed run --restart
    """
  }
}
