internal import CYAML
internal import Glibc

/// Reads YAML, and JSON as a part of it, into nodes that know their places.
///
/// What makes files hard to review or to read safely is refused: several documents in a file, tags,
/// names that come twice, names that are no single values, aliases that unfold into more than
/// `Limits.nodeCount` values, and nesting beyond `Limits.depth`.
public enum YAMLReader {
  /// How much is read.
  public enum Limits {
    /// The most bytes of a file; a thousand tables with thirty columns take about 3 MiB.
    public static let byteCount = 16 << 20
    /// The most values, those of aliases counted each time.
    public static let nodeCount = 1_000_000
    /// The deepest nesting.
    public static let depth = 64
  }

  /// Reads a file. Throws what is wrong with it, with its place.
  public static func read(file path: String) throws(ConfigurationProblems) -> ConfigurationNode {
    try read(bytes(of: path), file: path)
  }

  /// Reads a text. Throws what is wrong with it, with its place.
  ///
  /// - Parameters:
  ///   - text: the YAML or JSON.
  ///   - file: what messages call it.
  public static func read(
    _ text: String, file: String
  ) throws(ConfigurationProblems) -> ConfigurationNode {
    try read(Array(text.utf8), file: file)
  }

  private static func read(
    _ bytes: [UInt8], file: String
  ) throws(ConfigurationProblems) -> ConfigurationNode {
    guard bytes.count <= Limits.byteCount else {
      throw problem(
        "the file is larger than \(Limits.byteCount >> 20) MiB; split it", file, line: 1, column: 1)
    }
    do {
      return try bytes.withUnsafeBufferPointer { buffer in
        var events = try YAMLEvents(buffer, file: file)
        return try YAMLComposer(file: file).document(&events)
      }
    } catch let error as ConfigurationProblems {
      throw error
    } catch {
      // The closure's error type is lost on its way through the buffer.
      preconditionFailure("the reader throws problems only: \(error)")
    }
  }

  private static func bytes(of path: String) throws(ConfigurationProblems) -> [UInt8] {
    func failure(_ code: Int32) -> ConfigurationProblems {
      ConfigurationProblems([
        ConfigurationProblem(
          "cannot read '\(path)': \(String(cString: strerror(code))); name a file that can be read",
          at: nil)
      ])
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= Limits.byteCount {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  static func problem(
    _ text: String, _ file: String, line: Int, column: Int
  ) -> ConfigurationProblems {
    ConfigurationProblems([
      ConfigurationProblem(text, at: ConfigurationPlace(file: file, line: line, column: column))
    ])
  }
}
