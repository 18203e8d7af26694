/// What a snapshot is and what is in it: the text `manifest.json` beside the data.
///
/// It never holds a password, nor where the database was.
public struct SnapshotManifest: Codable, Hashable, Sendable {
  /// The version of the manifest's form that this version of Seedbed writes and reads.
  public static let currentFormatVersion = 2

  /// How the data is kept.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// An image of an SQLite file.
    case file
    /// What `pg_dump` writes in directory format; restores on any server.
    case archive
    /// A database beside the original, on its PostgreSQL server.
    case instant
  }

  /// The engine that the data comes from.
  public struct Engine: Codable, Hashable, Sendable {
    /// The short name, such as `sqlite`.
    public var name: String
    /// The name and version, such as `SQLite 3.40.1`.
    public var version: String

    /// Creates the description of an engine.
    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  /// The application's schema.
  public struct Schema: Codable, Hashable, Sendable {
    /// The digest of its script's text: equal texts make equal schemas.
    public var scriptDigest: String
    /// The digest of the catalog that the script makes, which comments do not change.
    public var fingerprint: String

    /// Creates the description of a schema.
    public init(scriptDigest: String, fingerprint: String) {
      self.scriptDigest = scriptDigest
      self.fingerprint = fingerprint
    }
  }

  /// One file of the snapshot.
  public struct File: Codable, Hashable, Sendable {
    /// The name, in the snapshot's folder; a folder in it stands before a slash.
    public var name: String
    /// Its size.
    public var bytes: Int
    /// Its SHA-256, as 64 hexadecimal digits.
    public var sha256: String

    /// Creates the description of a file.
    public init(name: String, bytes: Int, sha256: String) {
      self.name = name
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// Where an instant snapshot is.
  public struct Server: Codable, Hashable, Sendable {
    /// What tells the server from all others (`pg_control_system`).
    public var systemIdentifier: String
    /// The database that holds the data.
    public var database: String
    /// The database that holds a copy of it, made ahead of time, where there is one.
    public var spare: String
    /// The size of the database.
    public var bytes: Int

    /// Creates the description of a place.
    public init(systemIdentifier: String, database: String, spare: String, bytes: Int) {
      self.systemIdentifier = systemIdentifier
      self.database = database
      self.spare = spare
      self.bytes = bytes
    }
  }

  /// The version of this form.
  public var formatVersion = currentFormatVersion
  /// The snapshot's name.
  public var name: String
  /// 32 hexadecimal digits that no other snapshot has.
  public var id: String
  /// How the data is kept.
  public var kind: Kind
  /// When it was saved, in UTC, by the computer's clock.
  public var createdAt: String
  /// The version of Seedbed that saved it.
  public var toolVersion: String
  /// The engine.
  public var engine: Engine
  /// The application's schema.
  public var schema: Schema
  /// What the rows were made from.
  public var origin: SnapshotOrigin
  /// Rows and digest of every table, in order of name.
  public var tables: [DigestReport.Table]
  /// The digest over all tables.
  public var digest: String
  /// The files beside the manifest, in order of name.
  public var files: [File]
  /// Whether the image is compressed with Zstandard.
  public var isCompressed: Bool
  /// Where it is; nil for one that is all in files.
  public var server: Server?

  /// Creates a manifest.
  public init(
    name: String, id: String, kind: Kind, createdAt: String, toolVersion: String, engine: Engine,
    schema: Schema, origin: SnapshotOrigin, digest: DigestReport, files: [File],
    isCompressed: Bool, server: Server?
  ) {
    self.name = name
    self.id = id
    self.kind = kind
    self.createdAt = createdAt
    self.toolVersion = toolVersion
    self.engine = engine
    self.schema = schema
    self.origin = origin
    tables = digest.tables
    self.digest = digest.total
    self.files = files
    self.isCompressed = isCompressed
    self.server = server
  }

  /// The rows of all tables.
  public var rowCount: Int { tables.reduce(0) { $0 + $1.rows } }
  /// What it takes on the disk, a spare left out.
  public var byteCount: Int { files.reduce(0) { $0 + $1.bytes } + (server?.bytes ?? 0) }
}
