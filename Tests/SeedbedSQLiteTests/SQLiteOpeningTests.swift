import Foundation
import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Testing

@Suite struct SQLiteOpeningTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var mode = SQLiteEngine.OpenMode.create
    let kind: DatabaseErrorKind
    let advice: String
    let path: @Sendable (TemporaryFolder) throws -> String
  }

  static let refusals: [Refusal] = [
    Refusal(
      testDescription: "a file that is no database", kind: .notADatabase,
      advice: "Choose another file, or move this one away, and run again."
    ) { try $0.write(String(repeating: "not a database ", count: 200), to: "notes.txt") },
    Refusal(
      testDescription: "a damaged database", kind: .notADatabase,
      advice: "Choose another file, or move this one away, and run again."
    ) { folder in
      let path = folder.path("damaged.sqlite")
      try SQLiteEngine.open(path: path).executeScript(
        "CREATE TABLE t (x); INSERT INTO t VALUES (1)")
      let handle = try #require(FileHandle(forUpdatingAtPath: path))
      try handle.seek(toOffset: 100)
      try handle.write(contentsOf: Data(repeating: 0xff, count: 4000))
      try handle.close()
      return path
    },
    Refusal(
      testDescription: "a folder", kind: .unavailable,
      advice: "Name a file in it, not the folder."
    ) { $0.path },
    Refusal(
      testDescription: "a folder that is missing", kind: .unavailable,
      advice: "Create the folder, or choose another path."
    ) { $0.path("missing/db.sqlite") },
    Refusal(
      testDescription: "a file in place of the folder", kind: .unavailable,
      advice: "Create the folder, or choose another path."
    ) { try $0.write("x", to: "file") + "/db.sqlite" },
    Refusal(
      testDescription: "an empty path", kind: .unavailable, advice: "Name a file."
    ) { _ in "" },
    Refusal(
      testDescription: "a missing file that must exist", mode: .mustExist, kind: .unavailable,
      advice: "Seed a database first, or choose another path."
    ) { $0.path("none.sqlite") },
    Refusal(
      testDescription: "a missing file to be read", mode: .readOnly, kind: .unavailable,
      advice: "Seed a database first, or choose another path."
    ) { $0.path("none.sqlite") },
  ]

  @Test(arguments: refusals)
  func saysWhatIsWrongAndWhatToDo(_ refusal: Refusal) throws {
    let folder = try TemporaryFolder()
    let path = try refusal.path(folder)
    let names = try folder.fileNames
    let error = #expect(throws: SQLiteError.self) {
      try SQLiteEngine.open(path: path, mode: refusal.mode)
    }
    #expect(error?.kind == refusal.kind)
    #expect(error?.description.hasSuffix(refusal.advice) == true)
    #expect(error?.description.contains("'\(path)'") == true)
    #expect(try folder.fileNames == names, "a failed open leaves nothing behind")
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everything"))
  func refusesAFileThatMayNotBeWritten() throws {
    let database = try TemporaryDatabase(schema: "CREATE TABLE t (x)")
    database.session.close()
    chmod(database.path, 0o444)
    let error = #expect(throws: SQLiteError.self) { try SQLiteEngine.open(path: database.path) }
    #expect(error?.kind == .readOnly)
    #expect(throws: Never.self) { try SQLiteEngine.open(path: database.path, mode: .readOnly) }
  }

  @Test func aReadOnlySessionCannotWrite() throws {
    let database = try TemporaryDatabase(schema: "CREATE TABLE t (x)")
    let reader = try database.secondSession(mode: .readOnly)
    let error = #expect(throws: SQLiteError.self) {
      try reader.execute("INSERT INTO t VALUES (1)", [])
    }
    #expect(error?.kind == .readOnly)
    #expect(error?.code.primary == .SQLITE_READONLY)
  }

  @Test func aReaderUndoesWhatADeadProcessHadBegun() throws {
    let database = try TemporaryDatabase(
      schema: "PRAGMA cache_size = 5; CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    let session = database.session
    try session.begin()
    // More than the cache holds, so that pages are in the file before the commit.
    try session.execute(
      """
      INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
      SELECT randomblob(1000) FROM n
      """, [])
    let folder = try TemporaryFolder()
    for suffix in ["", "-journal"] {
      try FileManager.default.copyItem(
        atPath: database.path + suffix, toPath: folder.path("dead.sqlite") + suffix)
    }
    try session.rollback()
    let reader = try SQLiteEngine.open(path: folder.path("dead.sqlite"), mode: .readOnly)
    defer { reader.close() }
    var count: Int64?
    try reader.query("SELECT count(*) FROM t", []) { count = $0[0].asInt64 }
    #expect(count == 1)
  }

  @Test func aSecondWriterIsToldThatTheDatabaseIsBusy() throws {
    let database = try TemporaryDatabase(schema: "CREATE TABLE t (x)")
    let second = try database.secondSession()
    try second.executeScript("PRAGMA busy_timeout = 10")
    try database.session.begin()
    let error = #expect(throws: SQLiteError.self) { try second.begin() }
    #expect(error?.kind == .busy)
    #expect(error?.code == .SQLITE_BUSY)
    try database.session.rollback()
    try second.begin()
    try second.rollback()
  }

  @Test func pathsAreTakenLiterally() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("odd name?mode=memory#1%20.sqlite")
    try SQLiteEngine.open(path: path).executeScript("CREATE TABLE t (x)")
    #expect(try folder.fileNames == ["odd name?mode=memory#1%20.sqlite"])
  }

  @Test(arguments: [
    ("sqlite:a.sqlite", "a.sqlite"), ("sqlite:///tmp/a", "/tmp/a"), ("sqlite:/tmp/a", "/tmp/a"),
    ("sqlite::memory:", ":memory:"), ("sqlite:", nil), ("postgres://x", nil), ("a.sqlite", nil),
  ])
  func readsThePathOfAURL(_ url: String, _ path: String?) {
    #expect(SQLiteEngine.path(ofURL: url) == path)
  }
}
