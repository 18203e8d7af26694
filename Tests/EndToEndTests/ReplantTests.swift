import Foundation
import SeedbedSQLite
import Testing

/// What `replant` asks and does.
@Suite struct ReplantTests {
  @Test func refusesWithoutATerminal() async throws {
    let folder = try await Seeded.folder()
    let outcome = try await SeedbedExecutable.run(["replant"], in: folder)
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("would be deleted"))
    #expect(outcome.errors.contains("players"))
    #expect(outcome.errors.contains("run again with --yes"))
    #expect(try await RunTests.digest(folder) == Seeded.digest)
  }

  @Test func endsInTheDigestOfAFreshDatabase() async throws {
    let folder = try TemporaryFolder()
    let other = try await SeedbedExecutable.run(
      ["--quiet"], in: folder,
      environment: [
        "SEED_FULL_CANDIDATES": "true", "SEED": "9", "CREATE_BATCH_PROFILES": "on",
        "BATCH_PROFILE_COUNT": "50",
      ])
    #expect(other.status == 0, "\(other)")
    let outcome = try await SeedbedExecutable.run(["replant", "--yes"], in: folder)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try await RunTests.digest(folder) == Seeded.digest)
  }

  @Test(arguments: [("n\n", 3), ("\n", 3), ("\u{4}", 3), ("y\n", 0), ("YES\n", 0)])
  func asksOnATerminal(answer: String, status: Int32) async throws {
    let folder = try await Seeded.folder()
    let session = try SQLiteEngine.open(path: "\(folder.path)/seedbed.sqlite")
    try session.execute("DELETE FROM messages", [])
    session.close()
    let terminal = try PseudoTerminal()
    terminal.type(answer)
    let outcome = try await SeedbedExecutable.run(
      ["replant"], in: folder, environment: ["NO_COLOR": "1"], input: terminal.processSide,
      errors: terminal.processSide)
    let shown = terminal.shown()
    #expect(outcome.status == status, "\(shown)")
    #expect(shown.contains("Delete them and seed again? [y/N] "))
    #expect(shown.contains("Nothing was changed.") == (status == 3))
    #expect(try await (RunTests.digest(folder) == Seeded.digest) == (status == 0))
  }

  @Test func endsWhenInterruptedAtTheQuestion() async throws {
    let folder = try await Seeded.folder()
    let terminal = try PseudoTerminal()
    let outcome = try await SeedbedExecutable.run(
      ["replant"], in: folder, input: terminal.processSide, errors: terminal.processSide
    ) { process in
      try await terminal.waitForOutput(while: { process.isRunning })
      kill(process.processIdentifier, SIGINT)
    }
    #expect(outcome.status == 130, "\(terminal.shown())")
    #expect(outcome.signal == nil)
  }
}
