@preconcurrency internal import Glibc

/// What the process was started with, put in order before anything else happens.
enum StandardStreams {
  /// Opens `/dev/null` in place of a stream that was closed (`seedbed run >&-`).
  ///
  /// Otherwise the next file that is opened, the database, would get the number of standard output
  /// and be written to with texts.
  static func openMissing() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The lowest free number is given out, which is this one.
      _ = open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY)
    }
  }

  /// The environment variables. To be called before another thread is started.
  static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let variable = String(cString: text)
      if let equals = variable.firstIndex(of: "=") {
        let name = String(variable[..<equals])
        // Of two variables of one name, getenv takes the first.
        if variables[name] == nil {
          variables[name] = String(variable[variable.index(after: equals)...])
        }
      }
      entry += 1
    }
    return variables
  }
}
