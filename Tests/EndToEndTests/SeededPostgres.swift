import Foundation
import PostgresTestServer
import SeedbedPostgres
import Testing

/// What a default run leaves on the tests' PostgreSQL server, made once and copied for each test.
enum SeededPostgres {
  private static let name = "seedbed_template_\(ProcessInfo.processInfo.processIdentifier)"

  private static let template = Task<Void, any Error> {
    let folder = try TemporaryFolder()
    try PostgresTestDatabase.administrate("CREATE DATABASE \(name) TEMPLATE template0")
    atexit {
      // On a private server it goes with that one.
      try? PostgresTestDatabase.administrate("DROP DATABASE \(SeededPostgres.name) WITH (FORCE)")
    }
    let parameters = try PostgresTestServer.parameters().replacing("dbname", with: name)
    let outcome = try await SeedbedExecutable.run(
      ["run", "--quiet"], in: folder, environment: ["DATABASE_URL": parameters.url])
    #expect(outcome.status == 0, "\(outcome)")
  }

  /// A new database with the rows of a default run.
  static func database() async throws -> PostgresTestDatabase {
    try await template.value
    return try PostgresTestDatabase(copyOf: name)
  }
}
