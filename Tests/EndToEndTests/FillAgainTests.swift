import Foundation
import Glibc
import Seedbed
import Testing

/// `seedbed fill` on a database that it has filled before, by the real executable.
@Suite struct FillAgainTests {
  typealias Engine = SeedingTarget.Engine

  private static let schema = """
    CREATE TABLE owners (id integer NOT NULL PRIMARY KEY, email varchar(200) NOT NULL UNIQUE);
    CREATE TABLE notes (
      id integer NOT NULL PRIMARY KEY, owner_id integer NOT NULL REFERENCES owners (id),
      body text NOT NULL);
    CREATE TABLE labels (name varchar(80) NOT NULL PRIMARY KEY, color text NOT NULL);
    """

  private func makeTarget(_ engine: Engine) throws -> SeedingTarget {
    let target = try SeedingTarget(engine)
    try execute(Self.schema, target)
    return target
  }

  private func execute(_ script: String, _ target: SeedingTarget) throws {
    let session = try target.openSession()
    defer { session.close() }
    try session.executeScript(script)
  }

  private func rows(_ query: String, _ target: SeedingTarget) throws -> [[DatabaseValue]] {
    let session = try target.openSession()
    defer { session.close() }
    var rows: [[DatabaseValue]] = []
    try session.query(query, []) { rows.append($0.values) }
    return rows
  }

  private func everything(_ target: SeedingTarget) throws -> [[DatabaseValue]] {
    try rows("SELECT * FROM owners ORDER BY id", target)
      + rows("SELECT * FROM notes ORDER BY id", target)
      + rows("SELECT * FROM labels ORDER BY name", target)
  }

  private func count(_ table: String, _ target: SeedingTarget) throws -> Int64? {
    try rows("SELECT count(*) FROM \(table)", target)[0][0].asInt64
  }

  private func fill(_ arguments: String..., in target: SeedingTarget) async throws {
    let outcome = try await target.run(["fill"] + arguments)
    #expect(outcome.status == 0, "\(outcome)")
  }

  /// Whether a transaction writes many rows that nobody sees yet.
  private func isWriting(_ engine: Engine, _ target: SeedingTarget) throws -> Bool {
    switch engine {
    case .sqlite:
      let path = "\(target.folder.path)/seedbed.sqlite"
      guard FileManager.default.fileExists(atPath: path + "-journal") else { return false }
      return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0 > 1 << 20
    case .postgres:
      return try rows("SELECT pg_relation_size('notes') > 1000000", target)[0][0] == .bool(true)
    }
  }

  @Test(
    "Rows that are appended are all there or none, and the next call appends the same",
    arguments: Engine.allCases)
  func killedAppend(_ engine: Engine) async throws {
    let killed = try makeTarget(engine)
    let whole = try makeTarget(engine)
    for target in [killed, whole] { try await fill("--rows", "300", in: target) }
    let before = try everything(killed)
    let append = ["fill", "--append", "--rows", "500,notes=80000"]
    let outcome = try await killed.run(append) { process in
      // Not a task's sleep: other tests may keep its threads busy for longer than the load takes.
      while process.isRunning, try !isWriting(engine, killed) { usleep(500) }
      kill(process.processIdentifier, SIGKILL)
      _ = await process.wait()
    }
    #expect(outcome.signal == SIGKILL, "\(outcome)")
    #expect(try everything(killed) == before)
    for target in [killed, whole] { #expect(try await target.run(append).status == 0) }
    #expect(try count("notes", killed) == 80_300)
    #expect(try everything(killed) == everything(whole))
  }

  @Test("Rows that are appended twice are others the second time", arguments: Engine.allCases)
  func appendsTwice(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    try await fill("--rows", "100", in: target)
    try await fill("--rows", "20", "--append", in: target)
    let first = try rows("SELECT body FROM notes WHERE id > 100 ORDER BY id", target)
    try execute("DELETE FROM notes WHERE id > 100", target)
    try await fill("--rows", "20", "--append", "--only", "notes", in: target)
    let second = try rows("SELECT body FROM notes WHERE id > 100 ORDER BY id", target)
    #expect(first.count == 20)
    #expect(second.count == 20)
    #expect(first != second)
    #expect(try count("labels", target) == 120)
  }

  @Test(
    "Tables that were emptied or made anew are filled from the beginning",
    arguments: Engine.allCases)
  func emptied(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    try await fill("--rows", "100", in: target)
    let before = try everything(target)
    try execute("DELETE FROM notes; DELETE FROM owners; DELETE FROM labels", target)
    try await fill("--rows", "100", in: target)
    #expect(try everything(target) == before)
    try execute(
      """
      DROP TABLE labels;
      CREATE TABLE labels (name varchar(80) NOT NULL PRIMARY KEY, color text, rank integer NOT NULL)
      """, target)
    try await fill("--rows", "50", in: target)
    #expect(try count("labels", target) == 50)
    #expect(try count("notes", target) == 100)
  }

  @Test(
    "Without tables that the database refuses, the others get their rows",
    arguments: Engine.allCases)
  func keepsGoing(_ engine: Engine) async throws {
    let target = try makeTarget(engine)
    try await fill("--rows", "100", in: target)
    // A trigger that the rehearsal of a few rows does not meet.
    let refusing =
      switch engine {
      case .sqlite:
        """
        CREATE TRIGGER full BEFORE INSERT ON notes
          WHEN (SELECT count(*) FROM notes) >= 200 BEGIN SELECT RAISE(ABORT, 'it is full'); END
        """
      case .postgres:
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF (SELECT count(*) FROM notes) >= 200 THEN RAISE EXCEPTION 'it is full'; END IF;
          RETURN new; END $$;
        CREATE TRIGGER full_table BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION refuse()
        """
      }
    try execute(refusing, target)
    let before = try everything(target)
    let refused = try await target.run("fill", "--append", "--rows", "200")
    #expect(refused.status == 1, "\(refused)")
    #expect(refused.errors.contains("it is full"), "\(refused)")
    #expect(try everything(target) == before)
    let outcome = try await target.run("fill", "--append", "--rows", "200", "--keep-going")
    #expect(outcome.status == 1, "\(outcome)")
    #expect(outcome.errors.contains("begins anew without notes"), "\(outcome)")
    #expect(try count("notes", target) == 100)
    #expect(try count("owners", target) == 300)
    #expect(try count("labels", target) == 300)
  }
}
