import Foundation
import Seedbed
import SeedbedSQLite
import Testing

/// The configuration of `seedbed fill`, as the executable finds, reads, writes and refuses it.
@Suite struct FillConfigurationTests {
  private func database(in folder: borrowing TemporaryFolder) throws {
    let session = try SQLiteEngine.open(path: "\(folder.path)/shop.sqlite")
    defer { session.close() }
    try session.executeScript(
      """
      CREATE TABLE users (
        id INTEGER PRIMARY KEY, email TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('active', 'closed')));
      """)
  }

  private func fill(
    _ arguments: [String], in folder: borrowing TemporaryFolder
  ) async throws -> SeedbedExecutable.Outcome {
    try await SeedbedExecutable.run(
      ["fill", "--rows", "50"] + arguments, in: folder,
      environment: ["DATABASE_URL": "sqlite:shop.sqlite"])
  }

  private func rows(_ sql: String, in folder: borrowing TemporaryFolder) throws -> Int64? {
    let session = try SQLiteEngine.open(path: "\(folder.path)/shop.sqlite")
    defer { session.close() }
    var found: Int64?
    try session.query(sql, []) { found = $0[0].asInt64 }
    return found
  }

  @Test(arguments: ["seedbed.yml", "seedbed.yaml", "seedbed.json"])
  func isFoundInTheCurrentFolderAndNamedInTheHeader(name: String) async throws {
    let folder = try TemporaryFolder()
    try database(in: folder)
    let text = #"{"tables": {"users": {"columns": {"status": {"value": "closed"}}}}}"#
    try text.write(toFile: "\(folder.path)/\(name)", atomically: false, encoding: .utf8)
    let outcome = try await fill([], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.errors.contains("config    \(name)\n"), "\(outcome)")
    #expect(try rows("SELECT count(*) FROM users WHERE status = 'closed'", in: folder) == 50)
  }

  @Test func anotherFileIsNamedOnTheCommandLine() async throws {
    let folder = try TemporaryFolder()
    try database(in: folder)
    try "wrong: 1".write(
      toFile: "\(folder.path)/seedbed.yml", atomically: false, encoding: .utf8)
    try "rows: 7".write(toFile: "\(folder.path)/small.yml", atomically: false, encoding: .utf8)
    let outcome = try await SeedbedExecutable.run(
      ["fill", "--config", "small.yml"], in: folder,
      environment: ["DATABASE_URL": "sqlite:shop.sqlite"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try rows("SELECT count(*) FROM users", in: folder) == 7)
    let missing = try await fill(["--config", "none.yml"], in: folder)
    #expect(missing.status == 64, "\(missing)")
    #expect(missing.errors.contains("cannot read 'none.yml'"), "\(missing)")
  }

  @Test func malformedFilesAreUsageErrorsWithLineAndColumn() async throws {
    let folder = try TemporaryFolder()
    try database(in: folder)
    try "rows: many\ntables: {users: {columns: {email: emial}}}\nlocal: x\n".write(
      toFile: "\(folder.path)/seedbed.yml", atomically: false, encoding: .utf8)
    let outcome = try await fill(["--size", "xl"], in: folder)
    #expect(outcome.status == 64, "\(outcome)")
    for part in [
      "--size is 'xl'", "seedbed.yml:1:7: rows is a whole number", "seedbed.yml:2:35: ",
      "did you mean 'email'?", "seedbed.yml:3:1: the configuration has no key 'local'",
    ] {
      #expect(outcome.errors.contains(part), "\(outcome)")
    }
    #expect(try rows("SELECT count(*) FROM users", in: folder) == 0)
  }

  @Test func contradictionsAreRefusedWithStatus3AndNothingIsWritten() async throws {
    let folder = try TemporaryFolder()
    try database(in: folder)
    try "tables:\n  users: {columns: {status: {value: gone}}}\n".write(
      toFile: "\(folder.path)/seedbed.yml", atomically: false, encoding: .utf8)
    let outcome = try await fill([], in: folder)
    #expect(outcome.status == 3, "\(outcome)")
    #expect(
      outcome.errors.contains("refused: seedbed.yml:2:21: users.status: 'gone' contradicts CHECK"),
      "\(outcome)")
    #expect(try rows("SELECT count(*) FROM users", in: folder) == 0)
  }

  @Test func writesThePlanAndReadsItAgain() async throws {
    let folder = try TemporaryFolder()
    try database(in: folder)
    let shown = try await fill(["--write-config", "-"], in: folder)
    #expect(shown.status == 0, "\(shown)")
    #expect(shown.output.contains("email: email  # likely, name: email"), "\(shown)")
    #expect(shown.output.contains("status: {values: [active, closed]}  # certain,"), "\(shown)")
    #expect(shown.output.contains("# id: row number; certain"), "\(shown)")
    #expect(try rows("SELECT count(*) FROM users", in: folder) == 0)
    let written = try await fill(["--write-config", "seedbed.yml"], in: folder)
    #expect(written.status == 0 && written.output.isEmpty, "\(written)")
    #expect(try folder.read("seedbed.yml") == shown.output)
    let again = try await fill(["--write-config", "seedbed.yml"], in: folder)
    #expect(again.status == 64, "\(again)")
    #expect(again.errors.contains("'seedbed.yml' is there already"), "\(again)")
    let filled = try await SeedbedExecutable.run(
      ["fill"], in: folder, environment: ["DATABASE_URL": "sqlite:shop.sqlite"])
    #expect(filled.status == 0, "\(filled)")
    #expect(try rows("SELECT count(*) FROM users", in: folder) == 50)
  }

  @Test func showingAndWritingThePlanExcludeEachOther() async throws {
    let folder = try TemporaryFolder()
    try database(in: folder)
    let outcome = try await fill(["--explain", "--write-config", "-"], in: folder)
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.errors.contains("--explain and --write-config exclude each other"))
  }
}
