internal import Glibc
public import Seedbed

/// A snapshot that is open for reading. Its manifest is proved; its files are when `check` is called.
public final class SnapshotFolder {
  /// The name of the manifest.
  static let manifestName = "manifest.json"
  /// The name of the file of hashes, in the form of `sha256sum`.
  static let sumsName = "SHA256SUMS"

  /// What it is and what is in it.
  public let manifest: SnapshotManifest

  private let folder: OpenFile

  init(_ folder: consuming OpenFile, name: SnapshotName) throws {
    manifest = try Self.readManifest(in: folder, name: name)
    self.folder = folder
  }

  /// The path of the folder, for programs that read from it.
  package var path: String { folder.path }

  /// Opens a file of the snapshot; the manifest has proved its name.
  package func open(_ file: SnapshotManifest.File) throws -> OpenFile {
    let opened = try Self.open(file.name, in: folder)
    let count = try opened.byteCount()
    guard count == file.bytes else {
      throw damage("\(file.name) has \(count) bytes instead of \(file.bytes)")
    }
    return opened
  }

  /// Reads every file and compares it with the manifest.
  ///
  /// Throws `SnapshotError` at the first one that is missing, too much, or not what was saved.
  public func check(interruption: Interruption = Interruption()) throws {
    try checkNames()
    let copier = FileCopier(interruption: interruption)
    for file in manifest.files {
      try prove(file, sha256: copier.hash(open(file)).sha256)
    }
  }

  /// Compares the files that are there with those of the manifest, by name alone.
  package func checkNames() throws {
    var there: Set<String> = []
    for name in try folder.names() where name != Self.manifestName && name != Self.sumsName {
      guard let inner = try? OpenFile(name, in: folder, O_RDONLY | O_DIRECTORY) else {
        there.insert(name)
        continue
      }
      for file in try inner.names() { there.insert("\(name)/\(file)") }
    }
    let named = Set(manifest.files.map(\.name))
    if let name = named.subtracting(there).min() { throw damage("\(name) is missing") }
    if let name = there.subtracting(named).min() { throw damage("\(name) does not belong to it") }
  }

  /// Throws when a file's hash is not that of the manifest.
  package func prove(_ file: SnapshotManifest.File, sha256: String) throws {
    guard sha256 == file.sha256 else { throw damage("\(file.name) is not what was saved") }
  }

  /// What is wrong with the snapshot, and what to do.
  package func damage(_ what: String) -> SnapshotError { Self.damage(manifest.name, what) }

  private static func damage(_ name: String, _ what: String) -> SnapshotError {
    SnapshotError(
      .damaged,
      "the snapshot \(name) is damaged: \(what); take another one, or save it anew after: "
        + "seedbed snapshot delete \(name)")
  }

  /// The manifest of a draft or of a folder about to go; nil when there is none that can be read.
  static func draftedManifest(in folder: borrowing OpenFile) -> SnapshotManifest? {
    guard let file = try? OpenFile(manifestName, in: folder, O_RDONLY),
      let bytes = try? file.contents()
    else { return nil }
    return try? JSONText.decode(
      SnapshotManifest.self, from: String(decoding: bytes, as: UTF8.self))
  }

  private static func readManifest(
    in folder: borrowing OpenFile, name: SnapshotName
  ) throws -> SnapshotManifest {
    let text = try text(manifestName, in: folder, of: name)
    let manifest: SnapshotManifest
    do {
      let form = try JSONText.decode(Form.self, from: text)
      guard form.formatVersion == SnapshotManifest.currentFormatVersion else {
        throw SnapshotError(
          .foreign,
          "the snapshot \(name) has format version \(form.formatVersion), and this version of "
            + "Seedbed reads \(SnapshotManifest.currentFormatVersion); save it anew")
      }
      manifest = try JSONText.decode(SnapshotManifest.self, from: text)
    } catch is DecodingError {
      throw damage(name.text, "\(manifestName) cannot be read")
    }
    guard try self.text(sumsName, in: folder, of: name) == sums(of: manifest, text: text) else {
      throw damage(name.text, "\(manifestName) or \(sumsName) is not what was saved")
    }
    guard manifest.name == name.text else {
      throw damage(name.text, "it was saved as \(forMessage(manifest.name))")
    }
    for file in manifest.files where !isProper(file.name) {
      throw damage(name.text, "its manifest names files outside of it")
    }
    return manifest
  }

  private struct Form: Decodable { var formatVersion: Int }

  private static func text(
    _ file: String, in folder: borrowing OpenFile, of name: SnapshotName
  ) throws -> String {
    var status = stat()
    guard fstatat(folder.descriptor, file, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw damage(name.text, "\(file) is missing")
    }
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size < 1 << 26 else {
      throw damage(name.text, "\(file) is no file of text")
    }
    let bytes = try OpenFile(file, in: folder, O_RDONLY).contents()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What `sha256sum --check` reads: every file of the snapshot.
  static func sums(of manifest: SnapshotManifest, text: String) -> String {
    let lines =
      [(SHA256Hash.text(of: text), manifestName)] + manifest.files.map { ($0.sha256, $0.name) }
    return lines.map { "\($0.0)  \($0.1)\n" }.joined()
  }

  /// Whether a name is that of a file in the folder, or in a folder of it.
  private static func isProper(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.utf8.contains(0) }
  }

  private static func open(
    _ name: String, in folder: borrowing OpenFile
  ) throws(SnapshotError) -> OpenFile {
    let parts = name.split(separator: "/")
    guard parts.count == 2 else { return try OpenFile(name, in: folder, O_RDONLY) }
    let inner = try OpenFile(String(parts[0]), in: folder, O_RDONLY | O_DIRECTORY)
    return try OpenFile(String(parts[1]), in: inner, O_RDONLY)
  }

  private static func forMessage(_ text: String) -> String {
    (try? SnapshotName(text))?.text ?? "something else"
  }
}
