internal import CSQLite
internal import Seedbed

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The SQLite engine: opens databases.
public enum SQLiteEngine {
  /// The scheme of this engine's URLs, as in `sqlite:seedbed.sqlite`.
  public static let scheme = "sqlite"

  /// What to do with the file.
  public enum OpenMode: Hashable, Sendable {
    /// Read and write; the file is created when it is missing.
    case create
    /// Read and write a file that is there.
    case mustExist
    /// Read only a file that is there.
    case readOnly
  }

  /// How long a statement waits for another connection's lock.
  static let busyTimeoutMilliseconds: Int32 = 5_000

  /// Opens the database file at a path, or a database in memory for `:memory:`.
  ///
  /// Throws `SQLiteError` when the file cannot be opened, is no database, may not be written (but
  /// for `readOnly`), or is locked for longer than five seconds.
  public static func open(path: String, mode: OpenMode = .create) throws -> SQLiteSession {
    let isInMemory = path == ":memory:"
    if !isInMemory { try checkPath(path, mode: mode) }
    // Debian's library takes `file:` for a URI; a leading `./` keeps it a path.
    let location = path.hasPrefix("file:") ? "./" + path : path
    let access =
      switch mode {
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .mustExist: SQLITE_OPEN_READWRITE
      case .readOnly: SQLITE_OPEN_READONLY
      }
    do {
      if mode == .readOnly { try rollBackDeadTransaction(location) }
      let handle = try SQLiteHandle(
        path: location, flags: access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE)
      let isReadOnly = sqlite3_db_readonly(handle.pointer, "main") == 1
      sqlite3_busy_timeout(handle.pointer, busyTimeoutMilliseconds)
      let session = SQLiteSession(handle, path: path)
      if mode != .readOnly && isReadOnly {
        throw SQLiteError(
          code: .SQLITE_READONLY, message: "the database may not be written",
          advice: "Make the file writable, or choose another file.")
      }
      try session.executeScript(SQLiteTuning.onOpen)
      if mode != .readOnly { try SQLiteTuning.choosePageSize(session) }
      session.statementCount = 0
      return session
    } catch let error as SQLiteError {
      throw SQLiteError(
        code: error.code, message: "cannot open the database '\(path)': \(error.message)",
        kind: error.kind, advice: error.advice)
    }
  }

  /// Undoes what a killed process had begun: only who may write can do that, and before it is done
  /// nobody can read.
  private static func rollBackDeadTransaction(_ location: String) throws {
    guard access(location + "-journal", F_OK) == 0, access(location, W_OK) == 0 else { return }
    let handle = try SQLiteHandle(
      path: location, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE)
    sqlite3_busy_timeout(handle.pointer, busyTimeoutMilliseconds)
    let session = SQLiteSession(handle, path: location)
    // Reading rolls back; a journal that a living process is writing is left alone.
    try session.executeScript("PRAGMA schema_version")
    session.close()
  }

  /// The path in a URL of this engine: `sqlite:PATH` or `sqlite://PATH`; nil for any other text.
  public static func path(ofURL url: String) -> String? {
    let prefix = scheme + ":"
    guard url.hasPrefix(prefix) else { return nil }
    var path = url.dropFirst(prefix.count)
    if path.hasPrefix("//") { path = path.dropFirst(2) }
    return path.isEmpty ? nil : String(path)
  }

  /// SQLite says "unable to open database file" for all of these; here each is told apart.
  private static func checkPath(_ path: String, mode: OpenMode) throws(SQLiteError) {
    func failure(_ reason: String, _ code: SQLiteError.Code, advice: String) -> SQLiteError {
      SQLiteError(
        code: code, message: "cannot open the database '\(path)': \(reason)", advice: advice)
    }
    guard !path.isEmpty else {
      throw failure("the path is empty", .SQLITE_CANTOPEN, advice: "Name a file.")
    }
    guard !path.utf8.contains(0) else {
      throw failure("the path has a NUL in it", .SQLITE_CANTOPEN, advice: "Name a file.")
    }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR {
        throw failure(
          "it is a folder", .SQLITE_CANTOPEN_ISDIR, advice: "Name a file in it, not the folder.")
      }
      if access(path, R_OK) != 0 {
        throw failure(
          "it may not be read", .SQLITE_CANTOPEN,
          advice: "Give yourself the right to read and write it, or choose another file.")
      }
      return
    }
    let folder = folder(of: path)
    if stat(folder, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR {
      throw failure(
        "there is no folder '\(folder)'", .SQLITE_CANTOPEN,
        advice: "Create the folder, or choose another path.")
    }
    guard mode == .create else {
      throw failure(
        "there is no such file", .SQLITE_CANTOPEN,
        advice: "Seed a database first, or choose another path.")
    }
    if access(folder, W_OK) != 0 {
      throw failure(
        "the folder '\(folder)' may not be written", .SQLITE_READONLY_DIRECTORY,
        advice: "Make the folder writable, or choose another path.")
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
