import Foundation
import Seedbed
import SeedbedSQLite
import Testing

/// What `run` leaves in the database, and what it says.
@Suite struct RunTests {
  static func digest(
    _ folder: borrowing TemporaryFolder, environment: [String: String] = [:]
  ) async throws -> String {
    let outcome = try await SeedbedExecutable.run(
      ["digest"], in: folder, environment: environment)
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.output
  }

  static func count(_ sql: String, in folder: borrowing TemporaryFolder) throws -> Int {
    let session = try SQLiteEngine.open(path: "\(folder.path)/seedbed.sqlite", mode: .readOnly)
    defer { session.close() }
    var count = 0
    try session.query(sql, []) { count = Int($0[0].asInt64 ?? 0) }
    return count
  }

  static func execute(_ sql: String, in folder: borrowing TemporaryFolder) throws {
    let session = try SQLiteEngine.open(path: "\(folder.path)/seedbed.sqlite", mode: .mustExist)
    defer { session.close() }
    try session.executeScript(sql)
  }

  @Test func leavesWhatTheApplicationPromises() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run([], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    for (sql, count) in [
      ("SELECT count(*) FROM players", 47),
      ("SELECT count(*) FROM players WHERE role = 'admin'", 2),
      ("SELECT count(*) FROM players WHERE role = 'candidate'", 40),
      ("SELECT count(*) FROM players WHERE role = 'client'", 5),
      ("SELECT count(*) FROM avatars", 42),
      ("SELECT count(*) FROM companies", 5),
      ("SELECT count(DISTINCT company_id) FROM job_posts", 3),
      ("SELECT count(*) FROM job_posts", 25),
      ("SELECT count(DISTINCT avatar_id) FROM abilities", 38),
      ("SELECT count(DISTINCT avatar_id) FROM raid_logs", 35),
    ] {
      #expect(try Self.count(sql, in: folder) == count, "\(sql)")
    }
    #expect(outcome.errors.contains("seed      42"))
    #expect(outcome.errors.contains("as of     2026-01-01T00:00:00Z"))
    #expect(outcome.errors.contains("database  sqlite:seedbed.sqlite (SQLite 3"))
    #expect(outcome.errors.contains("[ 4/37] Admin players"))
    #expect(!outcome.errors.contains("\u{1b}"))
    #expect(outcome.output.contains("14 checks: 14 passed"))
    #expect(outcome.output.contains("Total  "))
    #expect(!outcome.output.contains("[ 4/37]"))
    #expect(!outcome.output.contains("\u{1b}"))
    #expect(try folder.files() == ["seedbed.sqlite"])
  }

  @Test func changesNothingTheSecondTime() async throws {
    let folder = try await Seeded.folder()
    let first = try await Seeded.digest
    let again = try await SeedbedExecutable.run([], in: folder)
    #expect(again.status == 0, "\(again)")
    #expect(try await Self.digest(folder) == first)
    #expect(first.split(separator: "\n").last?.hasPrefix("total ") == true)
  }

  @Test func givesTheSameInEveryZoneAndLanguage() async throws {
    var digests: Set<String> = [try await Seeded.digest]
    for (zone, language) in [
      ("Asia/Tokyo", "ja_JP.UTF-8"), ("America/Los_Angeles", "tr_TR.UTF-8"),
    ] {
      let folder = try TemporaryFolder()
      let environment = ["TZ": zone, "LANG": language, "LC_ALL": language]
      let outcome = try await SeedbedExecutable.run([], in: folder, environment: environment)
      #expect(outcome.status == 0, "\(outcome)")
      digests.insert(try await Self.digest(folder, environment: environment))
    }
    #expect(digests.count == 1)
  }

  @Test func givesSomethingElseForAnotherSeed() async throws {
    let folder = try TemporaryFolder()
    _ = try await SeedbedExecutable.run(["--seed", "43"], in: folder)
    #expect(try await Self.digest(folder) != Seeded.digest)
  }

  @Test(
    "refuses a database of another seed or instant, and leaves it as it is",
    arguments: [["--seed", "43"], ["--seed-as-of", "now"]])
  func refusesOtherSeeds(arguments: [String]) async throws {
    let folder = try await Seeded.folder()
    let refused = try await SeedbedExecutable.run(arguments, in: folder)
    #expect(refused.status == 3, "\(refused)")
    #expect(
      refused.errors.contains(
        "refused: the database was seeded with SEED 42 as of 2026-01-01T00:00:00Z, and this run has"
      ),
      "\(refused)")
    #expect(try await Self.digest(folder) == Seeded.digest)
    let replanted = try await SeedbedExecutable.run(
      ["replant", "--yes"] + arguments, in: folder)
    #expect(replanted.status == 0, "\(replanted)")
    #expect(try await Self.digest(folder) != Seeded.digest)
  }

  @Test func staysQuietWhenAsked() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(["run", "--quiet"], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("Total  "))
  }

  @Test func survivesAClosedStandardOutput() async throws {
    let folder = try await Seeded.folder()
    let outcome = try await SeedbedExecutable.run([], in: folder, shell: "exec \"$@\" >&-")
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try Self.count("SELECT count(*) FROM players", in: folder) == 47)
  }

  @Test func survivesAReaderThatGoes() async throws {
    let folder = try await Seeded.folder()
    let outcome = try await SeedbedExecutable.run(
      ["--quiet"], in: folder, shell: "{ \"$@\"; echo \"status $?\" >&2; } | true")
    #expect(outcome.errors == "status 0\n", "\(outcome)")
    #expect(try Self.count("SELECT count(*) FROM players", in: folder) == 47)
  }

  @Test func coloursATerminalUnlessAskedNotTo() async throws {
    for (environment, isColoured) in [(["TERM": "xterm"], true), (["NO_COLOR": "1"], false)] {
      let folder = try await Seeded.folder()
      let terminal = try PseudoTerminal(columns: 100)
      let outcome = try await SeedbedExecutable.run(
        [], in: folder, environment: environment, errors: terminal.processSide)
      let shown = terminal.shown()
      #expect(outcome.status == 0)
      #expect(shown.contains("Admin players"))
      #expect(shown.contains("\u{1b}[") == isColoured)
      #expect(!outcome.output.contains("\u{1b}"))
    }
  }

  @Test func validatesStrictly() async throws {
    let folder = try await Seeded.folder()
    let session = try SQLiteEngine.open(path: "\(folder.path)/seedbed.sqlite")
    try session.execute("DELETE FROM abilities", [])
    session.close()
    let lax = try await SeedbedExecutable.run(["validate"], in: folder)
    #expect(lax.status == 0, "\(lax)")
    #expect(lax.output.contains("warning"))
    let strict = try await SeedbedExecutable.run(
      ["validate"], in: folder, environment: ["SEED_VALIDATION_STRICT": "on"])
    #expect(strict.status == 2, "\(strict)")
  }

  @Test func failsValidationWhenThereIsTooLittle() async throws {
    let folder = try TemporaryFolder()
    _ = try await SeedbedExecutable.run(["--until", "4", "--quiet"], in: folder)
    let outcome = try await SeedbedExecutable.run(["validate"], in: folder)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.output.contains("error"))
  }
}
