import Foundation
import PostgresTestServer
import SeedbedPostgres
import Testing

/// The program on a PostgreSQL server.
@Suite struct PostgresTests {
  @Test func fillsADatabaseAndDigestsItAsItDoesWithSQLite() async throws {
    let database = try PostgresTestDatabase()
    let folder = try TemporaryFolder()
    let environment = [
      "DATABASE_URL": database.parameters.url, "PGPASSWORD": "s3cret",
    ]
    let first = try await SeedbedExecutable.run([], in: folder, environment: environment)
    #expect(first.status == 0, "\(first)")
    #expect(first.errors.contains("(PostgreSQL "))
    #expect(first.output.contains("14 checks: 14 passed"))
    #expect(!(first.output + first.errors).contains("s3cret"))
    let digest = try await RunTests.digest(folder, environment: environment)
    #expect(digest == (try await Seeded.digest))

    let again = try await SeedbedExecutable.run(
      ["replant", "--yes"], in: folder, environment: environment)
    #expect(again.status == 0, "\(again)")
    #expect(try await RunTests.digest(folder, environment: environment) == digest)
    #expect(try folder.files().isEmpty)
  }

  @Test func saysWhatToDoWithoutAServer() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      [], in: folder, environment: ["DATABASE_URL": "postgres://u:s3cret@127.0.0.1:1/d"])
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.errors.contains("start the server"))
    #expect(!outcome.errors.contains("s3cret"))
  }
}
