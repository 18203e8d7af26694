import PostgresTestServer
import Testing

@testable import Seedbed
@testable import SeedbedPostgres

/// Queries whose rows come while the server is still at work.
@Suite struct PostgresRowStreamTests {
  /// A hundred megabytes: far more than sockets hold, so the server waits until they are taken.
  static let large = "SELECT g::bigint, repeat('x', 1000) FROM generate_series(1, 100000) g"

  @Test func rowsAreHandedOverWhileTheServerStillSends() throws {
    let database = try PostgresTestDatabase()
    let session = database.session
    let observer = try database.secondSession()
    defer { observer.close() }
    let process = session.backendPID
    var state: DatabaseValue?
    var count: Int64 = 0
    try session.query(Self.large, []) { row in
      count += 1
      #expect(row[0] == .integer(count))
      guard count == 1 else { return }
      try observer.query(
        "SELECT state FROM pg_stat_activity WHERE pid = $1", [.integer(Int64(process))]
      ) { state = $0[0] }
    }
    #expect(state == .text("active"))
    #expect(count == 100_000)
    #expect(!session.isInTransaction)
  }

  @Test func theSessionMayBeUsedBeforeTheLastRow() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint)")
    let session = database.session
    var sum: Int64 = 0
    try session.query("SELECT g::bigint FROM generate_series(1, 5000) g", []) { row in
      let number = row[0].asInt64 ?? 0
      sum += number
      if number % 1000 == 0 { try session.execute("INSERT INTO t VALUES ($1)", [row[0]]) }
    }
    #expect(sum == 5000 * 5001 / 2)
    #expect(try database.integer("SELECT sum(id)::bigint FROM t") == 15_000)
  }

  @Test func aFailureAfterSomeRowsIsThrownAfterThem() throws {
    let database = try PostgresTestDatabase()
    var count = 0
    let error = try #require(throws: PostgresError.self) {
      try database.session.query(
        "SELECT 1 / (30000 - g), repeat('x', 1000) FROM generate_series(1, 40000) g", []
      ) { _ in count += 1 }
    }
    #expect(error.code.rawValue == "22012")
    #expect(count > 0 && count < 30_000)
    #expect(try database.integer("SELECT 7::bigint") == 7)
  }

  @Test func whatTheCallerThrowsLeavesTheTransactionAsItWas() throws {
    struct Enough: Error {}
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint)")
    let session = database.session
    try session.begin()
    try session.execute("INSERT INTO t VALUES (1)", [])
    #expect(throws: Enough.self) { try session.query(Self.large, []) { _ in throw Enough() } }
    try session.commit()
    #expect(try database.integer("SELECT count(*) FROM t") == 1)
  }

  @Test func aQueryWithoutRowsHandsOverNone() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint)")
    for sql in ["SELECT id FROM t", "DELETE FROM t", "CREATE TABLE u (id bigint)"] {
      try database.session.query(sql, []) { _ in Issue.record("\(sql) has no rows") }
    }
    #expect(throws: PostgresError.self) { try database.session.query("SELECT no", []) { _ in } }
  }

  @Test func statementsOfEveryConnectionAreCountedAndCancelled() throws {
    let database = try PostgresTestDatabase(schema: PostgresBulkSinkTests.schema)
    let session = database.session
    let before = session.statementCount
    let reader = try #require(try session.makeReader())
    let afterOpening = session.statementCount
    try reader.query("SELECT 1", []) { _ in }
    #expect(afterOpening > before)
    #expect(session.statementCount == afterOpening + 1)
    #expect(reader.statementCount == session.statementCount)
    // Asked for once the server says that the statement is under way.
    let interrupt = try #require(session.interrupter)
    let parameters = database.parameters
    let thread = try WorkerThread {
      let observer = try? PostgresEngine.open(parameters)
      defer { observer?.close() }
      var isWaiting = false
      while !isWaiting, let observer {
        try? observer.query(
          """
          SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event = 'PgSleep'
          """, []
        ) { _ in isWaiting = true }
      }
      interrupt()
    }
    let error = try #require(throws: PostgresError.self) {
      try reader.query("SELECT pg_sleep(120)", []) { _ in }
    }
    thread.join()
    #expect(error.code == .queryCanceled)
    reader.close()
  }
}
