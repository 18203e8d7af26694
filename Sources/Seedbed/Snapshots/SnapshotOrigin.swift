/// What the rows of a database were made from, as its ledger says.
public struct SnapshotOrigin: Codable, Hashable, Sendable {
  /// The parents of one bulk load's plan.
  public struct Plan: Codable, Hashable, Sendable {
    /// The plan's name.
    public var name: String
    /// How many parents are there.
    public var parents: Int
    /// What their rows depend on.
    public var fingerprint: String

    /// Creates the description of a load.
    public init(name: String, parents: Int, fingerprint: String) {
      self.name = name
      self.parents = parents
      self.fingerprint = fingerprint
    }
  }

  /// The application that seeded it; nil for a database that was not seeded.
  public var application: String?
  /// The number that decided the data; nil for a database that was not seeded.
  public var seed: UInt64?
  /// The instant that was taken for now.
  public var asOf: String?
  /// The flags of the last run, but the database's URL.
  public var flags: [String: FlagValues.Value]
  /// The steps that were run, as the ledger has them, in order of their ids.
  public var steps: [LedgerStep]
  /// The bulk loads, in order of name.
  public var plans: [Plan]

  /// Creates an origin.
  public init(
    application: String? = nil, seed: UInt64? = nil, asOf: String? = nil,
    flags: [String: FlagValues.Value] = [:], steps: [LedgerStep] = [], plans: [Plan] = []
  ) {
    self.application = application
    self.seed = seed
    self.asOf = asOf
    self.flags = flags
    self.steps = steps
    self.plans = plans
  }

  /// Reads the ledger of a database; one without tells nothing.
  public init(of session: any DatabaseSession) throws {
    let ledger = try SeedLedger.read(session)
    let last = ledger.runs.last
    self.init(
      application: last?.application, seed: last?.seed, asOf: last?.asOf,
      flags: last?.flags ?? [:], steps: ledger.steps)
    for chunk in ledger.chunks {
      if plans.last?.name == chunk.plan {
        plans[plans.count - 1].parents += chunk.parentCount
      } else {
        plans.append(
          Plan(name: chunk.plan, parents: chunk.parentCount, fingerprint: chunk.fingerprint))
      }
    }
  }

  /// A name that tells what a snapshot of it holds: engine, what was loaded in bulk, or how many
  /// rows there are, and seed and day where they are known: `postgres_batch-100k_seed42_20260101`.
  public func name(engine: String, rowCount: Int) throws(UsageProblems) -> SnapshotName {
    var parts = [engine]
    parts += plans.prefix(3).map { "\($0.name)-\(Self.short($0.parents))" }
    if plans.isEmpty { parts.append("\(Self.short(rowCount))-rows") }
    if let seed { parts.append("seed\(seed)") }
    if let asOf { parts.append(String(asOf.prefix(10).filter(\.isNumber))) }
    let text = parts.joined(separator: "_").unicodeScalars.map { scalar -> Character in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": Character(scalar)
      default: "-"
      }
    }
    return try SnapshotName(String(text.prefix(SnapshotName.longest - 4)))
  }

  /// A number in at most four characters, rounded down: `999`, `12k`, `100k`, `3m`.
  static func short(_ number: Int) -> String {
    switch number {
    case ..<1000: "\(number)"
    case ..<1_000_000: "\(number / 1000)k"
    default: "\(number / 1_000_000)m"
    }
  }
}
