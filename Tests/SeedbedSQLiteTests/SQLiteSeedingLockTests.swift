import Foundation
import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct SQLiteSeedingLockTests {
  @Test func keepsASecondSeederOutUntilTheFirstIsClosed() throws {
    let folder = try TemporaryFolder()
    let first = try SQLiteEngine.open(path: folder.path("a.sqlite"))
    try first.lockForSeeding()
    // Once more does nothing.
    try first.lockForSeeding()
    let second = try SQLiteEngine.open(path: folder.path("a.sqlite"))
    defer { second.close() }
    let error = try #require(
      #expect(throws: AnotherSeeder.self) { try second.lockForSeeding() })
    let process = ProcessInfo.processInfo.processIdentifier
    #expect(error.holder == "process \(process)")
    #expect(error.since?.hasSuffix("Z") == true)
    #expect(error.description.contains("is being seeded by process \(process), since "))
    #expect(error.description.hasSuffix("end it with: kill \(process)"))
    first.close()
    try second.lockForSeeding()
  }

  @Test func everyNameOfTheDatabaseLeadsToOneLock() throws {
    let folder = try TemporaryFolder()
    let first = try SQLiteEngine.open(path: folder.path("a.sqlite"))
    defer { first.close() }
    try first.executeScript("CREATE TABLE t (x)")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.sqlite"), withDestinationPath: folder.path("a.sqlite"))
    try first.lockForSeeding()
    let second = try SQLiteEngine.open(path: folder.path("link.sqlite"))
    defer { second.close() }
    #expect(throws: AnotherSeeder.self) { try second.lockForSeeding() }
  }

  @Test func leavesNoFileAndMindsNoneThatWasLeft() throws {
    let folder = try TemporaryFolder()
    let session = try SQLiteEngine.open(path: folder.path("a.sqlite"))
    try session.executeScript("CREATE TABLE t (x)")
    try folder.write("4711\nlong ago\n", to: "a.sqlite-seedbed-lock")
    try session.lockForSeeding()
    #expect(try folder.fileNames == ["a.sqlite", "a.sqlite-seedbed-lock"])
    session.close()
    #expect(try folder.fileNames == ["a.sqlite"])
  }

  @Test func followsNoLink() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "precious")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("a.sqlite-seedbed-lock"), withDestinationPath: folder.path("precious"))
    let session = try SQLiteEngine.open(path: folder.path("a.sqlite"))
    defer { session.close() }
    #expect(throws: SQLiteError.self) { try session.lockForSeeding() }
    #expect(try String(contentsOfFile: folder.path("precious"), encoding: .utf8) == "mine")
  }

  @Test func aDatabaseInMemoryNeedsNone() throws {
    let session = try SQLiteEngine.open(path: ":memory:")
    defer { session.close() }
    try session.lockForSeeding()
  }
}
