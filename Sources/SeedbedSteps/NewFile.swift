internal import Glibc
public import Seedbed

/// Writes files that are not there yet.
enum NewFile {
  /// Writes a file. Throws `FileIsThere` when there is one of that name.
  static func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw FileIsThere(path: path) }
      throw Failure(path: path, code: errno)
    }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure(path: path, code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes a folder where there is none, and those above it.
  static func makeFolder(_ path: String) throws {
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolder(String(path[..<slash]))
    }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw Failure(path: path, code: errno)
    }
  }

  /// Why a file or folder could not be written.
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let code: Int32

    var description: String {
      "cannot write '\(path)': \(String(cString: strerror(code))); name another folder with "
        + "--steps DIR"
    }
  }
}

/// A file that would have been written is there already.
public struct FileIsThere: Refusal, CustomStringConvertible {
  let path: String

  /// Which file, and what to do.
  public var description: String {
    "'\(path)' is there already, and nothing is overwritten; name another folder with --steps DIR"
  }
}
