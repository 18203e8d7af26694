internal import Glibc

/// The source files of steps, where they are at hand: a change to one is a change to the step.
///
/// The source of the step `22_job_posts` is the file `22_JobPosts.swift` of the folder: its name
/// without ending is the id but for case and underscores. What steps share lies in the folders
/// below it, and a change there is one to every step. Other files of the folder belong to nobody.
public struct StepSources: Sendable {
  private let folder: String
  private let builtAt: Timestamp?
  private let files: [String: String]
  /// The digests of files that are read and not built, by the step's id.
  private var texts: [StepID: SourceDigest] = [:]
  /// The digest of what steps share; nil where there is nothing.
  let shared: SourceDigest?

  /// Reads the shared files.
  ///
  /// - Parameters:
  ///   - folder: the folder of the steps, which need not be there.
  ///   - builtAt: when the program was built; nil where that is not known.
  public init(folder: String, builtAt: Timestamp?) {
    self.folder = folder
    self.builtAt = builtAt
    var files: [String: String] = [:]
    var sharedPaths: [String] = []
    for name in Self.names(in: folder) {
      if name.hasSuffix(".swift") {
        files[Self.key(String(name.dropLast(6)))] = name
      } else {
        sharedPaths += Self.swiftFiles(below: "\(folder)/\(name)")
      }
    }
    self.files = files
    shared = Self.digest(of: sharedPaths, builtAt: builtAt, named: folder.utf8.count)
  }

  /// Takes files that are steps themselves, as they were read.
  package init(texts: [(step: StepID, fileName: String, text: String)]) {
    folder = ""
    builtAt = nil
    shared = nil
    files = Dictionary(
      texts.map { (Self.key($0.step.rawValue), $0.fileName) }, uniquingKeysWith: { $1 })
    for file in texts {
      self.texts[file.step] = SourceDigest(
        digest: FileDigest.digest(Array(file.text.utf8)), isBuilt: true)
    }
  }

  /// The name of a step's source file; nil where it is not at hand.
  func fileName(of step: StepID) -> String? { files[Self.key(step.rawValue)] }

  /// The digest of a step's source file; nil where it is not at hand.
  func digest(of step: StepID) -> SourceDigest? {
    if let digest = texts[step] { return digest }
    return fileName(of: step).flatMap {
      Self.digest(of: ["\(folder)/\($0)"], builtAt: builtAt, named: folder.utf8.count)
    }
  }

  private static func key(_ name: String) -> String { name.filter { $0 != "_" }.lowercased() }

  /// The digest over files in order of their paths, their names within the folder included.
  private static func digest(
    of paths: [String], builtAt: Timestamp?, named prefix: Int
  ) -> SourceDigest? {
    var digest = TableDigest()
    var isBuilt = true
    for path in paths {
      guard let contents = FileDigest.digest(ofFile: path) else { continue }
      digest.append(.text(String(decoding: path.utf8.dropFirst(prefix), as: UTF8.self)))
      digest.append(.text(contents))
      digest.endRow()
      if let builtAt, let written = modificationTime(of: path), written > builtAt {
        isBuilt = false
      }
    }
    return digest.rowCount > 0 ? SourceDigest(digest: digest.text, isBuilt: isBuilt) : nil
  }

  private static func swiftFiles(below folder: String) -> [String] {
    names(in: folder).flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      return name.hasSuffix(".swift") ? [path] : swiftFiles(below: path)
    }
  }

  /// The names in a folder in order, hidden ones left out; none for what is no folder.
  private static func names(in folder: String) -> [String] {
    guard case .success(let names) = FileContents.names(in: folder) else { return [] }
    return names
  }

  /// When a file was written last; nil for one that is not there.
  public static func modificationTime(of path: String) -> Timestamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Timestamp(
      microseconds: Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000)
  }
}
