import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

@Suite struct PostgresTargetTests {
  @Test func aServerOfThisMachineHasNoHost() throws {
    let database = try PostgresTestDatabase()
    #expect(database.session.target == DatabaseTarget(name: database.name))
    // The test server listens on a socket of the file system and on 127.0.0.1.
    let overTCP = try PostgresEngine.open(database.parameters.replacing("host", with: "127.0.0.1"))
    defer { overTCP.close() }
    #expect(overTCP.target == DatabaseTarget(name: database.name))
  }
}
