internal import Glibc

/// Files as a whole.
package enum FileContents {
  /// Why a file cannot be read.
  package struct Failure: Error {
    package let reason: String
  }

  /// All bytes of a file.
  package static func read(_ path: String) -> Result<[UInt8], Failure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      return .failure(Failure(reason: String(cString: strerror(errno))))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var status = stat()
    if fstat(descriptor, &status) == 0 { bytes.reserveCapacity(Int(status.st_size) + 1) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return .success(bytes) }
      if count < 0 {
        if errno == EINTR { continue }
        return .failure(Failure(reason: String(cString: strerror(errno))))
      }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// The names in a folder in order, hidden ones left out.
  package static func names(in folder: String) -> Result<[String], Failure> {
    guard let stream = opendir(folder) else {
      return .failure(Failure(reason: String(cString: strerror(errno))))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return .success(names.sorted())
  }
}
