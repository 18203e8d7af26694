import Foundation

/// Makes folders that are projects like this package, to be damaged.
enum ProjectCopy {
  /// Makes a project in a folder: its reference files are links, so that one can be replaced, and it
  /// has no snapshots yet.
  static func make(in folder: borrowing TemporaryFolder) throws -> String {
    let manager = FileManager.default
    let copy = "\(folder.path)/project"
    let package = SeedbedExecutable.package
    try manager.createDirectory(
      atPath: "\(copy)/reference-data", withIntermediateDirectories: true)
    try manager.createDirectory(
      atPath: "\(copy)/snapshots", withIntermediateDirectories: false)
    try manager.createSymbolicLink(
      atPath: "\(copy)/steps", withDestinationPath: "\(package)/steps")
    for name in try manager.contentsOfDirectory(atPath: "\(package)/reference-data") {
      try manager.createSymbolicLink(
        atPath: "\(copy)/reference-data/\(name)",
        withDestinationPath: "\(package)/reference-data/\(name)")
    }
    return copy
  }

  /// Replaces a reference file of a copy by what a closure makes of its text; nil removes it.
  static func replace(
    _ name: String, of project: String, with change: (String) -> String?
  ) throws {
    let path = "\(project)/reference-data/\(name)"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try FileManager.default.removeItem(atPath: path)
    try change(text)?.write(toFile: path, atomically: false, encoding: .utf8)
  }

  /// Replaces a reference file of a copy by a pipe, so that its reader waits for a writer.
  static func replaceByPipe(_ name: String, of project: String) throws -> String {
    let path = "\(project)/reference-data/\(name)"
    try FileManager.default.removeItem(atPath: path)
    guard mkfifo(path, 0o600) == 0 else { throw POSIXError(.EIO) }
    return path
  }

  /// Puts the package's own reference file back into a copy.
  static func restore(_ name: String, of project: String) throws {
    let path = "\(project)/reference-data/\(name)"
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: "\(SeedbedExecutable.package)/reference-data/\(name)")
  }

  /// Appends a line to a step's source file of a copy, which gets sources of its own for that.
  static func append(_ line: String, toStep name: String, of project: String) throws {
    let steps = "\(project)/steps"
    if (try? FileManager.default.destinationOfSymbolicLink(atPath: steps)) != nil {
      try FileManager.default.removeItem(atPath: steps)
      try FileManager.default.copyItem(
        atPath: "\(SeedbedExecutable.package)/steps", toPath: steps)
    }
    let text = try String(contentsOfFile: "\(steps)/\(name)", encoding: .utf8)
    try (text + line + "\n").write(
      toFile: "\(steps)/\(name)", atomically: false, encoding: .utf8)
  }
}
