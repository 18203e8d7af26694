internal import Glibc
internal import Seedbed
internal import SeedbedSnapshots

/// Where an SQLite file lies: its folder, its name in it, and what may lie beside it.
struct DatabasePlace: ~Copyable {
  /// What a copy is called that is to take the file's place: the file's name stands between them.
  private static let prefix = "."
  private static let infix = ".restoring-"
  /// What SQLite keeps beside a file.
  private static let siblings = ["-journal", "-wal", "-shm"]

  private let folder: OpenFile
  private let name: String
  private let path: String

  /// The place of the file that a path names; of a link, that of the file which it leads to.
  init(path: String) throws(SnapshotError) {
    var resolved = path
    if let real = realpath(path, nil) {
      resolved = String(cString: real)
      free(real)
    }
    self.path = resolved
    let slash = resolved.lastIndex(of: "/")
    name = slash.map { String(resolved[resolved.index(after: $0)...]) } ?? resolved
    let parent = slash.map { $0 == resolved.startIndex ? "/" : String(resolved[..<$0]) } ?? "."
    folder = try OpenFile(path: parent, O_RDONLY | O_DIRECTORY, follows: true)
  }

  /// A new file beside the database, locked for as long as it is open.
  struct Temporary: ~Copyable {
    let name: String
    let file: OpenFile
  }

  /// Creates an empty file beside the database.
  func makeTemporary() throws(SnapshotError) -> Temporary {
    let name = Self.prefix + name + Self.infix + SnapshotID.make()
    let file = try OpenFile(name, in: folder, O_RDWR | O_CREAT | O_EXCL)
    guard file.lock() else {
      throw SnapshotError(.refused, "'\(file.path)' was taken for a leftover; try again")
    }
    return Temporary(name: name, file: file)
  }

  /// Removes a file beside the database; one that cannot be removed is a leftover.
  func remove(_ name: String) { unlinkat(folder.descriptor, name, 0) }

  /// Removes the temporary files that nobody holds; returns how many there were.
  func removeLeftovers() throws(SnapshotError) -> Int {
    var count = 0
    for other in try folder.names() where other.hasPrefix(Self.prefix + name + Self.infix) {
      guard let file = try? OpenFile(other, in: folder, O_RDONLY), file.lock() else { continue }
      remove(other)
      count += 1
    }
    return count
  }

  /// Gives a file the permissions of the database, or those of a new file where there is none.
  func adoptMode(_ file: borrowing OpenFile) throws(SnapshotError) {
    var status = stat()
    guard fstatat(folder.descriptor, name, &status, 0) == 0 else { return }
    guard fchmod(file.descriptor, status.st_mode & 0o7777) == 0 else {
      throw OpenFile.failure("write", file.path, errno)
    }
  }

  /// Does something while no other process can write to the database, whose pages are all in its
  /// file then, and none beside it.
  ///
  /// Throws `SQLiteError` of kind `busy` when another one does not let go of it.
  func whileNobodyWrites(_ body: () throws -> Void) throws {
    var status = stat()
    guard fstatat(folder.descriptor, name, &status, 0) == 0 else { return try body() }
    let session = try SQLiteEngine.open(path: path, mode: .mustExist)
    defer { session.close() }
    // Writes a log back and removes it, which takes the database for this process alone; does nothing
    // to one without. A journal of a process that died has been played back by then.
    if try session.text("PRAGMA journal_mode") == "wal" {
      guard try session.text("PRAGMA journal_mode = DELETE") == "delete" else {
        throw SQLiteError(
          code: .SQLITE_BUSY,
          message: "the database has a write-ahead log that others have open: '\(path)'")
      }
    }
    try session.begin()
    try body()
    try session.rollback()
  }

  /// Makes a file beside the database the database, in one step.
  ///
  /// What SQLite may have left beside it goes first: of the old file it holds nothing any more, and
  /// to the new one it does not belong.
  func swapIn(_ temporary: String) throws(SnapshotError) {
    for sibling in Self.siblings where unlinkat(folder.descriptor, name + sibling, 0) != 0 {
      guard errno == ENOENT else { throw OpenFile.failure("remove", path + sibling, errno) }
    }
    guard renameat(folder.descriptor, temporary, folder.descriptor, name) == 0 else {
      throw OpenFile.failure("replace", path, errno)
    }
    try folder.synchronize()
  }
}
