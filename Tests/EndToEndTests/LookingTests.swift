import Foundation
import Testing

/// The commands that write no database.
@Suite struct LookingTests {
  @Test(arguments: [
    [], ["run"], ["plan"], ["steps"], ["validate"], ["metrics"], ["digest"], ["replant"], ["show"],
  ])
  func helps(command: [String]) async throws {
    let folder = try TemporaryFolder()
    // Help is there for people whose command line is wrong.
    let outcome = try await SeedbedExecutable.run(
      command + ["-h", "--sede"], in: folder, environment: ["SEED": "wrong"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.hasPrefix("seedbed"))
    #expect(outcome.output.contains("\nUsage: seedbed"))
    #expect(outcome.errors == "")
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func tellsItsVersion() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(["--version"], in: folder)
    #expect(outcome.status == 0)
    #expect(try /seedbed \d+\.\d+\.\d+\n/.wholeMatch(in: outcome.output) != nil)
  }

  @Test func listsTheStepsAndTheFlags() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(["steps"], in: folder)
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.filter { $0.firstMatch(of: /^\d\d_/) != nil }.count == 37)
    for flag in ["SEED_AS_OF", "DATABASE_URL", "SKIP_SEED_REPORTS", "BATCH_CHUNK_SIZE"] {
      #expect(lines.contains { $0.hasPrefix("  \(flag) ") })
    }
    #expect(outcome.errors == "")
  }

  @Test func plansWithoutWriting() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      ["plan", "--only", "22"], in: folder, environment: ["SEED_FULL_CANDIDATES": "yes"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("SEED_FULL_CANDIDATES=true (environment)"))
    #expect(outcome.output.contains("left out by --only"))
    #expect(outcome.output.contains("provides what"))
    #expect(try folder.files() == [])
  }

  @Test func endsQuietlyWhenTheReaderHasGone() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      ["steps"], in: folder, shell: "{ \"$@\"; echo \"status $?\" >&2; } | head -1")
    #expect(outcome.errors == "status 0\n", "\(outcome)")
    #expect(outcome.output.split(separator: "\n").count == 1)
  }

  @Test func saysWhenStandardOutputTakesNothing() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      ["steps"], in: folder, shell: "exec \"$@\" >/dev/full")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == "error: cannot write to standard output: No space left on device; "
        + "send it to a place that takes it\n")
  }

  @Test func findsTheProjectFromAnywhere() async throws {
    let folder = try TemporaryFolder()
    for arguments in [["show", "players", "--row", "0"]] {
      let byOption = try await SeedbedExecutable.run(
        arguments + ["--project", SeedbedExecutable.package], in: folder)
      let bySource = try await SeedbedExecutable.run(arguments, in: folder)
      let inside = try await SeedbedExecutable.run(
        arguments, in: folder, shell: "cd '\(SeedbedExecutable.package)/steps' && exec \"$@\"")
      #expect(byOption.status == 0, "\(byOption)")
      #expect(byOption.output == bySource.output)
      #expect(byOption.output == inside.output)
    }
  }
}
