import EngineContract
import PostgresTestServer
import Testing

@testable import Seedbed
@testable import SeedbedPostgres

/// Indexes that a load puts aside. The server's own vacuum is kept off the tables: it holds a lock.
@Suite struct PostgresIndexStoreTests {
  static let schema = """
    CREATE TABLE parents (id bigint PRIMARY KEY, code text NOT NULL UNIQUE)
      WITH (autovacuum_enabled = off);
    CREATE TABLE children (
      id bigint PRIMARY KEY, parent_id bigint NOT NULL REFERENCES parents, label text)
      WITH (autovacuum_enabled = off);
    """

  /// The definitions of all indexes there are.
  static func definitions(_ database: PostgresTestDatabase) throws -> [DatabaseValue] {
    try database.column(
      """
      SELECT pg_get_indexdef(i.indexrelid) || i.indisvalid FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname IN ('parents', 'children') ORDER BY 1
      """)
  }

  static func names(_ database: PostgresTestDatabase) throws -> [String] {
    try database.column(
      "SELECT indexname::text FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    ).compactMap(\.asString)
  }

  static func family(rowCount: Int) -> [BulkTable] {
    EngineContract.family.map { table in
      var table = table
      table.rowCount = rowCount
      return table
    }
  }

  @Test(arguments: [
    "CREATE INDEX plain ON children (parent_id)",
    "CREATE INDEX plain ON children (parent_id DESC NULLS LAST, label) INCLUDE (id)",
    "CREATE INDEX plain ON children USING hash (label)",
    "CREATE INDEX plain ON children USING brin (id) WITH (pages_per_range = 7)",
    "CREATE INDEX plain ON children (label COLLATE \"C\" text_pattern_ops)",
    "CREATE INDEX \"Odd \"\"name\" ON children (parent_id)",
  ])
  func anIndexComesBackAsItWas(_ definition: String) throws {
    let database = try PostgresTestDatabase(schema: Self.schema + definition)
    let before = try Self.definitions(database)
    let sinks = try database.session.makeBulkSinks(for: Self.family(rowCount: 10_000), count: 2)
    #expect(try Self.definitions(database).count == before.count - 1)
    #expect(sinks[0].notes.contains { $0.contains("put aside") })
    try sinks[1].beginChunk()
    try sinks[1].load(EngineContract.parents(1...3), table: 0)
    try sinks[1].load(EngineContract.children([(1, 1), (2, 3)]), table: 1)
    try sinks[1].commitChunk { _ in }
    for sink in sinks.reversed() { try sink.finish() }
    #expect(try Self.definitions(database) == before)
    #expect(try database.integer("SELECT count(*) FROM seedbed_indexes") == 0)
  }

  @Test(arguments: [
    "CREATE UNIQUE INDEX special ON children (label)",
    "CREATE INDEX special ON children (lower(label))",
    "CREATE INDEX special ON children (label) WHERE label <> ''",
    "CREATE INDEX special ON children (label); COMMENT ON INDEX special IS 'Why it is there'",
    "CREATE INDEX special ON children (label); ALTER TABLE children CLUSTER ON special",
    "ALTER TABLE children ADD CONSTRAINT special EXCLUDE (label WITH =)",
    "CREATE INDEX special ON children (label); CREATE EXTENSION citext; "
      + "ALTER INDEX special DEPENDS ON EXTENSION citext",
  ])
  func anIndexThatIsMoreThanItsDefinitionStays(_ definition: String) throws {
    let database = try PostgresTestDatabase(schema: Self.schema + definition)
    let sink = try database.session.makeBulkSink(for: Self.family(rowCount: 1_000_000))
    #expect(try Self.names(database).contains("special"))
    #expect(sink.notes.isEmpty)
  }

  @Test(arguments: [(load: 9_999, there: 0), (load: 20_000, there: 30_000)])
  func anIndexStaysWhereTheLoadIsSmall(load: Int, there: Int) throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + """
        CREATE INDEX plain ON children (parent_id);
        INSERT INTO parents VALUES (1, 'one');
        INSERT INTO children SELECT n, 1, 'label' FROM generate_series(1, \(there)) n;
        ANALYZE children;
        """)
    _ = try database.session.makeBulkSink(for: Self.family(rowCount: load))
    #expect(try Self.names(database).contains("plain"))
  }

  @Test func anIndexStaysWhereOthersUseTheTable() throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + "CREATE INDEX plain ON children (parent_id)")
    let other = try database.secondSession()
    defer { other.close() }
    try other.executeScript("BEGIN; LOCK TABLE children IN ACCESS SHARE MODE")
    let sink = try database.session.makeBulkSink(for: Self.family(rowCount: 10_000))
    #expect(try Self.names(database).contains("plain"))
    #expect(sink.notes.isEmpty)
    #expect(!database.session.isInTransaction)
  }

  /// Where a load is when the server loses its client.
  enum Stage: CaseIterable { case aside, inAChunk, betweenChunks, building }

  @Test(arguments: Stage.allCases)
  func whatALostLoadLeftAsideIsPutBackOnce(_ stage: Stage) throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + """
        CREATE INDEX plain ON children (parent_id);
        CREATE INDEX other ON children (label);
        """)
    let before = try Self.definitions(database)
    let loader = try database.secondSession()
    let sink = try loader.makeBulkSink(for: Self.family(rowCount: 10_000))
    if stage != .aside {
      try sink.beginChunk()
      try sink.load(EngineContract.parents(1...3), table: 0)
      try sink.load(EngineContract.children([(1, 1), (2, 3)]), table: 1)
    }
    if stage == .betweenChunks || stage == .building { try sink.commitChunk { _ in } }
    if stage == .building {
      let store = PostgresIndexStore(loader)
      let entries = try store.entries()
      try loader.begin()
      try loader.execute(
        "DELETE FROM seedbed_indexes WHERE index_name = $1", [.text(entries[0].name)])
      try loader.execute("CREATE INDEX other ON children (label)", [])
    }
    #expect(try Self.definitions(database).count == before.count - 2)
    try database.session.query(
      "SELECT pg_terminate_backend($1::int, 60000)", [.integer(Int64(loader.backendPID))]
    ) { #expect($0[0] == .bool(true)) }
    loader.close()
    let notes = try database.session.putIndexesBack()
    #expect(notes.count == 1 && notes[0].contains("public.other, public.plain"), "\(notes)")
    #expect(try Self.definitions(database) == before)
    #expect(try database.session.putIndexesBack() == [])
  }

  @Test func theNextLoadPutsBackWhatTheLastOneLeft() throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + "CREATE INDEX plain ON children (parent_id)")
    let before = try Self.definitions(database)
    let loader = try database.secondSession()
    _ = try loader.makeBulkSink(for: Self.family(rowCount: 10_000))
    loader.close()
    #expect(try Self.definitions(database) != before)
    // Too small to put it aside again.
    let sink = try database.session.makeBulkSink(for: Self.family(rowCount: 5))
    #expect(sink.notes.first?.contains("were put back") == true)
    #expect(try Self.definitions(database) == before)
  }

  @Test func aLoadAtWorkKeepsItsIndexesAside() throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + "CREATE INDEX plain ON children (parent_id)")
    let loader = try database.secondSession()
    try loader.lockForSeeding()
    let sink = try loader.makeBulkSink(for: Self.family(rowCount: 10_000))
    #expect(try database.session.putIndexesBack() == [])
    #expect(try Self.names(database).contains("plain") == false)
    try sink.finish()
    #expect(try Self.names(database).contains("plain"))
    loader.close()
  }

  @Test func whatSomebodyElseHasSeenToIsForgotten() throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + """
        CREATE INDEX plain ON children (parent_id);
        CREATE INDEX code ON parents (code, id);
        """)
    _ = try database.session.makeBulkSink(for: Self.family(rowCount: 10_000))
    #expect(try database.integer("SELECT count(*) FROM seedbed_indexes") == 2)
    try database.session.executeScript(
      "CREATE INDEX code ON parents (code, id); DROP TABLE children")
    #expect(try database.session.putIndexesBack() == [])
    #expect(try database.integer("SELECT count(*) FROM seedbed_indexes") == 0)
    #expect(try Self.names(database).filter { $0 == "code" }.count == 1)
  }

  @Test func anIndexThatCannotBeBuiltIsNamedAndNotForgotten() throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + "CREATE INDEX plain ON children (label)")
    _ = try database.session.makeBulkSink(for: Self.family(rowCount: 10_000))
    try database.session.executeScript("ALTER TABLE children RENAME COLUMN label TO title")
    let error = try #require(throws: PostgresError.self) {
      _ = try database.session.putIndexesBack()
    }
    #expect(error.code == .undefinedColumn)
    #expect(error.location.table == "seedbed_indexes")
    #expect(error.description.contains("CREATE INDEX plain ON public.children"))
    #expect(error.description.hasSuffix("delete its row of seedbed_indexes."), "\(error)")
    #expect(try database.integer("SELECT count(*) FROM seedbed_indexes") == 1)
    #expect(!database.session.isInTransaction)
  }

  @Test func whoMayNotBuildAnIndexLeavesItToOthers() throws {
    let database = try PostgresTestDatabase(
      schema: Self.schema + "CREATE INDEX plain ON children (parent_id)")
    _ = try database.session.makeBulkSink(for: Self.family(rowCount: 10_000))
    let role = "\(database.name)_role"
    try database.session.executeScript(
      "CREATE ROLE \(role) LOGIN; GRANT ALL ON parents, children, seedbed_indexes TO \(role)")
    defer { try? database.session.executeScript("DROP OWNED BY \(role); DROP ROLE \(role)") }
    let session = try PostgresEngine.open(database.parameters.replacing("user", with: role))
    defer { session.close() }
    #expect(try session.putIndexesBack() == [])
    let reader = try database.secondSession()
    defer { reader.close() }
    try reader.executeScript("SET default_transaction_read_only = on")
    #expect(try reader.putIndexesBack() == [])
    #expect(try database.session.putIndexesBack().count == 1)
  }
}
