internal import CSQLite
internal import Glibc
public import Seedbed
public import SeedbedSnapshots

extension SQLiteSnapshotEngine {
  /// The name of the image in a snapshot's folder.
  static let imageName = "database.sqlite"
  /// The name of a compressed one.
  static let compressedImageName = "database.sqlite.zst"

  /// Saves an image of the file, as one transaction sees it.
  ///
  /// While a transaction that reads is open, nobody can write to the file of a database with a
  /// rollback journal (https://sqlite.org/lockingv3.html), so that the file may be copied as it is,
  /// and its tables be digested beside that. A database with a write-ahead log is copied page by
  /// page by SQLite's backup, through the same transaction.
  public func save(
    _ draft: SnapshotDraft, _ options: SnapshotOptions, schema: ApplicationSchema,
    work: SnapshotWork
  ) throws -> SavedDatabase {
    try refuse(options)
    let session = try SQLiteEngine.open(path: path, mode: .mustExist)
    defer { session.close() }
    _ = try schema.verify(in: session)
    let isLogged = try session.text("PRAGMA journal_mode") == "wal"
    try session.execute("BEGIN", [])
    // The first statement that reads takes the lock.
    let catalog = try session.catalog()
    let image = ImageCopy(draft: draft, compresses: options.compresses, work: work)
    let digest: DigestReport
    if isLogged {
      let copy = try draft.makeFile(image.isCompressed ? ".image" : Self.imageName)
      try Self.backUp(session, to: copy.path, work.interruption)
      if image.isCompressed {
        try image.take(copy)
        try draft.removeFile(".image")
      } else {
        try image.keep(copy)
      }
      digest = try DatabaseDigest.compute(session: session, catalog: catalog)
    } else {
      // When it is closed, the locks of this process on the file go: after the transaction's end.
      let original = try SharedFile(path: path)
      let reader = try SQLiteEngine.open(path: path, mode: .readOnly)
      defer { reader.close() }
      digest = try DatabaseDigest.compute(session: reader, catalog: catalog) {
        try image.take(original.file)
      }
      try session.rollback()
      withExtendedLifetime(original) {}
    }
    let origin = try SnapshotOrigin(of: session)
    return SavedDatabase(
      kind: .file, engineVersion: session.engineDescription, origin: origin, digest: digest,
      files: [try image.file()], isCompressed: options.compresses)
  }

  /// Copies all pages in one go, as the session's open transaction sees them.
  private static func backUp(
    _ session: SQLiteSession, to path: String, _ interruption: Interruption
  ) throws {
    let target = try SQLiteHandle(
      path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE)
    guard let backup = sqlite3_backup_init(target.pointer, "main", session.database, "main") else {
      throw SQLiteError(target.pointer)
    }
    // As many pages as take some milliseconds, so that the work can be stopped.
    var status = SQLITE_OK
    while status == SQLITE_OK {
      if interruption.isRequested { break }
      status = sqlite3_backup_step(backup, 2048)
    }
    sqlite3_backup_finish(backup)
    try interruption.check()
    guard status == SQLITE_DONE else {
      throw SQLiteError(
        code: SQLiteError.Code(rawValue: status), message: "the database could not be backed up")
    }
  }
}

/// The original, open for as long as somebody needs it; used by one thread at a time.
private final class SharedFile: @unchecked Sendable {
  let file: OpenFile

  init(path: String) throws { file = try OpenFile(path: path, O_RDONLY, follows: true) }
}

/// The image on its way into a draft; filled by one thread, read when that has ended.
private final class ImageCopy: @unchecked Sendable {
  let isCompressed: Bool
  private let draft: SnapshotDraft
  private let work: SnapshotWork
  private var taken: SnapshotManifest.File?

  init(draft: SnapshotDraft, compresses: Bool, work: SnapshotWork) {
    self.draft = draft
    isCompressed = compresses
    self.work = work
  }

  /// Copies, or compresses, a file into the draft.
  func take(_ original: borrowing OpenFile) throws {
    let name =
      isCompressed ? SQLiteSnapshotEngine.compressedImageName : SQLiteSnapshotEngine.imageName
    let image = try draft.makeFile(name)
    let (bytes, sha256) =
      try isCompressed
      ? ZstandardFile(interruption: work.interruption).compress(original, to: image)
      : FileCopier(interruption: work.interruption).copy(original, to: image)
    try image.synchronize()
    taken = SnapshotManifest.File(name: name, bytes: bytes, sha256: sha256)
  }

  /// Takes a file that is in the draft already.
  func keep(_ image: borrowing OpenFile) throws {
    let (bytes, sha256) = try FileCopier(interruption: work.interruption).hash(image)
    try image.synchronize()
    taken = SnapshotManifest.File(
      name: SQLiteSnapshotEngine.imageName, bytes: bytes, sha256: sha256)
  }

  func file() throws -> SnapshotManifest.File {
    guard let taken else { preconditionFailure("the image was not taken") }
    return taken
  }
}
