import EngineContract
import PostgresTestServer
import Seedbed
import Testing

@Suite struct PostgresContractTests {
  @Test(arguments: EngineContract.behaviours)
  func postgresHoldsTheContract(_ behaviour: EngineContract.Behaviour) throws {
    var databases: [PostgresTestDatabase] = []
    let contract = EngineContract(integerType: "bigint", blobType: "bytea") {
      let database = try PostgresTestDatabase()
      databases.append(database)
      return database.session
    }
    try behaviour.check(contract)
    withExtendedLifetime(databases) {}
  }
}
