internal import Glibc
package import Seedbed

/// A snapshot that is being saved: a folder under a temporary name, which becomes the snapshot in
/// one step and goes with the object otherwise.
///
/// The folder is locked as long as its process lives; one that nobody holds any more is a leftover.
public final class SnapshotDraft {
  /// What no other snapshot has: 32 hexadecimal digits.
  public let id: String

  private let root: OpenFile
  private let folder: OpenFile
  private let temporaryName: String
  private var isFinished = false

  init(root: consuming OpenFile) throws(SnapshotError) {
    id = SnapshotID.make()
    temporaryName = SnapshotStore.draftPrefix + id
    let (descriptor, path) = (root.descriptor, "\(root.path)/\(temporaryName)")
    guard mkdirat(descriptor, temporaryName, 0o700) == 0 else {
      throw OpenFile.failure("create", path, errno)
    }
    folder = try OpenFile(temporaryName, in: root, O_RDONLY | O_DIRECTORY)
    self.root = root
    guard folder.lock() else {
      throw SnapshotError(.refused, "'\(path)' was taken for a leftover; try again")
    }
  }

  deinit {
    // What cannot be removed is a leftover, which the next save removes.
    if !isFinished { try? SnapshotStore.remove(temporaryName, in: root) }
  }

  /// The path of the folder, for programs that write into it.
  package var path: String { "\(root.path)/\(temporaryName)" }

  /// Creates a file of the snapshot, open for reading and writing.
  package func makeFile(_ name: String) throws(SnapshotError) -> OpenFile {
    try OpenFile(name, in: folder, O_RDWR | O_CREAT | O_EXCL)
  }

  /// Removes a file that does not belong to the snapshot after all.
  package func removeFile(_ name: String) throws(SnapshotError) {
    try SnapshotStore.remove(name, in: folder)
  }

  /// Hashes the files that a program wrote into a folder of the snapshot, makes them durable and
  /// readable to their owner alone; in order of name.
  package func takeFiles(
    in subfolder: String, with copier: FileCopier
  ) throws -> [SnapshotManifest.File] {
    let inner = try OpenFile(subfolder, in: folder, O_RDONLY | O_DIRECTORY)
    guard fchmod(inner.descriptor, 0o700) == 0 else {
      throw OpenFile.failure("write", inner.path, errno)
    }
    var files: [SnapshotManifest.File] = []
    for name in try inner.names() {
      let file = try OpenFile(name, in: inner, O_RDONLY)
      guard fchmod(file.descriptor, 0o600) == 0 else {
        throw OpenFile.failure("write", file.path, errno)
      }
      let (bytes, sha256) = try copier.hash(file)
      try file.synchronize()
      files.append(
        SnapshotManifest.File(name: "\(subfolder)/\(name)", bytes: bytes, sha256: sha256))
    }
    try inner.synchronize()
    return files
  }

  /// Writes the manifest, so that whoever removes a leftover knows what belongs to it.
  package func write(_ manifest: SnapshotManifest) throws {
    let text = try JSONText.encode(manifest)
    for (name, contents) in [
      (SnapshotFolder.manifestName, text),
      (SnapshotFolder.sumsName, SnapshotFolder.sums(of: manifest, text: text)),
    ] {
      let file = try OpenFile(name, in: folder, O_WRONLY | O_CREAT | O_TRUNC)
      try file.write(contents)
      try file.synchronize()
    }
  }

  /// Turns the draft into the snapshot that its manifest describes, under its name.
  package func finish(_ manifest: SnapshotManifest) throws {
    let name = try SnapshotName(manifest.name)
    try write(manifest)
    try folder.synchronize()
    // Fails when a snapshot of this name has come into being meanwhile.
    guard renameat(root.descriptor, temporaryName, root.descriptor, name.text) == 0 else {
      throw OpenFile.failure("rename", path, errno)
    }
    isFinished = true
    try root.synchronize()
  }
}
