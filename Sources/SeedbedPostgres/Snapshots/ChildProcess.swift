@preconcurrency internal import Glibc
internal import Seedbed
internal import SeedbedSnapshots
internal import Synchronization

/// A program that was started and says what went wrong on its standard error.
final class ChildProcess: Sendable {
  private let path: String
  /// Nil once the program has ended, after which its number may be another one's.
  private let number: Mutex<pid_t?>
  /// What is read of the program: its standard error, or its standard output.
  private let pipe: Int32

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: where it is.
  ///   - arguments: without its name.
  ///   - environment: variables beside those of this process.
  ///   - readsOutput: whether its standard output is read, and not its standard error.
  ///   - interruption: a request ends the program.
  init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    readsOutput: Bool = false, interruption: Interruption? = nil
  ) throws(SnapshotError) {
    self.path = path
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else {
      throw SnapshotError(.failed, "cannot start '\(path)': \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    pipe = ends[0]
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, readsOutput ? 2 : 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], readsOutput ? 1 : 2)
    // The program is to take signals as it is used to, whatever this process does with them.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var standard = sigset_t()
    sigemptyset(&standard)
    sigaddset(&standard, SIGPIPE)
    sigaddset(&standard, SIGXFSZ)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &standard)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    var variables = Self.variables(environment).map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var started = pid_t()
    let code = posix_spawn(&started, path, &actions, &attributes, &words, &variables)
    guard code == 0 else {
      close(ends[0])
      number = Mutex(nil)
      throw SnapshotError(.failed, "cannot start '\(path)': \(String(cString: strerror(code)))")
    }
    number = Mutex(started)
    interruption?.onRequest { [weak self] in self?.signal(SIGTERM) }
  }

  deinit {
    end()
    close(pipe)
  }

  /// Waits for the end. Throws `SnapshotError` with the program's last words when it failed.
  func wait(_ interruption: Interruption) throws {
    let words = readAll()
    let status = reap()
    if status != 0 { try interruption.check() }
    guard status == 0 else {
      let last = words.split(separator: "\n").suffix(3).joined(separator: " ")
      let program = path.split(separator: "/").last ?? ""
      throw SnapshotError(
        .failed, "\(program) failed: \(DatabaseURL.redacted(last)); correct that and try again")
    }
  }

  /// What the program says, to its end.
  func output() -> String {
    let words = readAll()
    _ = reap()
    return words
  }

  /// Ends the program and waits for that.
  func end() {
    signal(SIGTERM)
    _ = readAll()
    _ = reap()
  }

  private func signal(_ signal: Int32) {
    number.withLock { if let number = $0 { _ = kill(number, signal) } }
  }

  private func readAll() -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = read(pipe, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      bytes += buffer[..<count]
      // Of very many words the last ones tell most.
      if bytes.count > 1 << 20 { bytes.removeFirst(bytes.count / 2) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Waits for the process; its status as `waitpid` gives it, 0 for one that was waited for before.
  private func reap() -> Int32 {
    guard let process = number.withLock({ $0 }) else { return 0 }
    // Its number stays taken until it has been waited for, so signals reach nobody else.
    var information = siginfo_t()
    while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
    return number.withLock { number in
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 && errno == EINTR {}
      number = nil
      return status
    }
  }

  private static func variables(_ changed: [String: String]) -> [String] {
    var all: [String] = []
    var entry = environ
    while let text = entry.pointee {
      let variable = String(cString: text)
      if changed[String(variable.prefix { $0 != "=" })] == nil { all.append(variable) }
      entry += 1
    }
    return all + changed.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }
}
