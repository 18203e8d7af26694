/// All that decides a run besides the steps, resolved once before it starts.
public struct RunConfiguration: Sendable {
  /// The values of all flags.
  public let flags: FlagValues
  /// The number that decides all generated data.
  public let seed: UInt64
  /// The instant that the run takes for now.
  public let asOf: Timestamp
  /// The database to fill.
  public let databaseURL: DatabaseURL
  /// Whether the checks run after the last step.
  public let validates: Bool
  /// Whether a quality check that does not pass is an error.
  public let isStrict: Bool
  /// The snapshot to restore before the run, or to save after it.
  public let snapshot: SnapshotRequest?
  /// Whether only results and problems are printed.
  public let isQuiet: Bool
  /// When the run was started, by the computer's clock: for the report, never for data.
  public let startedAt: Timestamp

  /// Creates a configuration from resolved flags, the framework's among them.
  ///
  /// Throws the problems of the instant and of the database's URL; flags that come from
  /// `FlagResolver` have none.
  public init(
    flags: FlagValues, startedAt: Timestamp, isQuiet: Bool = false
  ) throws(UsageProblems) {
    self.flags = flags
    self.startedAt = startedAt
    self.isQuiet = isQuiet
    seed = UInt64(flags[FrameworkFlags.seed])
    validates = !flags[FrameworkFlags.skipValidation]
    isStrict = flags[FrameworkFlags.strictValidation]
    var problems: [String] = []
    let asOfText = flags[FrameworkFlags.asOf]
    let asOf = Timestamp(asOfText)
    if asOf == nil {
      problems.append(
        "\(FrameworkFlags.asOf.declaration.name) is '\(asOfText)': that is no instant; "
          + "write it as in 2026-01-31T09:30:00Z")
    }
    let url = UsageProblems.collecting(into: &problems) { () throws(UsageProblems) in
      try DatabaseURL(flags[FrameworkFlags.databaseURL])
    }
    let snapshot = UsageProblems.collecting(into: &problems) { () throws(UsageProblems) in
      try SnapshotRequest.read(flags[FrameworkFlags.snapshot])
    }
    guard let asOf, let url, let snapshot else { throw UsageProblems(problems) }
    self.snapshot = snapshot
    self.asOf = asOf
    databaseURL = url
  }

  /// What the run's header says, one line each: seed, instant, database and engine, and the flags
  /// that are not at their default and where they came from. Never a password.
  public func headerLines(engine: String) -> [String] {
    let lines = [
      "seed      \(seed)",
      "as of     \(asOf)",
      "database  \(databaseURL.redacted) (\(engine))",
    ]
    let shownAbove = [
      FrameworkFlags.seed.declaration, FrameworkFlags.asOf.declaration,
      FrameworkFlags.databaseURL.declaration,
    ]
    let changed = flags.settings.filter {
      $0.origin != .default && !shownAbove.contains($0.declaration)
    }
    return lines
      + changed.enumerated().map { index, setting in
        let label = index == 0 ? "flags     " : "          "
        return "\(label)\(setting.declaration.name)=\(setting.displayText) (\(setting.origin.text))"
      }
  }
}

extension FlagValues.Origin {
  /// Where the value comes from, for people.
  public var text: String {
    switch self {
    case .default: "default"
    case .environment: "environment"
    case .option: "command line"
    }
  }
}
