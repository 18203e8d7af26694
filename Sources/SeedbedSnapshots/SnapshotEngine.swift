public import Seedbed

/// What an engine does to save and restore one database.
public protocol SnapshotEngine: AnyObject {
  /// The short name of the engine, as in manifests.
  var engineName: String { get }

  /// The catalog that a schema makes on this engine.
  func catalog(of schema: ApplicationSchema) throws -> SchemaCatalog
  /// Saves the database into a draft, and says what was saved.
  func save(
    _ draft: SnapshotDraft, _ options: SnapshotOptions, schema: ApplicationSchema,
    work: SnapshotWork
  ) throws -> SavedDatabase
  /// Puts the data of a snapshot in the place of the database, or makes one where there is none.
  ///
  /// Either all is done, or the old database is as it was. Throws `SnapshotError` when a file is not
  /// what the manifest says.
  func restore(
    _ snapshot: SnapshotFolder, _ options: SnapshotOptions, work: SnapshotWork
  ) throws
  /// Removes what a snapshot has outside of its folder.
  func release(_ manifest: SnapshotManifest) throws
  /// Looks whether what a snapshot has outside of its folder is there.
  ///
  /// Throws `SnapshotError` when it is not.
  func check(_ manifest: SnapshotManifest) throws
  /// The bytes that a snapshot takes outside of its folder now, its spare included.
  func outsideByteCount(_ manifest: SnapshotManifest) throws -> Int
  /// Removes what processes left that died while they saved or restored; returns how many there were.
  func removeLeftovers() throws -> Int
}

/// How a snapshot is saved or restored.
public struct SnapshotOptions: Hashable, Sendable {
  /// Whether the image is compressed.
  public var compresses: Bool
  /// Whether an archive is made where the engine could do without.
  public var isArchive: Bool
  /// Whether a copy is made ahead of the next restore.
  public var makesSpare: Bool
  /// Whether sessions that are in the way are ended.
  public var disconnects: Bool

  /// Creates options.
  public init(
    compresses: Bool = false, isArchive: Bool = false, makesSpare: Bool = false,
    disconnects: Bool = false
  ) {
    self.compresses = compresses
    self.isArchive = isArchive
    self.makesSpare = makesSpare
    self.disconnects = disconnects
  }
}

/// What surrounds the work on a snapshot.
public struct SnapshotWork: Sendable {
  /// Asked where the work can stop.
  public var interruption: Interruption
  /// Told what has just been reached; what it throws ends the work.
  public var reached: @Sendable (SnapshotStage) throws -> Void
  /// Told what the user should know, one line.
  public var note: @Sendable (String) -> Void

  /// Creates what surrounds the work.
  public init(
    interruption: Interruption = Interruption(),
    reached: @escaping @Sendable (SnapshotStage) throws -> Void = { _ in },
    note: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.interruption = interruption
    self.reached = reached
    self.note = note
  }
}

/// The moments of saving and restoring, in order.
public enum SnapshotStage: String, CaseIterable, Sendable {
  /// A save has its folder, under a temporary name.
  case drafted
  /// The data is in it.
  case imaged
  /// The snapshot is there.
  case saved
  /// A restore has proved the manifest.
  case proved
  /// The data is beside the database.
  case copied
  /// The copy is proved, and takes the database's place next.
  case verified
  /// It has taken it.
  case swapped
}

/// What an engine has saved.
public struct SavedDatabase: Sendable {
  /// How the data is kept.
  public var kind: SnapshotManifest.Kind
  /// The engine's name and version.
  public var engineVersion: String
  /// What the rows were made from.
  public var origin: SnapshotOrigin
  /// Rows and digests.
  public var digest: DigestReport
  /// The files.
  public var files: [SnapshotManifest.File]
  /// Whether the image is compressed.
  public var isCompressed: Bool
  /// Where it is.
  public var server: SnapshotManifest.Server?

  /// Creates the description of what was saved.
  public init(
    kind: SnapshotManifest.Kind, engineVersion: String, origin: SnapshotOrigin,
    digest: DigestReport, files: [SnapshotManifest.File],
    isCompressed: Bool = false, server: SnapshotManifest.Server? = nil
  ) {
    self.kind = kind
    self.engineVersion = engineVersion
    self.origin = origin
    self.digest = digest
    self.files = files
    self.isCompressed = isCompressed
    self.server = server
  }
}
