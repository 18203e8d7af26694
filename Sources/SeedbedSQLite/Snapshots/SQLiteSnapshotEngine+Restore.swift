internal import Glibc
internal import Seedbed
public import SeedbedSnapshots

extension SQLiteSnapshotEngine {
  /// Puts the image beside the database, proves it, and renames it over the old file.
  ///
  /// Connections that are open keep the old file, and SQLite lets them write to it no more
  /// (`SQLITE_READONLY_DBMOVED`). What lies beside the old file must never be taken for the new
  /// one's: a journal is gone when nobody writes, and a write-ahead log is written back first, for
  /// which nobody else may have the database open.
  public func restore(
    _ snapshot: SnapshotFolder, _ options: SnapshotOptions, work: SnapshotWork
  ) throws {
    try refuse(options)
    guard snapshot.manifest.kind == .file, let image = snapshot.manifest.files.first else {
      throw snapshot.damage("it holds no image of an SQLite file")
    }
    let place = try DatabasePlace(path: path)
    let temporary = try place.makeTemporary()
    var isSwapped = false
    defer { if !isSwapped { place.remove(temporary.name) } }
    let source = try snapshot.open(image)
    let sha256 =
      try snapshot.manifest.isCompressed
      ? ZstandardFile(interruption: work.interruption).decompress(source, to: temporary.file)
      : FileCopier(interruption: work.interruption).copy(source, to: temporary.file).sha256
    try work.reached(.copied)
    try snapshot.prove(image, sha256: sha256)
    try place.adoptMode(temporary.file)
    try temporary.file.synchronize()
    try work.interruption.check()
    try work.reached(.verified)
    try place.whileNobodyWrites {
      try place.swapIn(temporary.name)
      isSwapped = true
    }
  }

  /// Removes copies that a restore has left beside the database; returns how many there were.
  public func removeLeftovers() throws -> Int {
    // Without the database's folder there is nothing in it.
    guard let place = try? DatabasePlace(path: path) else { return 0 }
    return try place.removeLeftovers()
  }
}
