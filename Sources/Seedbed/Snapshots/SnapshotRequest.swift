/// What `SEED_SNAPSHOT` asks of a run.
public enum SnapshotRequest: Hashable, Sendable {
  /// Save the database once the run is done; with no name, one that tells what is in it.
  case save(SnapshotName?)
  /// Restore a snapshot first, and go on from there.
  case restore(SnapshotName)

  /// The text that asks for nothing.
  public static let noneText = "none"

  /// What the flag takes, for people.
  public static let takes = "save, save:NAME or restore:NAME"

  /// Reads `save`, `save:NAME` or `restore:NAME`; nil for `none`.
  ///
  /// Throws one problem, to be read after the flag's name.
  static func read(_ text: String) throws(UsageProblems) -> SnapshotRequest? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.count > 1 ? String(parts[1]) : nil
    switch (parts.first ?? "", name) {
    case (noneText[...], nil): return nil
    case ("save", nil): return .save(nil)
    case ("save", let name?): return .save(try SnapshotName(name))
    case ("restore", let name?): return .restore(try SnapshotName(name))
    default:
      throw UsageProblems(["is '\(forPeople(text))'; it takes \(takes)"])
    }
  }
}
