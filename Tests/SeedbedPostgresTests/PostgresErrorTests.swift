import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Synchronization
import Testing

@Suite struct PostgresErrorTests {
  private func failure(_ body: () throws -> Void) throws -> PostgresError {
    try #require(#expect(throws: PostgresError.self) { try body() })
  }

  @Test func noServerIsSaidWithTheHost() throws {
    let error = try failure { _ = try PostgresEngine.open("postgres://u:s3cret@127.0.0.1:1/db") }
    #expect(error.kind == .unavailable)
    #expect(error.description.contains("127.0.0.1"))
    #expect(error.description.contains("start the server"))
    #expect(!error.description.contains("s3cret"))
  }

  @Test func aWrongPasswordIsSaidWithoutIt() throws {
    let server = try PostgresTestServer.own().parameters
    try PostgresTestDatabase.administrate(
      "CREATE ROLE seedbed_locked LOGIN PASSWORD 'right one'", on: server)
    let parameters = server.replacing("user", with: "seedbed_locked")
    let wrong = try failure {
      _ = try PostgresEngine.open(parameters.replacing("password", with: "s3cret"))
    }
    #expect(wrong.code == .invalidPassword)
    #expect(wrong.kind == .unavailable)
    #expect(!wrong.description.contains("s3cret"))
    #expect(wrong.description.contains("PGPASSWORD"))
    let missing = try failure {
      _ = try PostgresEngine.open(
        parameters.replacing("passfile", with: "/nonexistent"))
    }
    #expect(missing.code == .invalidPassword)
    let session = try PostgresEngine.open(parameters.replacing("password", with: "right one"))
    session.close()
  }

  @Test func aMissingDatabaseIsSaidWithHowToCreateIt() throws {
    let parameters = try PostgresTestServer.parameters().replacing("dbname", with: "no such")
    let error = try failure { _ = try PostgresEngine.open(parameters) }
    #expect(error.code == .invalidCatalogName)
    #expect(error.kind == .unavailable)
    #expect(error.description.contains("createdb no such"))
    #expect(error.description.contains("--create-database"))
  }

  /// Some at once, of which one is first.
  @Test func aDatabaseIsCreatedOnceHoweverManyWantIt() throws {
    let name = "seedbed \"made\" \(UUID().uuidString)"
    let parameters = try PostgresTestServer.parameters().replacing("dbname", with: name)
    let quoted = "\"\(name.replacing("\"", with: "\"\""))\""
    defer { try? PostgresTestDatabase.administrate("DROP DATABASE IF EXISTS \(quoted)") }
    let results = Mutex<[Result<String, any Error>]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let result = Result { try PostgresEngine.createDatabase(parameters) }
      results.withLock { $0.append(result) }
    }
    for result in results.withLock({ $0 }) { #expect(try result.get() == name) }
    try PostgresEngine.open(parameters).close()
  }

  @Test func whoMayNotCreateADatabaseIsToldWhatRightIsMissing() throws {
    let role = "seedbed_role_\(ProcessInfo.processInfo.processIdentifier)"
    try PostgresTestDatabase.administrate("CREATE ROLE \(role)")
    defer { try? PostgresTestDatabase.administrate("DROP ROLE \(role)") }
    let parameters = try PostgresTestServer.parameters().replacing("dbname", with: "no such")
      .replacing("options", with: "-c role=\(role)")
    let error = try failure { _ = try PostgresEngine.createDatabase(parameters) }
    #expect(error.code == .insufficientPrivilege)
    #expect(error.description.contains("CREATEDB"))
  }

  @Test func aMissingRightNamesTheTable() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE closed (id bigint)")
    let role = "\(database.name)_guest"
    try database.session.executeScript("CREATE ROLE \(role); SET ROLE \(role)")
    defer { try? database.session.executeScript("RESET ROLE; DROP ROLE \(role)") }
    let error = try failure { try database.session.execute("INSERT INTO closed VALUES (1)", []) }
    #expect(error.code == .insufficientPrivilege)
    #expect(error.kind == .readOnly)
    #expect(error.description.contains("closed"))
    #expect(error.description.hasSuffix("or connect as the owner."))
  }

  @Test func aReadOnlyDatabaseIsSaid() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint)")
    let reader = try database.secondSession()
    try reader.executeScript("SET default_transaction_read_only = on")
    let error = try failure { try reader.execute("INSERT INTO t VALUES (1)", []) }
    #expect(error.code == .readOnlyTransaction)
    #expect(error.kind == .readOnly)
    reader.close()
  }

  @Test func aKilledConnectionIsUnavailableAndLeavesNothing() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint)")
    let victim = try database.secondSession()
    try victim.begin()
    try victim.execute("INSERT INTO t VALUES (1)", [])
    try database.session.query(
      "SELECT pg_terminate_backend($1, 5000)", [.integer(Int64(victim.backendPID))]
    ) { #expect($0[0] == .bool(true)) }
    let error = try failure { try victim.execute("INSERT INTO t VALUES (2)", []) }
    #expect(error.kind == .unavailable)
    #expect(error.description.hasSuffix("run again to go on."))
    try victim.rollback()
    victim.close()
    #expect(try database.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aCancelledStatementIsInterruptedAndTheSessionGoesOn() throws {
    let database = try PostgresTestDatabase()
    let interrupt = try #require(database.session.interrupter)
    let thread = Thread {
      for _ in 0..<100 {
        Thread.sleep(forTimeInterval: 0.05)
        interrupt()
      }
    }
    thread.start()
    let error = try failure { try database.session.query("SELECT pg_sleep(30)", []) { _ in } }
    thread.cancel()
    #expect(error.code == .queryCanceled)
    #expect(error.kind == .interrupted)
    let other = try database.secondSession()
    #expect(try other.execute("CREATE TABLE t (id bigint)", []) == 0)
    other.close()
  }

  @Test func timeoutsAreOptions() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint)")
    let hasty = try database.secondSession(
      options: PostgresOptions(
        statementTimeout: .milliseconds(50), lockTimeout: .milliseconds(20)))
    let slow = try failure { try hasty.query("SELECT pg_sleep(30)", []) { _ in } }
    #expect(slow.code == .queryCanceled)
    try database.session.begin()
    try database.session.execute("LOCK TABLE t", [])
    let locked = try failure { try hasty.execute("INSERT INTO t VALUES (1)", []) }
    #expect(locked.code == .lockNotAvailable)
    #expect(locked.kind == .busy)
    try database.session.rollback()
    hasty.close()
  }

  @Test func aUniqueViolationTellsTheConstraintAndKeepsTheValueApart() throws {
    let database = try PostgresTestDatabase(
      schema: "CREATE TABLE t (code text CONSTRAINT one_code UNIQUE)")
    let values: [DatabaseValue] = [.text("s3cret")]
    try database.session.execute("INSERT INTO t VALUES ($1)", values)
    let error = try failure { try database.session.execute("INSERT INTO t VALUES ($1)", values) }
    #expect(error.code == .uniqueViolation)
    #expect(error.location.table == "t")
    #expect(error.constraint == "one_code")
    #expect(error.detail?.contains("s3cret") == true)
    #expect(!error.description.contains("s3cret"))
  }

  @Test func aValueThatIsNoneOfItsTypeIsNotShown() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (number bigint, day date)")
    for sql in ["INSERT INTO t (number) VALUES ($1)", "INSERT INTO t (day) VALUES ($1)"] {
      let error = try failure { try database.session.execute(sql, [.text("s3cret")]) }
      #expect(error.kind == .constraint)
      #expect(!error.description.contains("s3cret"))
    }
    let nul = try failure { try database.session.execute("SELECT $1::text", [.text("a\0b")]) }
    #expect(nul.kind == .constraint)
  }

  /// As when a file cannot grow, which later versions tell of in this way.
  @Test func theServersOwnAdviceIsGivenForAnErrorInsideIt() throws {
    let database = try PostgresTestDatabase()
    let error = try failure {
      try database.session.executeScript(
        """
        DO $$ BEGIN
          RAISE 'could not extend file' USING ERRCODE = 'XX000', HINT = 'Check free disk space.';
        END $$
        """)
    }
    #expect(error.description.hasSuffix(". Check free disk space."))
  }

  @Test func theCommitOfAFailedTransactionIsAnError() throws {
    let database = try PostgresTestDatabase(schema: "CREATE TABLE t (id bigint UNIQUE)")
    let session = database.session
    try session.begin()
    try session.execute("INSERT INTO t VALUES (1)", [])
    #expect(throws: PostgresError.self) { try session.execute("INSERT INTO t VALUES (1)", []) }
    #expect(try failure { try session.commit() }.code == .inFailedTransaction)
    #expect(!session.isInTransaction)
    #expect(try database.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aWarningOfTheServerIsHandedOver() throws {
    let database = try PostgresTestDatabase()
    var notices: [String] = []
    let session = try database.secondSession(
      options: PostgresOptions { notices.append($0.description) })
    try session.executeScript("DO $$ BEGIN RAISE WARNING 'mind the gap'; END $$")
    #expect(notices == ["WARNING: mind the gap"])
    session.close()
  }
}
