import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@testable import Seedbed

@Suite struct ReplanterTests {
  @Test func listsWhatWouldGoAndThenEmptiesIt() async throws {
    let database = try TemporaryDatabase()
    let run = TinyRun(environment: ["SEED_WITH_GUESTS": "1"])
    _ = try await run(on: database)
    try database.session.execute("UPDATE guests SET host_id = 30001", [])
    let catalog = try TinyApplication.schema.verify(in: database.session)
    let replanter = Replanter(session: database.session, catalog: catalog)
    let preview = try replanter.preview()
    #expect(
      preview.text() == """
        6 rows in 3 tables would be deleted:
          guests  3 rows
          rooms   2 rows
          houses   1 row

        """)
    #expect(try database.integer("SELECT count(*) FROM guests") == 3)
    try replanter.emptyTables()
    #expect(try replanter.preview().rowCount == 0)
    #expect(try replanter.preview().text() == "all 3 tables are empty\n")
  }

  @Test func aReplantOfOtherFlagsEndsAsOnAFreshDatabase() async throws {
    let fresh = try TemporaryDatabase()
    _ = try await TinyRun()(on: fresh)
    let used = try TemporaryDatabase()
    _ = try await TinyRun(environment: ["SEED_WITH_GUESTS": "1", "SEED_AS_OF": "2020-01-01"])(
      on: used)
    let catalog = try TinyApplication.schema.verify(in: used.session)
    try SeedLedger(used.session).prepare()
    try used.session.execute("INSERT INTO seedbed_chunks VALUES ('p', 0, 1, 1, 'f', 's')", [])
    let wanted = try DatabaseDigest.compute(session: fresh.session, catalog: catalog)
    #expect(try DatabaseDigest.compute(session: used.session, catalog: catalog) != wanted)
    try Replanter(session: used.session, catalog: catalog).emptyTables()
    _ = try await TinyRun()(on: used)
    #expect(try DatabaseDigest.compute(session: used.session, catalog: catalog) == wanted)
    #expect(try used.integer("SELECT count(*) FROM seedbed_chunks") == 0)
  }

  @Test func rowsOfSomebodyElseThatReferToTheTablesKeepThemWhole() async throws {
    let database = try TemporaryDatabase(
      schema: TinyApplication.schema.sql
        + "CREATE TABLE keys (room_id int NOT NULL REFERENCES rooms (id));")
    _ = try await TinyRun()(on: database)
    try database.session.execute("INSERT INTO keys SELECT id FROM rooms", [])
    let catalog = try TinyApplication.schema.verify(in: database.session)
    let replanter = Replanter(session: database.session, catalog: catalog)
    #expect(throws: (any Error).self) { try replanter.emptyTables() }
    #expect(try replanter.preview().rowCount == 3)
  }

  @Test func ordersChildrenBeforeParentsAndBreaksCircles() {
    func table(_ name: String, _ parents: String...) -> SchemaCatalog.Table {
      SchemaCatalog.Table(
        name: name, columns: [],
        foreignKeys: parents.map { .init(columns: ["x"], parentTable: $0, parentColumns: ["id"]) })
    }
    let catalog = SchemaCatalog(tables: [
      table("a", "a"), table("b", "a"), table("c", "b", "d"), table("d", "c"), table("e", "d", "a"),
    ])
    #expect(Replanter.dependencyOrder(of: catalog) == ["e", "c", "b", "a", "d"])
  }
}
