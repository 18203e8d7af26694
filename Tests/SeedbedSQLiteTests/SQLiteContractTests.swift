import EngineContract
import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct SQLiteContractTests {
  @Test(arguments: EngineContract.behaviours)
  func sqliteHoldsTheContract(_ behaviour: EngineContract.Behaviour) throws {
    var databases: [TemporaryDatabase] = []
    let contract = EngineContract(integerType: "integer", blobType: "blob") {
      let database = try TemporaryDatabase()
      databases.append(database)
      return database.session
    }
    try behaviour.check(contract)
    withExtendedLifetime(databases) {}
  }
}
