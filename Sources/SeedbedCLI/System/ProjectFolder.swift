internal import Glibc

/// Finds the project: the folder that holds `reference-data/`, `steps/` and `snapshots/`.
enum ProjectFolder {
  /// The folders that make a folder a project.
  static let marks = ["reference-data", "steps", "snapshots"]

  /// Why there is no project, and what to do.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The absolute path of the project.
  ///
  /// - Parameters:
  ///   - option: The folder that `--project` names; only that one is looked at.
  ///   - workingDirectory: Where the search begins; it goes up from there.
  ///   - sourceFile: A source file of the application, whose package is the last resort.
  static func locate(
    option: String?, workingDirectory: String?, sourceFile: String
  ) throws(Failure) -> String {
    if let option {
      guard let folder = absolute(option) else {
        throw Failure(
          description: "--project \(option): \(systemMessage(errno)); "
            + "name the folder that holds \(list(marks))")
      }
      let missing = marks.filter { !isFolder("\(folder)/\($0)") }
      guard missing.isEmpty else {
        throw Failure(
          description: "--project \(option): the folder has no \(list(missing)); "
            + "name the folder that holds \(list(marks))")
      }
      return folder
    }
    if let workingDirectory, let found = nearest(from: workingDirectory) { return found }
    if let found = nearest(from: parent(of: sourceFile)) { return found }
    throw Failure(
      description: "no project found: neither \(workingDirectory ?? "the working directory") "
        + "nor a folder above it has \(list(marks)); go there or name it with --project DIR")
  }

  /// The working directory; nil when it was removed.
  static var workingDirectory: String? { absolute(".") }

  private static func nearest(from start: String) -> String? {
    var folder = start
    while true {
      if marks.allSatisfy({ isFolder("\(folder)/\($0)") }) { return folder.isEmpty ? "/" : folder }
      if folder.isEmpty || folder == "/" { return nil }
      folder = parent(of: folder)
    }
  }

  private static func parent(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func absolute(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func list(_ names: [String]) -> String {
    let marked = names.map { "\($0)/" }
    guard let last = marked.last, marked.count > 1 else { return marked.joined() }
    return marked.dropLast().joined(separator: ", ") + " and " + last
  }
}
