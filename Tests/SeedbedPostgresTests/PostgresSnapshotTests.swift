import EngineContract
import Foundation
import PostgresTestServer
import Seedbed
@testable import SeedbedPostgres
import SeedbedSnapshots
import SeedbedTestSupport
import Testing

@Suite struct PostgresSnapshotTests {
  private let folder: TemporaryFolder
  private let database: PostgresTestDatabase
  private let fixture: SnapshotFixture

  init() throws {
    folder = try TemporaryFolder()
    database = try PostgresTestDatabase()
    fixture = SnapshotFixture(
      path: folder.path, engine: try PostgresSnapshotEngine(url: database.parameters.url))
    try SnapshotFixture.fill(database.session, plants: 50)
    // A database can be copied and renamed while nobody is connected to it.
    database.session.close()
  }

  private func withSession<Result>(_ body: (PostgresSession) throws -> Result) throws -> Result {
    let session = try database.secondSession()
    defer { session.close() }
    return try body(session)
  }

  private func fill(_ plants: Int) throws {
    try withSession { try SnapshotFixture.fill($0, plants: plants) }
  }

  private func digest() throws -> String { try withSession { try SnapshotFixture.digest($0) } }

  /// The values of a query's first column, in the server's first database.
  private func ask(_ sql: String) throws -> [String] {
    let session = try PostgresEngine.open(PostgresTestServer.parameters())
    defer { session.close() }
    var values: [String] = []
    try session.query(sql, []) { values.append($0[0].asString ?? "") }
    return values
  }

  private func databases(of manifest: SnapshotManifest) throws -> [String] {
    try ask("SELECT datname::text FROM pg_database WHERE datname LIKE '%\(manifest.id)' ORDER BY 1")
  }

  /// Waits for what the server does in the background.
  private func wait(until isDone: () throws -> Bool) throws {
    let start = ContinuousClock.now
    while try !isDone() {
      try #require(ContinuousClock.now - start < .seconds(60), "the server did not do its work")
      usleep(10_000)
    }
  }

  @Test(arguments: [false, true]) func bringsBackWhatWasSaved(isArchive: Bool) throws {
    let before = try digest()
    let manifest = try fixture.save("a", SnapshotOptions(isArchive: isArchive))
    #expect(manifest.kind == (isArchive ? .archive : .instant))
    #expect(manifest.digest == before && manifest.rowCount == 51)
    #expect(manifest.byteCount > 0)
    try fill(20)
    #expect(try digest() != before)
    try fixture.restore("a")
    #expect(try digest() == before)
    try fixture.restore("a")
    #expect(try digest() == before)
    // What was restored is still the application's database.
    _ = try withSession { try SnapshotFixture.schema.verify(in: $0) }
    _ = try fixture.keeper.verify(SnapshotName("a"))
    try fixture.keeper.delete(SnapshotName("a"))
    #expect(try databases(of: manifest).isEmpty)
    #expect(try fixture.entries().isEmpty)
  }

  @Test(arguments: [false, true]) func makesTheDatabaseWhereThereIsNone(isArchive: Bool) throws {
    let before = try digest()
    try fixture.save("a", SnapshotOptions(isArchive: isArchive))
    try PostgresTestDatabase.administrate("DROP DATABASE \(database.name)")
    try fixture.restore("a")
    #expect(try digest() == before)
    try fixture.keeper.delete(SnapshotName("a"))
  }

  @Test func restoresFromASpareAndMakesAnother() throws {
    let before = try digest()
    let manifest = try fixture.save("a", SnapshotOptions(makesSpare: true))
    let place = try #require(manifest.server)
    for _ in 0..<2 {
      try wait { try databases(of: manifest).contains(place.spare) }
      let oid = try ask("SELECT oid::text FROM pg_database WHERE datname = '\(place.spare)'")
      try fill(20)
      try fixture.restore("a", SnapshotOptions(makesSpare: true))
      #expect(try digest() == before)
      #expect(
        try ask("SELECT oid::text FROM pg_database WHERE datname = '\(database.name)'") == oid)
    }
    try wait { try databases(of: manifest).contains(place.spare) }
    let both = try #require(try fixture.keeper.byteCount(manifest))
    #expect(both > place.bytes)
    try fixture.keeper.delete(SnapshotName("a"))
    #expect(try databases(of: manifest).isEmpty)
  }

  @Test func namesSessionsInTheWayAndEndsThemWhenTold() throws {
    try fixture.save("a")
    try fill(20)
    let before = try digest()
    let other = try PostgresEngine.open(
      database.parameters.replacing("application_name", with: "the other one"))
    let error = #expect(throws: SnapshotError.self) { try fixture.restore("a") }
    #expect(error?.kind == .refused)
    #expect(error?.description.contains("the other one (process \(other.backendPID)") == true)
    #expect(error?.description.contains("--disconnect") == true)
    #expect(throws: SnapshotError.self) { try fixture.save("b") }
    #expect(try fixture.names() == ["a"])
    #expect(try SnapshotFixture.digest(other) == before)
    try fixture.restore("a", SnapshotOptions(disconnects: true))
    #expect(throws: PostgresError.self) { try other.execute("SELECT 1", []) }
    other.close()
    #expect(try digest() != before)
    try fixture.keeper.delete(SnapshotName("a"))
  }

  @Test func keepsWhatIsSetForTheDatabase() throws {
    let name = database.name
    let role = "seedbed_reader_\(name)"
    try PostgresTestDatabase.administrate(
      """
      CREATE ROLE \(role);
      ALTER DATABASE \(name) SET search_path TO public, pg_catalog;
      ALTER DATABASE \(name) SET seedbed.note TO 'it''s "here"';
      ALTER ROLE \(role) IN DATABASE \(name) SET work_mem TO '7MB';
      ALTER DATABASE \(name) WITH CONNECTION LIMIT 17;
      COMMENT ON DATABASE \(name) IS 'it''s ours';
      REVOKE ALL ON DATABASE \(name) FROM PUBLIC;
      GRANT CONNECT ON DATABASE \(name) TO \(role) WITH GRANT OPTION
      """)
    let question = """
      SELECT concat_ws('|', d.datconnlimit, shobj_description(d.oid, 'pg_database'),
        (SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(d.datacl) a),
        (SELECT string_agg(setrole::text || setconfig::text, ',' ORDER BY setrole)
          FROM pg_db_role_setting WHERE setdatabase = d.oid),
        pg_get_userbyid(d.datdba), d.datallowconn)
      FROM pg_database d WHERE d.datname = '\(name)'
      """
    let before = try ask(question)
    try #require(before.first?.contains("7MB") == true)
    for isArchive in [false, true] {
      try fixture.save("a", SnapshotOptions(isArchive: isArchive))
      try fixture.restore("a")
      #expect(try ask(question) == before)
      try fixture.keeper.delete(SnapshotName("a"))
    }
    try PostgresTestDatabase.administrate(
      """
      REVOKE ALL ON DATABASE \(name) FROM \(role);
      ALTER ROLE \(role) IN DATABASE \(name) RESET ALL
      """)
    // The replaced databases, which the server drops in the background, know the role as well.
    try wait {
      try ask(
        """
        SELECT d.objid::text FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid
        WHERE r.rolname = '\(role)'
        """
      ).isEmpty
    }
    try PostgresTestDatabase.administrate("DROP ROLE \(role)")
  }

  @Test(arguments: [false, true]) func refusesEveryDamage(isArchive: Bool) throws {
    try fixture.save("a", SnapshotOptions(isArchive: isArchive))
    try fill(20)
    try fixture.refusesEveryDamage("a", unchanged: digest)
    try fixture.keeper.delete(SnapshotName("a"))
  }

  @Test func refusesASnapshotWhoseDatabaseIsGone() throws {
    let manifest = try fixture.save("a")
    let place = try #require(manifest.server)
    try PostgresTestDatabase.administrate("DROP DATABASE \(place.database)")
    let before = try digest()
    for attempt in [
      { try fixture.restore("a") }, { _ = try fixture.keeper.verify(SnapshotName("a")) },
    ] {
      let error = #expect(throws: SnapshotError.self) { try attempt() }
      #expect(error?.kind == .missing)
    }
    #expect(try digest() == before)
    #expect(try fixture.keeper.byteCount(manifest) == nil)
    try fixture.keeper.delete(SnapshotName("a"))
    #expect(try fixture.entries().isEmpty)
  }

  @Test func refusesASnapshotOfAnotherServer() throws {
    var manifest = try fixture.save("a")
    manifest.server?.systemIdentifier = "1"
    let engine = try PostgresSnapshotEngine(url: database.parameters.url)
    for attempt in [{ try engine.check(manifest) }, { try engine.release(manifest) }] {
      let error = #expect(throws: SnapshotError.self) { try attempt() }
      #expect(error?.kind == .foreign)
    }
    try fixture.keeper.delete(SnapshotName("a"))
  }

  @Test func letsNobodyIntoTheSavedDatabase() throws {
    let manifest = try fixture.save("a")
    let place = try #require(manifest.server)
    #expect(throws: PostgresError.self) {
      try PostgresEngine.open(database.parameters.replacing("dbname", with: place.database))
    }
    #expect(place.database.utf8.count <= 63)
    try fixture.keeper.delete(SnapshotName("a"))
  }

  @Test func leavesNothingWhenItFails() throws {
    struct Broken: Error {}
    try fixture.save("a")
    try fixture.save("files", SnapshotOptions(isArchive: true))
    try fill(20)
    let filled = try digest()
    for stage in SnapshotStage.allCases where stage != .saved && stage != .swapped {
      let failing = SnapshotFixture(
        path: folder.path, engine: try PostgresSnapshotEngine(url: database.parameters.url),
        work: SnapshotWork(reached: { if $0 == stage { throw Broken() } }))
      if [.drafted, .imaged].contains(stage) {
        #expect(throws: Broken.self) { try failing.save("b") }
        #expect(throws: Broken.self) { try failing.save("b", SnapshotOptions(isArchive: true)) }
      } else {
        #expect(throws: Broken.self) { try failing.restore("a") }
        #expect(throws: Broken.self) { try failing.restore("files") }
      }
      #expect(try digest() == filled, "\(stage)")
      #expect(try fixture.entries() == ["a", "files"], "\(stage)")
    }
    for name in ["a", "files"] { try fixture.keeper.delete(SnapshotName(name)) }
  }

  @Test func keepsOthersOutOfItsFiles() throws {
    try fixture.save("a", SnapshotOptions(isArchive: true))
    for entry in try fixture.files(of: "a") + [""] {
      let path = "\(folder.path)/a/\(entry)"
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      #expect(attributes[.posixPermissions] as? Int == (isFolder ? 0o700 : 0o600), "\(entry)")
    }
    try fixture.keeper.delete(SnapshotName("a"))
  }

  @Test func takesTheProgramsOfTheServersOwnVersion() throws {
    let engine = try withSession { $0.engineDescription }
    let own = try #require(Int(engine.drop { !$0.isNumber }.prefix { $0.isNumber }))
    for name in ["pg_dump", "pg_restore"] {
      #expect(try PostgresProgram(name, majorVersion: own).path.hasSuffix("/\(name)"))
      let error = #expect(throws: SnapshotError.self) {
        try PostgresProgram(name, majorVersion: 99)
      }
      #expect("\(error!)".contains("install the package postgresql-client-99"))
    }
  }

  @Test func showsNoPasswordToOtherProcesses() throws {
    // The archive's programs get it from their environment; a wrong folder makes them speak.
    let secret = "s3cret'\\ \u{e9}"
    let parameters = database.parameters.replacing("password", with: secret)
    let keeper = SnapshotFixture(
      path: folder.path, engine: try PostgresSnapshotEngine(url: parameters.url))
    let manifest = try keeper.save("a", SnapshotOptions(isArchive: true))
    let text = try JSONText.encode(manifest)
    #expect(!text.contains("s3cret"))
    for file in try keeper.files(of: "a") where !file.hasSuffix(".gz") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/a/\(file)"))
      #expect(bytes.range(of: Data("s3cret".utf8)) == nil, "\(file)")
    }
    try fixture.keeper.delete(SnapshotName("a"))
  }
}
