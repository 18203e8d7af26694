internal import Seedbed

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A lock on a file beside a database, held while the database is seeded.
///
/// The system gives the lock up with the process, so nothing has to be cleared away by hand. The
/// database's own file is left alone: closing a second descriptor of it would drop SQLite's locks.
final class SQLiteSeedingLock {
  private let descriptor: Int32
  private let path: String

  /// The file that is locked for a database.
  static func path(forDatabase path: String) -> String { realPath(path) + "-seedbed-lock" }

  /// Takes the lock.
  ///
  /// Throws `AnotherSeeder` when somebody holds it, `SQLiteError` when there can be no such file.
  init(databasePath: String) throws {
    path = Self.path(forDatabase: databasePath)
    while true {
      // Who follows a link could be made to write into any file.
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw Self.failure(path, errno) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        defer { close(descriptor) }
        if code == EINTR { continue }
        guard code == EWOULDBLOCK else { throw Self.failure(path, code) }
        throw Self.anotherSeeder(descriptor)
      }
      // The holder before may have removed the file between the two calls: then somebody else can
      // lock a new one.
      guard Self.isStillThere(descriptor, path) else {
        close(descriptor)
        continue
      }
      self.descriptor = descriptor
      break
    }
    write()
  }

  deinit {
    unlink(path)
    close(descriptor)
  }

  /// Writes who holds the lock, for the message of who does not get it; without it the message
  /// names the file alone.
  private func write() {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let since = Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000)
    let text = Array("\(getpid())\n\(since)\n".utf8)
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = pwrite(descriptor, text, text.count, 0)
  }

  private static func anotherSeeder(_ descriptor: Int32) -> AnotherSeeder {
    var buffer = [UInt8](repeating: 0, count: 128)
    let count = max(0, pread(descriptor, &buffer, buffer.count, 0))
    let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
    guard lines.count == 2, let process = Int32(lines[0]) else {
      return AnotherSeeder(holder: "another process", since: nil, remedy: "end that process")
    }
    return AnotherSeeder(
      holder: "process \(process)", since: String(lines[1]), remedy: "end it with: kill \(process)")
  }

  private static func isStillThere(_ descriptor: Int32, _ path: String) -> Bool {
    var own = stat()
    var named = stat()
    return fstat(descriptor, &own) == 0 && lstat(path, &named) == 0
      && own.st_ino == named.st_ino && own.st_dev == named.st_dev
  }

  private static func failure(_ path: String, _ code: Int32) -> SQLiteError {
    SQLiteError(
      code: .SQLITE_CANTOPEN,
      message: "cannot lock '\(path)': \(String(cString: strerror(code)))",
      advice: "Make the database's folder writable, or move that file away.")
  }

  /// The path without symbolic links, so that every name of the database leads to one lock; of a
  /// database that is not there yet, the folder's.
  private static func realPath(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    guard let slash = path.lastIndex(of: "/") else { return realPath(".") + "/" + path }
    let name = path[path.index(after: slash)...]
    guard let real = realpath(slash == path.startIndex ? "/" : String(path[..<slash]), nil) else {
      return path
    }
    defer { free(real) }
    return String(cString: real) + "/" + name
  }
}
