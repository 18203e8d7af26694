/// A snapshot from which a run can go on: what it holds is the beginning of what the run makes.
public struct Checkpoint: Sendable {
  /// The snapshot.
  public let manifest: SnapshotManifest
  /// What a run does with each step once the snapshot is restored.
  public let outlook: RunOutlook
  /// How many of the run's steps it holds.
  public let stepCount: Int

  /// What going on from it costs and spares, in seconds, against a database as it stands.
  struct Balance: Hashable {
    /// About how long the restore takes.
    var restoring: Double
    /// How long the steps took that the run would repeat, and that need not be when it is restored.
    var spared: Double
    /// How long the steps took that are done in the database, and are to be done again after it.
    var lost: Double

    /// Whether it is quicker.
    var isWorth: Bool { restoring + lost < spared }
  }

  /// Compares a restore with the run on the database as it stands.
  func balance(against now: RunOutlook) -> Balance {
    var balance = Balance(restoring: manifest.restoreSeconds, spared: 0, lost: 0)
    for step in now.works.indices {
      switch (now.works[step] == .run, outlook.works[step] == .run) {
      case (true, false): balance.spared += outlook.recordedSeconds[step]
      case (false, true): balance.lost += now.recordedSeconds[step]
      case (true, true), (false, false): break
      }
    }
    return balance
  }
}

/// Which snapshot a run goes on from, and why; in the run's report as well.
public struct CheckpointChoice: Codable, Hashable, Sendable {
  /// The name of the snapshot; nil when none is restored.
  public var snapshot: String?
  /// Why it is this one, or why it is none: a sentence without its full stop.
  public var reason: String

  /// Creates a choice.
  public init(snapshot: String?, reason: String) {
    self.snapshot = snapshot
    self.reason = reason
  }
}

/// Why a run cannot go on from a snapshot.
public struct CheckpointMisfit: Error, Hashable, Sendable, CustomStringConvertible {
  /// The snapshot's name.
  public let snapshot: String
  /// What keeps it from fitting, such as `it has SEED 7`.
  public let reason: String

  /// Creates a reason.
  public init(_ snapshot: String, _ reason: String) {
    self.snapshot = snapshot
    self.reason = reason
  }

  /// The name and the reason.
  public var description: String { "\(snapshot): \(reason)" }
}
