import EngineContract
import Foundation
import Seedbed
import SeedbedSnapshots
import SeedbedTestSupport
import Testing

@testable import SeedbedSQLite

@Suite struct SQLiteSnapshotTests {
  private let folder: TemporaryFolder
  private let path: String
  private let fixture: SnapshotFixture

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("app.sqlite")
    let snapshots = folder.path("snapshots")
    try FileManager.default.createDirectory(
      atPath: snapshots, withIntermediateDirectories: false)
    fixture = SnapshotFixture(path: snapshots, engine: SQLiteSnapshotEngine(path: path))
    try fill(50)
  }

  private func open() throws -> SQLiteSession { try SQLiteEngine.open(path: path) }

  private func fill(_ plants: Int) throws {
    let session = try open()
    defer { session.close() }
    try SnapshotFixture.fill(session, plants: plants)
  }

  private func digest() throws -> String {
    let session = try SQLiteEngine.open(path: path, mode: .readOnly)
    defer { session.close() }
    return try SnapshotFixture.digest(session)
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test(arguments: [false, true], ["delete", "wal", "persist", "truncate"])
  func bringsBackWhatWasSaved(compresses: Bool, journal: String) throws {
    let session = try open()
    try session.executeScript("PRAGMA journal_mode = \(journal)")
    session.close()
    let before = try digest()
    let manifest = try fixture.save("a", SnapshotOptions(compresses: compresses))
    #expect(manifest.digest == before)
    #expect(manifest.rowCount == 51)
    #expect(manifest.tables.map(\.rows) == [1, 50])
    try fill(20)
    #expect(try digest() != before)
    try fixture.restore("a")
    #expect(try digest() == before)
    let again = try open()
    #expect(try again.text("PRAGMA integrity_check") == "ok")
    again.close()
    #expect(try folder.fileNames.filter { $0.hasPrefix(".") }.isEmpty)
  }

  @Test func savesWhatIsCommittedWhileAnotherOneWrites() throws {
    for journal in ["delete", "wal"] {
      let writer = try open()
      try writer.executeScript("PRAGMA journal_mode = \(journal)")
      let before = try SnapshotFixture.digest(writer)
      try writer.begin()
      try writer.execute("INSERT INTO plants VALUES (1000, 1, 'not yet', 'herb', NULL)", [])
      #expect(try fixture.save(journal).digest == before)
      try writer.rollback()
      writer.close()
      try fill(10)
      try fixture.restore(journal)
      #expect(try digest() == before)
    }
  }

  @Test func makesTheDatabaseWhereThereIsNone() throws {
    let before = try digest()
    try fixture.save("a")
    try FileManager.default.removeItem(atPath: path)
    try fixture.restore("a")
    #expect(try digest() == before)
  }

  @Test func keepsOthersOut() throws {
    try fixture.save("a")
    try fixture.save("b", SnapshotOptions(compresses: true))
    for name in ["a", "b"] {
      #expect(try mode("\(fixture.path)/\(name)") == 0o700)
      for file in try fixture.files(of: name) {
        #expect(try mode("\(fixture.path)/\(name)/\(file)") == 0o600, "\(file)")
      }
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try fixture.restore("a")
    #expect(try mode(path) == 0o640)
    try FileManager.default.removeItem(atPath: path)
    try fixture.restore("a")
    #expect(try mode(path) == 0o600)
  }

  @Test(arguments: [false, true]) func refusesEveryDamage(compresses: Bool) throws {
    try fixture.save("a", SnapshotOptions(compresses: compresses))
    try fill(20)
    try fixture.refusesEveryDamage("a", unchanged: digest)
  }

  @Test func leavesAReaderWhatItReads() throws {
    try fixture.save("a")
    try fill(20)
    let reader = try SQLiteEngine.open(path: path, mode: .readOnly)
    let writer = try open()
    try reader.execute("BEGIN", [])
    let before = try SnapshotFixture.digest(reader)
    try fixture.restore("a")
    // In its transaction, and after it: the file that it opened, whole.
    #expect(try SnapshotFixture.digest(reader) == before)
    try reader.rollback()
    #expect(try SnapshotFixture.digest(reader) == before)
    // Who writes finds out, and leaves no journal that would be taken for the new file's.
    let error = #expect(throws: SQLiteError.self) {
      try writer.execute("DELETE FROM plants", [])
    }
    #expect(error?.kind == .readOnly)
    reader.close()
    writer.close()
    #expect(try folder.fileNames == ["app.sqlite", "snapshots"])
    let session = try open()
    #expect(try session.integer("SELECT count(*) FROM plants") == 50)
    session.close()
  }

  @Test func refusesWhileAWriteAheadLogIsOpenElsewhere() throws {
    try fixture.save("a")
    let reader = try open()
    try reader.executeScript("PRAGMA journal_mode = wal; DELETE FROM plants WHERE id > 5")
    try reader.execute("BEGIN", [])
    let before = try SnapshotFixture.digest(reader)
    let error = #expect(throws: SQLiteError.self) { try fixture.restore("a") }
    #expect(error?.kind == .busy)
    #expect(try SnapshotFixture.digest(reader) == before)
    reader.close()
    #expect(try digest() == before)
    try fixture.restore("a")
    #expect(try digest() != before)
  }

  /// A database as a process leaves it that dies in a transaction, with a journal to be played back.
  private func crash() throws {
    let session = try open()
    try session.executeScript("PRAGMA cache_size = 2; PRAGMA cache_spill = 1")
    try session.begin()
    try session.execute("UPDATE plants SET note = hex(zeroblob(4000))", [])
    for suffix in ["", "-journal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: path + ".crashed" + suffix)
    }
    try session.rollback()
    session.close()
    for suffix in ["", "-journal"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
      try FileManager.default.moveItem(
        atPath: path + ".crashed" + suffix, toPath: path + suffix)
    }
  }

  @Test func playsBackAJournalBeforeItSaves() throws {
    let before = try digest()
    try crash()
    #expect(try fixture.save("a").digest == before)
  }

  @Test func givesTheNewFileNoJournalOfTheOldOne() throws {
    let before = try digest()
    try fixture.save("a")
    try fill(400)
    try crash()
    try fixture.restore("a")
    #expect(try folder.fileNames == ["app.sqlite", "snapshots"])
    #expect(try digest() == before)
  }

  @Test func givesTheNewFileNoLogOfAnOldOne() throws {
    let before = try digest()
    try fixture.save("a")
    let session = try open()
    try session.executeScript(
      "PRAGMA journal_mode = wal; PRAGMA wal_autocheckpoint = 0; DELETE FROM plants")
    try FileManager.default.copyItem(atPath: path + "-wal", toPath: path + ".kept")
    session.close()
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: path + ".kept", toPath: path + "-wal")
    try fixture.restore("a")
    #expect(try digest() == before)
  }

  @Test func replacesTheFileThatALinkLeadsTo() throws {
    let link = folder.path("link.sqlite")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    let linked = SnapshotFixture(
      path: fixture.path, engine: SQLiteSnapshotEngine(path: link))
    let before = try digest()
    try linked.save("a")
    try fill(3)
    try linked.restore("a")
    #expect(try digest() == before)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
  }

  @Test func refusesALinkInASnapshotsPlace() throws {
    try fixture.save("real")
    let elsewhere = folder.path("elsewhere")
    try FileManager.default.moveItem(atPath: "\(fixture.path)/real", toPath: elsewhere)
    try FileManager.default.createSymbolicLink(
      atPath: "\(fixture.path)/real", withDestinationPath: elsewhere)
    #expect(throws: SnapshotError.self) { try fixture.restore("real") }
    #expect(throws: SnapshotError.self) { try fixture.save("real") }
    #expect(try fixture.names().isEmpty)
    // The link goes, and what it leads to stays.
    try fixture.keeper.delete(SnapshotName("real"))
    #expect(try fixture.entries().isEmpty)
    #expect(FileManager.default.fileExists(atPath: "\(elsewhere)/manifest.json"))
  }

  @Test func refusesAnotherSchema() throws {
    try fixture.save("a")
    let commented = ApplicationSchema(
      name: "schema.sql", sql: "-- Words alone.\n" + SnapshotFixture.schema.sql)
    let changed = ApplicationSchema(
      name: "schema.sql",
      sql: SnapshotFixture.schema.sql + "CREATE INDEX i ON plants (bed_id);")
    let engine = SQLiteSnapshotEngine(path: path)
    try SnapshotFixture(path: fixture.path, engine: engine, schema: commented).restore("a")
    let error = #expect(throws: SnapshotError.self) {
      try SnapshotFixture(path: fixture.path, engine: engine, schema: changed).restore("a")
    }
    #expect(error?.kind == .foreign)
  }

  @Test func savesNoDatabaseOfAnotherApplication() throws {
    let session = try open()
    try session.executeScript("DROP TABLE plants")
    session.close()
    #expect(throws: SchemaMismatch.self) { try fixture.save("a") }
    #expect(try fixture.entries().isEmpty)
  }

  @Test func takesAnotherNameWhereItMakesThem() throws {
    #expect(try fixture.save(nil).name == "sqlite_51-rows")
    #expect(try fixture.save(nil).name == "sqlite_51-rows_2")
    #expect(throws: SnapshotError.self) { try fixture.save("sqlite_51-rows") }
    #expect(try fixture.names() == ["sqlite_51-rows", "sqlite_51-rows_2"])
  }

  @Test func leavesNothingWhenItFails() throws {
    struct Broken: Error {}
    let before = try digest()
    try fixture.save("a")
    try fill(20)
    let filled = try digest()
    for stage in SnapshotStage.allCases where stage != .saved && stage != .swapped {
      let failing = SnapshotFixture(
        path: fixture.path, engine: SQLiteSnapshotEngine(path: path),
        work: SnapshotWork(reached: { if $0 == stage { throw Broken() } }))
      if [.drafted, .imaged].contains(stage) {
        #expect(throws: Broken.self) { try failing.save("b") }
      } else {
        #expect(throws: Broken.self) { try failing.restore("a") }
      }
      #expect(try fixture.entries() == ["a"], "\(stage)")
      #expect(try folder.fileNames == ["app.sqlite", "snapshots"], "\(stage)")
      #expect(try digest() == filled, "\(stage)")
    }
    try fixture.restore("a")
    #expect(try digest() == before)
  }

  @Test func stopsWhenAsked() throws {
    let interruption = Interruption()
    let stopped = SnapshotFixture(
      path: fixture.path, engine: SQLiteSnapshotEngine(path: path),
      work: SnapshotWork(interruption: interruption))
    try stopped.save("a")
    interruption.request()
    let before = try digest()
    #expect(throws: Interrupted.self) { try stopped.save("b") }
    #expect(throws: Interrupted.self) { try stopped.restore("a") }
    #expect(try digest() == before)
    #expect(try fixture.entries() == ["a"])
    #expect(try folder.fileNames == ["app.sqlite", "snapshots"])
  }

  @Test func isNotDeletedWhileItIsRead() throws {
    try fixture.save("a")
    let open = try fixture.keeper.open(SnapshotName("a"))
    let error = #expect(throws: SnapshotError.self) {
      try fixture.keeper.delete(SnapshotName("a"))
    }
    #expect(error?.kind == .refused)
    try fixture.keeper.restore(open)
  }

  @Test func refusesOptionsThatMeanNothingHere() throws {
    for options in [
      SnapshotOptions(isArchive: true), SnapshotOptions(makesSpare: true),
      SnapshotOptions(disconnects: true),
    ] {
      #expect(throws: UsageProblems.self) { try fixture.save("a", options) }
    }
    #expect(try fixture.entries().isEmpty)
  }
}
