package import SeedbedPostgres

/// A server of a test's own, which the test may break; stopped when the object goes.
package final class PrivatePostgresServer: Sendable {
  /// How to reach its first database, as a role that may do everything.
  package let parameters: PostgresParameters
  private let folder: String

  /// Starts a server.
  ///
  /// - Parameter fileLimit: the KiB beyond which no file of the server may grow until it is
  ///   restarted; nil for no limit. To the server the disk is then full.
  package convenience init(fileLimit: Int? = nil) throws {
    let environment = fileLimit.map { ["SEEDBED_TEST_SERVER_FILE_KIB": "\($0)"] } ?? [:]
    try self.init(TestServerScript.run(["start"], environment: environment))
  }

  /// Takes over the server whose folder and URL the script has printed.
  private init(_ lines: [String]) throws {
    guard lines.count == 2 else {
      throw PostgresTestServer.Missing(description: "the script printed \(lines)")
    }
    folder = lines[0]
    parameters = try PostgresParameters(lines[1])
  }

  deinit {
    // One that is left is stopped once this process has gone.
    _ = try? TestServerScript.run(["stop", folder])
  }

  /// Stops the server as a crash would, and starts it again.
  package func restart() throws { _ = try TestServerScript.run(["restart", folder]) }

  /// Lets no file grow beyond so many KiB until the server is restarted. It has to have been started
  /// with some limit.
  package func limitFiles(toKiB kibibytes: Int) throws {
    _ = try TestServerScript.run(["limit", folder, "\(kibibytes)"])
  }

  /// Starts a standby that follows this server and can only be read.
  package func makeStandby() throws -> PrivatePostgresServer {
    try PrivatePostgresServer(TestServerScript.run(["standby", folder]))
  }
}
