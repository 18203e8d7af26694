internal import Glibc

/// Reads a whole file of text.
enum TextFile {
  /// Why a file cannot be read, and what to do.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The text in a file.
  static func read(_ path: String) throws(Failure) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, systemMessage(errno)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, systemMessage(errno)) }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure(path, "it is not UTF-8")
    }
    return text
  }

  private static func failure(_ path: String, _ reason: String) -> Failure {
    Failure(description: "cannot read '\(path)': \(reason); restore the file and run again")
  }
}
