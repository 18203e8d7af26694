/// What differs between a snapshot and a database.
public struct SnapshotComparison: Codable, Hashable, Sendable {
  /// One table that is not the same.
  public struct Table: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The rows in the snapshot; nil where it has no such table.
    public var savedRows: Int?
    /// The rows in the database; nil where it has no such table.
    public var rows: Int?
  }

  /// The snapshot's name.
  public var snapshot: String
  /// How many tables there are, those of either side.
  public var tableCount: Int
  /// The tables whose rows or digests differ, in order of name.
  public var changed: [Table]

  /// Compares the digests of a database now with those of a snapshot.
  public init(of manifest: SnapshotManifest, with now: DigestReport) {
    snapshot = manifest.name
    let saved = Dictionary(uniqueKeysWithValues: manifest.tables.map { ($0.name, $0) })
    let there = Dictionary(uniqueKeysWithValues: now.tables.map { ($0.name, $0) })
    let names = Set(saved.keys).union(there.keys).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    tableCount = names.count
    changed = names.filter { saved[$0] != there[$0] }.map {
      Table(name: $0, savedRows: saved[$0]?.rows, rows: there[$0]?.rows)
    }
  }
}
