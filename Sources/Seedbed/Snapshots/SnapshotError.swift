/// Why something cannot be done with a snapshot.
public struct SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kinds of reasons there are.
  public enum Kind: Hashable, Sendable {
    /// There is no such snapshot, or none of this kind.
    case missing
    /// There is one already, or somebody is in the way: the user has to decide.
    case refused
    /// It is not what was saved, or not all of it.
    case damaged
    /// It was made of another engine, schema or server.
    case foreign
    /// The system, or a program that was called, failed.
    case failed
  }

  /// The kind of the reason.
  public let kind: Kind
  /// What happened, where, and what to do about it.
  public let description: String

  /// Creates an error.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
