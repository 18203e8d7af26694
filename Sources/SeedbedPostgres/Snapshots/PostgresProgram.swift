internal import Glibc
internal import Seedbed
internal import SeedbedSnapshots

/// One of PostgreSQL's own programs, of the server's main version: an archive of another version may
/// not be read, or not be written.
struct PostgresProgram {
  private let name: String
  let path: String

  /// Finds a program: where Debian's and PostgreSQL's own packages put it, then in `PATH`.
  ///
  /// Throws `SnapshotError`, which names the package, when it is not there.
  init(_ name: String, majorVersion: Int) throws {
    self.name = name
    let folders = ["/usr/lib/postgresql/\(majorVersion)/bin", "/usr/pgsql-\(majorVersion)/bin"]
    if let folder = folders.first(where: { access("\($0)/\(name)", X_OK) == 0 }) {
      path = "\(folder)/\(name)"
      return
    }
    let search = getenv("PATH").map { String(cString: $0) } ?? ""
    for folder in search.split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      guard access(candidate, X_OK) == 0 else { continue }
      if try Self.majorVersion(of: candidate) == majorVersion {
        path = candidate
        return
      }
    }
    throw SnapshotError(
      .failed,
      "there is no \(name) of PostgreSQL \(majorVersion), the server's version; install the package "
        + "postgresql-client-\(majorVersion)")
  }

  /// Starts the program with a connection.
  ///
  /// - Parameters:
  ///   - arguments: without the connection.
  ///   - parameters: how to connect; secrets go through the program's environment, which nobody else
  ///     can read, and never through its arguments.
  ///   - settings: settings of the sessions, as `name=value`.
  ///   - interruption: a request ends the program.
  func start(
    _ arguments: [String], connecting parameters: PostgresParameters, settings: [String] = [],
    interruption: Interruption
  ) throws -> ChildProcess {
    var environment: [String: String] = [:]
    for parameter in parameters.given where parameter.keyword == "password" {
      environment["PGPASSWORD"] = parameter.value
    }
    if !settings.isEmpty {
      let own = parameters["options"] ?? getenv("PGOPTIONS").map { String(cString: $0) } ?? ""
      environment["PGOPTIONS"] = ([own] + settings.map { "-c \($0)" }).joined(separator: " ")
    }
    let shown = parameters.given.filter {
      !$0.isSecret && (settings.isEmpty || $0.keyword != "options")
    }
    let connection = PostgresParameters(given: shown).url.dropFirst("postgres:".count)
    return try ChildProcess(
      path, arguments + ["--dbname=\(connection)"], environment: environment,
      interruption: interruption)
  }

  private static func majorVersion(of path: String) throws -> Int? {
    // "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
    let output = try ChildProcess(path, ["--version"], readsOutput: true).output()
    let words = output.split(separator: " ")
    guard let index = words.firstIndex(of: "(PostgreSQL)"), index + 1 < words.count else {
      return nil
    }
    return Int(words[index + 1].prefix { $0.isNumber })
  }
}
