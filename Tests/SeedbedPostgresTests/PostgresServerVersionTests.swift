import Seedbed
import Testing

@testable import SeedbedPostgres

@Suite struct PostgresServerVersionTests {
  @Test(arguments: [90_603, 130_012])
  func anOlderServerIsRefused(_ number: Int) throws {
    let error = try #require(throws: PostgresError.self) {
      try PostgresServerVersion(number: number).check()
    }
    #expect(error.kind == .unavailable)
    #expect(error.description.contains("PostgreSQL \(number / 10_000), which is too old"))
    #expect(error.description.hasSuffix("Use a server of version 14 to 17."))
  }

  @Test(arguments: [140_000, 150_018, 170_002])
  func aKnownServerIsTakenWithoutAWord(_ number: Int) throws {
    try PostgresServerVersion(number: number).check()
    #expect(PostgresServerVersion(number: number).remark == nil)
  }

  @Test func aNewerServerIsTakenWithARemark() throws {
    let version = PostgresServerVersion(number: 180_001)
    try version.check()
    #expect(version.remark?.contains("PostgreSQL 18, newer than") == true)
  }
}
