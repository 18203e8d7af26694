internal import Glibc
public import Seedbed

/// The folder that holds a project's snapshots, a folder each.
public struct SnapshotStore: Sendable {
  /// What the names of folders begin with that are not finished, or half removed.
  static let draftPrefix = ".saving-"
  static let wastePrefix = ".deleting-"

  /// The path of the folder.
  public let path: String

  /// Creates a store for a folder, which has to be there before the first snapshot.
  public init(path: String) { self.path = path }

  /// The folder itself may be a link: that is its owner's choice, while those in it never are.
  func openRoot() throws(SnapshotError) -> OpenFile {
    try OpenFile(path: path, O_RDONLY | O_DIRECTORY, follows: true)
  }

  /// The names of the snapshots, in order; of folders that hold a manifest, whatever else is there.
  public func names() throws -> [SnapshotName] {
    let root = try openRoot()
    return try root.names().compactMap { text in
      guard let name = try? SnapshotName(text), Self.isFolder(text, root) else { return nil }
      return name
    }
  }

  /// Opens a snapshot, and keeps it from being deleted for as long as it is open.
  ///
  /// Throws `SnapshotError` when there is none, or one that is a link, damaged or not finished. The
  /// files beside the manifest are not read; `SnapshotFolder.check` does that.
  public func open(_ name: SnapshotName) throws -> SnapshotFolder {
    let root = try openRoot()
    guard Self.exists(name.text, root) else { throw try missing(name) }
    guard Self.isFolder(name.text, root) else {
      throw SnapshotError(
        .damaged,
        "'\(path)/\(name)' is a link or a file, not a snapshot's folder; move it away, or take "
          + "another name")
    }
    let folder = try OpenFile(name.text, in: root, O_RDONLY | O_DIRECTORY)
    guard folder.lock(shared: true) else {
      throw SnapshotError(
        .refused, "the snapshot \(name) is being deleted by another process; take another one")
    }
    return try SnapshotFolder(folder, name: name)
  }

  /// Throws `SnapshotError` when there is a snapshot of this name.
  public func checkIsFree(_ name: SnapshotName) throws {
    guard Self.exists(name.text, try openRoot()) else { return }
    throw SnapshotError(
      .refused,
      "there is already a snapshot '\(name)'; take another name, or remove it with: "
        + "seedbed snapshot delete \(name)")
  }

  /// Begins a new snapshot, which gets its name when it is done.
  public func makeDraft() throws -> SnapshotDraft { try SnapshotDraft(root: openRoot()) }

  /// A name like the given one that no snapshot has: itself, or with `_2`, `_3` … at its end.
  public func freeName(like name: SnapshotName) throws -> SnapshotName {
    let root = try openRoot()
    var candidate = name
    var number = 2
    while Self.exists(candidate.text, root) {
      candidate = try SnapshotName("\(name)_\(number)")
      number += 1
    }
    return candidate
  }

  /// Takes a snapshot out of the store at once, and then removes its files.
  ///
  /// - Parameters:
  ///   - name: the snapshot.
  ///   - release: given the manifest, removes what lies outside of the folder, which is done first;
  ///     not called for a manifest that cannot be read.
  public func delete(_ name: SnapshotName, release: (SnapshotManifest) throws -> Void) throws {
    let root = try openRoot()
    guard Self.exists(name.text, root) else { throw try missing(name) }
    guard Self.isFolder(name.text, root) else {
      // The link goes, never what it points to.
      guard unlinkat(root.descriptor, name.text, 0) == 0 else {
        throw OpenFile.failure("remove", "\(path)/\(name)", errno)
      }
      return
    }
    let folder = try OpenFile(name.text, in: root, O_RDONLY | O_DIRECTORY)
    guard folder.lock() else {
      throw SnapshotError(
        .refused, "the snapshot \(name) is in use by another process; wait until that has ended")
    }
    if let manifest = SnapshotFolder.draftedManifest(in: folder) { try release(manifest) }
    let waste = Self.wastePrefix + SnapshotID.make()
    guard renameat(root.descriptor, name.text, root.descriptor, waste) == 0 else {
      throw OpenFile.failure("rename", folder.path, errno)
    }
    try Self.remove(waste, in: root)
  }

  /// Removes what processes left that died while they saved or deleted; returns how many there were.
  ///
  /// - Parameter release: as that of `delete`; where it returns false, the leftover stays.
  public func removeLeftovers(release: (SnapshotManifest) throws -> Bool) throws -> Int {
    let root = try openRoot()
    var count = 0
    for name in try root.names()
    where name.hasPrefix(Self.draftPrefix) || name.hasPrefix(Self.wastePrefix) {
      guard let folder = try? OpenFile(name, in: root, O_RDONLY | O_DIRECTORY), folder.lock() else {
        continue
      }
      if let manifest = SnapshotFolder.draftedManifest(in: folder), try !release(manifest) {
        continue
      }
      try Self.remove(name, in: root)
      count += 1
    }
    return count
  }

  private func missing(_ name: SnapshotName) throws -> SnapshotError {
    let names = try names().map(\.text)
    let hint =
      nearest(to: name.text, in: names).map { "did you mean '\($0)'?" }
      ?? (names.isEmpty
        ? "there is none yet; make one with: seedbed snapshot save \(name)"
        : "see: seedbed snapshot list")
    return SnapshotError(.missing, "there is no snapshot '\(name)'; \(hint)")
  }

  private static func exists(_ name: String, _ root: borrowing OpenFile) -> Bool {
    var status = stat()
    return fstatat(root.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  private static func isFolder(_ name: String, _ root: borrowing OpenFile) -> Bool {
    var status = stat()
    return fstatat(root.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes a folder and what is in it; links are removed and not followed.
  static func remove(_ name: String, in parent: borrowing OpenFile) throws(SnapshotError) {
    if unlinkat(parent.descriptor, name, 0) == 0 { return }
    guard errno == EISDIR || errno == EPERM else {
      throw OpenFile.failure("remove", "\(parent.path)/\(name)", errno)
    }
    do {
      let folder = try OpenFile(name, in: parent, O_RDONLY | O_DIRECTORY)
      for inner in try folder.names() { try remove(inner, in: folder) }
    }
    guard unlinkat(parent.descriptor, name, AT_REMOVEDIR) == 0 else {
      throw OpenFile.failure("remove", "\(parent.path)/\(name)", errno)
    }
  }
}
