internal import Foundation
package import SeedbedPostgres

/// The server that tests use: the one of `SEEDBED_TEST_POSTGRES_URL`, else a private one, started
/// once a process and stopped after it.
package enum PostgresTestServer {
  /// There is no server; the tests that need one fail.
  package struct Missing: Error, CustomStringConvertible {
    package let description: String
  }

  /// How to reach the server's first database, as a role that may do everything.
  package static func parameters() throws -> PostgresParameters {
    if let given = ProcessInfo.processInfo.environment["SEEDBED_TEST_POSTGRES_URL"] {
      return try PostgresParameters(given)
    }
    return try privateServer.get().parameters
  }

  /// A server whose accounts and settings are known, whatever the other tests use; there to be
  /// looked at, not to be broken. The role `seedbed_locked` needs a password on it.
  package static func own() throws -> PrivatePostgresServer { try privateServer.get() }

  // It is not stopped when the process ends, but by the script's watch after that.
  private static let privateServer = Result { try PrivatePostgresServer() }
}
