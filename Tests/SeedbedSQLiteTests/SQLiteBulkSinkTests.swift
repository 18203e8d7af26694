import EngineContract
import Foundation
import Seedbed
import SeedbedSQLite
import SeedbedTestSupport
import Synchronization
import Testing

@Suite struct SQLiteBulkSinkTests {
  static let schema = """
    CREATE TABLE parents (id integer PRIMARY KEY, code text NOT NULL UNIQUE);
    CREATE TABLE children (
      id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parents, label text);
    CREATE INDEX children_parent_id ON children (parent_id);
    """

  @Test func triggersFireAndTheirForeignKeysAreVerified() throws {
    let database = try TemporaryDatabase(
      schema: Self.schema + """
        CREATE TRIGGER first_child AFTER INSERT ON parents WHEN new.id < 100
        BEGIN INSERT INTO children (parent_id) VALUES (new.id); END;
        CREATE TRIGGER lost_child AFTER INSERT ON parents WHEN new.id >= 100
        BEGIN INSERT INTO children (parent_id) VALUES (12345); END;
        """)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...5), table: 0)
    try sink.commitChunk { _ in }
    #expect(try database.integer("SELECT sum(parent_id) FROM children") == 15)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(100...100), table: 0)
    let error = #expect(throws: SQLiteError.self) { try sink.commitChunk { _ in } }
    #expect(error?.code == .SQLITE_CONSTRAINT_FOREIGNKEY)
    #expect(error?.location.table == "children")
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM parents") == 5)
  }

  @Test func aForeignKeyErrorNamesAtMostFiveRows() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.children((11...17).map { ($0, 1) }), table: 1)
    let error = #expect(throws: SQLiteError.self) { try sink.commitChunk { _ in } }
    #expect(
      error?.message == """
        FOREIGN KEY constraint failed: children (parent_id) refers to rows of parents (id) that are \
        not there: rowid 11, 12, 13, 14, 15 and more
        """)
    try sink.rollbackChunk()
  }

  @Test(arguments: [
    "CREATE TABLE c (pa, pb, FOREIGN KEY (pa, pb) REFERENCES p)",
    "CREATE TABLE c (pb, pa, rowid, FOREIGN KEY (pa, pb) REFERENCES p (a, b))",
    "CREATE TABLE c (pa, pb, PRIMARY KEY (pb, pa), FOREIGN KEY (pa, pb) REFERENCES p) WITHOUT ROWID",
    "CREATE TABLE c (id integer PRIMARY KEY AUTOINCREMENT, pa, pb, FOREIGN KEY (pa, pb) REFERENCES p)",
  ])
  func foreignKeysAreVerifiedWhateverTheTableIsLike(_ child: String) throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE p (a integer, b text, PRIMARY KEY (a, b)) WITHOUT ROWID;
        INSERT INTO p VALUES (1, 'x'), (2, 'y');
        \(child);
        INSERT INTO c (pa, pb) VALUES (1, 'x');
        """)
    let table = BulkTable(name: "c", columns: ["pb", "pa"], kinds: [.text, .integer])
    let sink = try database.session.makeBulkSink(for: [table])
    try sink.beginChunk()
    try sink.load(.of([(.text, [.text("y")]), (.integer, [.integer(2)])]), table: 0)
    try sink.commitChunk { _ in }
    try sink.beginChunk()
    try sink.load(.of([(.text, [.text("x")]), (.integer, [.integer(2)])]), table: 0)
    let error = #expect(throws: SQLiteError.self) { try sink.commitChunk { _ in } }
    #expect(error?.kind == .constraint)
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM c") == 2)
  }

  @Test func aNullInPartOfAKeyRefersToNothing() throws {
    let database = try TemporaryDatabase(
      schema: """
        CREATE TABLE p (a integer, b text, PRIMARY KEY (a, b));
        CREATE TABLE c (pa integer, pb text, FOREIGN KEY (pa, pb) REFERENCES p);
        """)
    let table = BulkTable(name: "c", columns: ["pa", "pb"], kinds: [.integer, .text])
    let sink = try database.session.makeBulkSink(for: [table])
    try sink.beginChunk()
    try sink.load(
      .of([(.integer, [.integer(9), .null]), (.text, [.null, .text("q")])]), table: 0)
    try sink.commitChunk { _ in }
    #expect(try database.integer("SELECT count(*) FROM c") == 2)
  }

  @Test func rowsOfAnEarlierChunkThatComeLaterAreVerifiedToo() throws {
    // A resumed run may write lower ids than those that are there.
    let database = try TemporaryDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...9), table: 0)
    try sink.load(EngineContract.children([(1000, 9)]), table: 1)
    try sink.commitChunk { _ in }
    try sink.beginChunk()
    try sink.load(EngineContract.children([(5, 99)]), table: 1)
    #expect(throws: SQLiteError.self) { try sink.commitChunk { _ in } }
    try sink.rollbackChunk()
  }

  @Test(arguments: [
    [1...3, 4...9], [5...7, 8...9, 1...2], [(-3)...0, 1...2], [(.max - 1)...(.max), 1...1],
    [1...3, 9...10, 4...5],
  ])
  func rowsKeepTheirIDsHoweverTheyFollowEachOther(_ batches: [ClosedRange<Int64>]) throws {
    for kind in ["integer PRIMARY KEY", "integer PRIMARY KEY AUTOINCREMENT", "bigint PRIMARY KEY"] {
      let database = try TemporaryDatabase(schema: "CREATE TABLE parents (id \(kind), code text)")
      // With AUTOINCREMENT the next rowid is 21, though the table is empty.
      try database.session.executeScript(
        "INSERT INTO parents (id) VALUES (20); DELETE FROM parents;")
      let sink = try database.session.makeBulkSink(for: [EngineContract.family[0]])
      try sink.beginChunk()
      for ids in batches { try sink.load(EngineContract.parents(ids), table: 0) }
      try sink.commitChunk { _ in }
      let stored = try database.column("SELECT id || code FROM parents ORDER BY id")
      let expected = batches.flatMap { $0.map(\.self) }.sorted()
      #expect(stored == expected.map { .text("\($0)code \($0)") })
    }
  }

  @Test func aRowIDThatIsTakenIsNamedWhenOthersFollowEachOther() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...3), table: 0)
    let error = #expect(throws: SQLiteError.self) {
      try sink.load(EngineContract.parents(3...5, firstRow: 3), table: 0)
    }
    #expect(error?.location == ErrorLocation(table: "parents", row: 3))
    try sink.rollbackChunk()
  }

  @Test func aConflictClauseOfTheSchemaDoesNotSwallowRows() throws {
    let database = try TemporaryDatabase(
      schema: "CREATE TABLE t (x integer UNIQUE ON CONFLICT IGNORE)")
    let table = BulkTable(name: "t", columns: ["x"], kinds: [.integer])
    let sink = try database.session.makeBulkSink(for: [table])
    try sink.beginChunk()
    let error = #expect(throws: SQLiteError.self) {
      try sink.load(.of([(.integer, [.integer(1), .integer(1)])], firstRow: 40), table: 0)
    }
    #expect(error?.location == ErrorLocation(table: "t", row: 41))
    try sink.rollbackChunk()
  }

  @Test(arguments: [
    ("x integer NOT NULL", DatabaseValue.null), ("x integer CHECK (x < 5)", .integer(5)),
    ("x integer PRIMARY KEY", .integer(1)),
  ])
  func aRowThatTheTableForbidsIsNamed(_ column: String, _ value: DatabaseValue) throws {
    let database = try TemporaryDatabase(schema: "CREATE TABLE t (\(column))")
    let table = BulkTable(name: "t", columns: ["x"], kinds: [.integer])
    let sink = try database.session.makeBulkSink(for: [table])
    try sink.beginChunk()
    let error = #expect(throws: SQLiteError.self) {
      try sink.load(
        .of([(.integer, [.integer(1), .integer(2), value, .integer(3)])], firstRow: 100), table: 0)
    }
    #expect(error?.kind == .constraint)
    #expect(error?.location == ErrorLocation(table: "t", row: 102))
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aFullDatabaseLeavesWholeChunksAndAUsableSession() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...10), table: 0)
    try sink.commitChunk { _ in }
    try database.session.executeScript("PRAGMA max_page_count = 12; PRAGMA cache_size = 10")
    try sink.beginChunk()
    let error = #expect(throws: SQLiteError.self) {
      try sink.load(EngineContract.parents(11...50_000), table: 0)
    }
    #expect(error?.kind == .full)
    #expect(error?.location.table == "parents")
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM parents") == 10)
    try database.session.executeScript("PRAGMA max_page_count = 100000")
    try sink.beginChunk()
    try sink.load(EngineContract.parents(11...50_000), table: 0)
    try sink.commitChunk { _ in }
    try sink.finish()
    #expect(try database.integer("SELECT count(*) FROM parents") == 50_000)
    #expect(try database.integer("PRAGMA foreign_keys") == 1)
    #expect(try database.integer("PRAGMA synchronous") == 1)
  }

  @Test func anInterruptEndsABatchAndTheChunkCanBeUndone() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    let batch = EngineContract.parents(1...20_000)
    try sink.beginChunk()
    try sink.load(.of([(.text, [.text("a")]), (.integer, [.integer(0)])]), table: 0)
    // `interrupt` alone may be called from another thread.
    nonisolated(unsafe) let session = database.session
    let isDone = Atomic(false)
    let interrupter = Thread {
      while !isDone.load(ordering: .relaxed) {
        session.interrupt()
        usleep(100)
      }
      isDone.store(false, ordering: .relaxed)
    }
    interrupter.start()
    let error = #expect(throws: SQLiteError.self) {
      while true {
        try sink.load(batch, table: 0)
        try database.session.execute("DELETE FROM parents WHERE id > 0", [])
      }
    }
    isDone.store(true, ordering: .relaxed)
    while isDone.load(ordering: .relaxed) { usleep(100) }
    #expect(error?.kind == .interrupted)
    try sink.rollbackChunk()
    #expect(try database.integer("SELECT count(*) FROM parents") == 0)
    try sink.beginChunk()
    try sink.load(batch, table: 0)
    try sink.commitChunk { _ in }
  }

  @Test func aSinkDroppedInAChunkUndoesIt() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    func drop() throws {
      let sink = try database.session.makeBulkSink(for: EngineContract.family)
      try sink.beginChunk()
      try sink.load(EngineContract.parents(1...3), table: 0)
    }
    try drop()
    #expect(!database.session.isInTransaction)
    #expect(try database.integer("PRAGMA foreign_keys") == 1)
    #expect(try database.integer("SELECT count(*) FROM parents") == 0)
  }

  @Test func aLockedDatabaseFailsBeforeTheChunkAndKeepsForeignKeysOn() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let other = try database.secondSession()
    try database.session.executeScript("PRAGMA busy_timeout = 10")
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try other.begin()
    let error = #expect(throws: SQLiteError.self) { try sink.beginChunk() }
    #expect(error?.kind == .busy)
    #expect(try database.integer("PRAGMA foreign_keys") == 1)
    try sink.rollbackChunk()
    try other.rollback()
    try sink.beginChunk()
    try sink.rollbackChunk()
  }

  @Test func aReaderHoldsUpTheCommitAndTheChunkStaysOpen() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let other = try database.secondSession()
    try database.session.executeScript("PRAGMA busy_timeout = 10")
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try other.executeScript("BEGIN; SELECT count(*) FROM parents;")
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...10), table: 0)
    let error = #expect(throws: SQLiteError.self) { try sink.commitChunk { _ in } }
    #expect(error?.kind == .busy)
    try other.rollback()
    try sink.commitChunk { _ in }
    #expect(try database.integer("SELECT count(*) FROM parents") == 10)
  }

  /// The files as they are in the middle of a chunk are what a killed process leaves.
  @Test(arguments: ["delete", "wal"])
  func aProcessKilledInAChunkLeavesWholeChunks(_ journal: String) throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    try database.session.executeScript("PRAGMA journal_mode = \(journal); PRAGMA cache_size = 10")
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...3000), table: 0)
    try sink.commitChunk { _ in }
    let byteCount = try fileByteCount(database.path)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(3001...30_000), table: 0)
    let folder = try TemporaryFolder()
    for suffix in ["", "-journal", "-wal"]
    where FileManager.default.fileExists(atPath: database.path + suffix) {
      try FileManager.default.copyItem(
        atPath: database.path + suffix, toPath: folder.path("left.sqlite") + suffix)
    }
    if journal == "delete" {
      #expect(try fileByteCount(folder.path("left.sqlite")) > byteCount, "the chunk was under way")
    }
    let left = try SQLiteEngine.open(path: folder.path("left.sqlite"), mode: .mustExist)
    #expect(try EngineContract.count(left, "SELECT count(*) FROM parents") == 3000)
    #expect(try EngineContract.row(left, "PRAGMA integrity_check") == [.text("ok")])
    try sink.rollbackChunk()
    try sink.finish()
  }

  private func fileByteCount(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
  }

  @Test func theBatchIsReadWithoutATemporaryTable() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    var opcodes: [String] = []
    try database.session.query(
      "EXPLAIN INSERT INTO parents (id, code) SELECT c1, c0 FROM seedbed_batch_1_0", []
    ) { opcodes.append($0["opcode"].asString ?? "") }
    #expect(opcodes.contains("VColumn"))
    #expect(!opcodes.contains("OpenEphemeral"))
    try sink.finish()
    #expect(throws: SQLiteError.self) {
      try database.session.query("SELECT * FROM seedbed_batch_1_0", []) { _ in }
    }
  }

  @Test func aSinkMayOutliveItsSession() throws {
    let database = try TemporaryDatabase(schema: Self.schema)
    let sink = try database.session.makeBulkSink(for: EngineContract.family)
    try sink.beginChunk()
    try sink.load(EngineContract.parents(1...3), table: 0)
    database.session.close()
    withExtendedLifetime(sink) {}
    let again = try SQLiteEngine.open(path: database.path)
    #expect(try EngineContract.count(again, "SELECT count(*) FROM parents") == 0)
  }

  @Test func encodedInstantsAreThoseOfTheSession() throws {
    let instants: [Int64] = [
      0, -1, 1, 999_999, 1_000_000, 951_782_399_999_999, 951_782_400_000_000,
      1_709_164_800_000_000, 4_102_444_799_000_000, -62_135_596_800_000_000,
      253_402_300_799_999_999,
    ]
    let database = try TemporaryDatabase(schema: "CREATE TABLE t (id integer PRIMARY KEY, x, y)")
    let table = BulkTable(
      name: "t", columns: ["id", "x", "y"], kinds: [.integer, .timestamp, .date])
    let sink = try database.session.makeBulkSink(for: [table])
    try sink.beginChunk()
    let values = instants.map(Timestamp.init(microseconds:))
    try sink.load(
      .of([
        (.integer, instants.indices.map { .integer(Int64($0)) }),
        (.timestamp, values.map { .timestamp($0) }), (.date, values.map { .date($0.date) }),
      ]), table: 0)
    try sink.commitChunk { _ in }
    let stored = try database.column("SELECT x || ' ' || y FROM t ORDER BY id")
    #expect(stored == values.map { .text("\($0.databaseText) \($0.date)") })
  }
}
