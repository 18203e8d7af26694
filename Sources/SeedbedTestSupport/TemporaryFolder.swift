internal import Foundation

/// A folder of its own for one test, removed with all that is in it when the object goes.
public final class TemporaryFolder: Sendable {
  /// The absolute path of the folder.
  public let path: String

  /// Creates an empty folder in the system's folder for temporary files.
  public init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("seedbed-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // A folder that cannot be removed is the system's to clear away; a test has no use for the error.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a file in the folder, which need not be there.
  public func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file into the folder and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    let file = path(name)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// The names of the files in the folder, in order of name.
  public var fileNames: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}
