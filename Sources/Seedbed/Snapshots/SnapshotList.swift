/// The snapshots of a project, the newest first, and last those that cannot be read.
public struct SnapshotList: Codable, Hashable, Sendable {
  /// One snapshot.
  public struct Entry: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// How its data is kept; nil of one that cannot be read.
    public var kind: SnapshotManifest.Kind?
    /// The engine's name and version.
    public var engine: String?
    /// When it was saved.
    public var createdAt: String?
    /// The rows of all tables.
    public var rows: Int?
    /// What it takes on the disk; nil of one whose database is gone.
    public var bytes: Int?
    /// Why it cannot be read; nil of one that can.
    public var problem: String?

    /// Creates the entry of a snapshot.
    public init(name: String, manifest: SnapshotManifest, bytes: Int?) {
      self.name = name
      kind = manifest.kind
      engine = manifest.engine.version
      createdAt = manifest.createdAt
      rows = manifest.rowCount
      self.bytes = bytes
    }

    /// Creates the entry of a snapshot that cannot be read.
    public init(name: String, problem: String) {
      self.name = name
      self.problem = problem
    }
  }

  /// The snapshots.
  public let entries: [Entry]

  /// Creates a list from entries in any order.
  public init(_ entries: [Entry]) {
    self.entries = entries.sorted {
      // Instants of one form sort as their texts do; names decide among equals.
      ($0.createdAt ?? "", $1.name) > ($1.createdAt ?? "", $0.name)
    }
  }
}
