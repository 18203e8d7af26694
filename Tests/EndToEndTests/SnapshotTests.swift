import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import SeedbedSQLite
import Testing

/// The commands for snapshots, and `SEED_SNAPSHOT`.
@Suite struct SnapshotTests {
  private static func change(_ folder: borrowing TemporaryFolder) throws {
    let session = try SQLiteEngine.open(path: "\(folder.path)/seedbed.sqlite")
    try session.execute("DELETE FROM messages", [])
    session.close()
  }

  @Test func savesShowsAndRestores() async throws {
    let folder = try await Seeded.folder()
    let project = try ProjectCopy.make(in: folder)
    func seedbed(_ words: String...) async throws -> SeedbedExecutable.Outcome {
      try await SeedbedExecutable.run(words + ["--project", project], in: folder)
    }
    let saved = try await seedbed("snapshot", "save", "demo")
    #expect(saved.status == 0, "\(saved)")
    #expect(saved.output.contains("demo holds 3,278 rows in 40 tables"))

    let manifest = try String(
      contentsOfFile: "\(project)/snapshots/demo/manifest.json", encoding: .utf8)
    let digest = try #require(try await Seeded.digest.split(whereSeparator: \.isWhitespace).last)
    #expect(manifest.contains("\"digest\" : \"\(digest)\""))
    #expect(manifest.contains("\"seed\" : 42"))
    let listed = try await seedbed("snapshot", "list")
    #expect(listed.output.contains(/demo +file +SQLite .* 3,278 +\d/), "\(listed)")
    #expect(try await seedbed("snapshot", "show", "demo").output.contains("messages"))
    #expect(try await seedbed("snapshot", "diff", "demo").status == 0)
    #expect(try await seedbed("snapshot", "verify", "demo").status == 0)

    try Self.change(folder)
    let differs = try await seedbed("snapshot", "diff", "demo")
    #expect(differs.status == 2, "\(differs)")
    #expect(differs.output.contains("1 of 40 tables differ"))
    #expect(differs.output.contains(/messages +72 +rows, now 0/))
    let refused = try await seedbed("snapshot", "restore", "demo")
    #expect(refused.status == 3, "\(refused)")
    #expect(refused.errors.contains("would be deleted") && refused.errors.contains("players"))
    #expect(refused.errors.contains("run again with --yes"))
    #expect(try await seedbed("snapshot", "diff", "demo").status == 2)
    let restored = try await seedbed("snapshot", "restore", "demo", "--yes")
    #expect(restored.status == 0, "\(restored)")
    #expect(try await RunTests.digest(folder) == Seeded.digest)

    let kept = try await seedbed("snapshot", "delete", "demo")
    #expect(kept.status == 3, "\(kept)")
    #expect(try await seedbed("snapshot", "delete", "demo", "--yes").status == 0)
    #expect(try await seedbed("snapshot", "list").output == "there are no snapshots yet\n")
    #expect(try await seedbed("snapshot", "show", "demo").status == 1)
  }

  @Test(arguments: [("n\n", 3), ("y\n", 0)])
  func asksOnATerminal(answer: String, status: Int32) async throws {
    let folder = try await Seeded.folder()
    let project = try ProjectCopy.make(in: folder)
    let options = ["--project", project]
    _ = try await SeedbedExecutable.run(["snapshot", "save", "demo"] + options, in: folder)
    try Self.change(folder)
    let terminal = try PseudoTerminal()
    terminal.type(answer)
    let outcome = try await SeedbedExecutable.run(
      ["snapshot", "restore", "demo"] + options, in: folder, environment: ["NO_COLOR": "1"],
      input: terminal.processSide, errors: terminal.processSide)
    let shown = terminal.shown()
    #expect(outcome.status == status, "\(shown)")
    #expect(shown.contains("Put the snapshot demo in their place? [y/N] "))
    #expect(try await (RunTests.digest(folder) == Seeded.digest) == (status == 0))
  }

  @Test func savesAfterARunAndRestoresBeforeOne() async throws {
    let folder = try await Seeded.folder()
    let project = try ProjectCopy.make(in: folder)
    func run(
      _ request: String, _ words: String...
    ) async throws -> SeedbedExecutable.Outcome {
      try await SeedbedExecutable.run(
        words + ["--quiet", "--project", project], in: folder,
        environment: ["SEED_SNAPSHOT": request])
    }
    let saved = try await run("save:night")
    #expect(saved.status == 0, "\(saved)")
    #expect(saved.output.contains("night holds 3,278 rows"))
    let named = try await run("save")
    #expect(named.output.contains("sqlite_3k-rows_seed42_20260101 holds"), "\(named)")
    // Found out before the first step.
    let taken = try await run("save:night")
    #expect(taken.status == 3, "\(taken)")
    #expect(taken.errors.contains("there is already a snapshot 'night'"))
    for (request, status) in [("restor:night", 64), ("restore:../night", 64), ("restore:day", 1)] {
      let wrong = try await run(request)
      #expect(wrong.status == Int32(status), "\(wrong)")
    }

    try Self.change(folder)
    #expect(try await run("restore:night").status == 3)
    let restored = try await run("restore:night", "--yes", "--only", "01_*")
    #expect(restored.status == 0, "\(restored)")
    #expect(try await RunTests.digest(folder) == Seeded.digest)
    #expect(try await run("restore:night", "replant", "--yes").status == 64)
  }

  @Test(arguments: ["../x", "/etc", "-x", ".x", "a b", "a\nb", String(repeating: "x", count: 300)])
  func takesNoHostileNames(name: String) async throws {
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    for command in ["save", "restore", "show", "verify", "diff", "delete"] {
      let outcome = try await SeedbedExecutable.run(
        ["snapshot", command, "--project", project, "--yes=true", "--", name].filter {
          ["restore", "delete"].contains(command) || !$0.hasPrefix("--yes")
        }, in: folder)
      #expect(outcome.status == 64, "\(command) \(outcome)")
      #expect(outcome.errors.contains("cannot name a snapshot"), "\(outcome)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(project)/snapshots").isEmpty)
    #expect(try folder.files() == ["project"])
  }

  /// No file may grow beyond half a megabyte, which the database is larger than.
  @Test func leavesNothingWhenTheDiskIsFull() async throws {
    let folder = try await Seeded.folder()
    let project = try ProjectCopy.make(in: folder)
    func seedbed(
      _ words: [String], shell: String? = nil
    ) async throws -> SeedbedExecutable.Outcome {
      try await SeedbedExecutable.run(words + ["--project", project], in: folder, shell: shell)
    }
    let full = "ulimit -f 1000; exec \"$@\""
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      !$0.hasPrefix(".output-") && !$0.hasPrefix(".errors-")
    }
    func expectNothingIsLeft(_ snapshots: [String]) throws {
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: "\(project)/snapshots") == snapshots)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
          !$0.hasPrefix(".output-") && !$0.hasPrefix(".errors-")
        }.sorted() == before.sorted())
    }
    let save = try await seedbed(["snapshot", "save", "demo"], shell: full)
    #expect(save.status == 1, "\(save)")
    try expectNothingIsLeft([])
    #expect(try await seedbed(["snapshot", "save", "demo"]).status == 0)
    try Self.change(folder)
    let changed = try await RunTests.digest(folder)
    let restore = try await seedbed(["snapshot", "restore", "demo", "--yes"], shell: full)
    #expect(restore.status == 1, "\(restore)")
    for outcome in [save, restore] {
      #expect(outcome.errors.contains("File too large"), "\(outcome)")
    }
    try expectNothingIsLeft(["demo"])
    #expect(try await RunTests.digest(folder) == changed)
  }

  /// No file of pg_dump's may grow beyond a few kibibytes.
  @Test func leavesNoArchiveWhenTheDiskIsFull() async throws {
    let database = try await SeededPostgres.database()
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    func seedbed(
      _ words: [String], shell: String? = nil
    ) async throws -> SeedbedExecutable.Outcome {
      try await SeedbedExecutable.run(
        words + ["--project", project], in: folder,
        environment: ["DATABASE_URL": database.parameters.url], shell: shell)
    }
    let digest = try await seedbed(["digest"]).output
    let full = "ulimit -f 8; exec \"$@\""
    let save = try await seedbed(["snapshot", "save", "demo", "--archive"], shell: full)
    #expect(save.status == 1, "\(save)")
    #expect(save.errors.contains("pg_dump"), "\(save)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(project)/snapshots").isEmpty)
    #expect(try await seedbed(["digest"]).output == digest)
    #expect(try await seedbed(["snapshot", "save", "demo", "--archive"]).status == 0)
  }

  @Test func namesTheCommandsOfTheGroup() async throws {
    let folder = try TemporaryFolder()
    let alone = try await SeedbedExecutable.run(["snapshot"], in: folder)
    #expect(alone.status == 64)
    #expect(alone.errors.contains("save, restore, list, show, verify, diff, delete, prune"))
    let misspelt = try await SeedbedExecutable.run(["snapshot", "lits"], in: folder)
    #expect(misspelt.errors.contains("did you mean 'list'?"))
    let without = try await SeedbedExecutable.run(["snapshot", "restore"], in: folder)
    #expect(without.status == 64)
    #expect(without.errors.contains("'snapshot restore' needs a NAME"))
  }

  @Test func keepsTheNewest() async throws {
    let folder = try await Seeded.folder()
    let project = try ProjectCopy.make(in: folder)
    for name in ["one", "two", "three"] {
      let saved = try await SeedbedExecutable.run(
        ["snapshot", "save", name, "--project", project], in: folder)
      #expect(saved.status == 0, "\(saved)")
    }
    let prune = ["snapshot", "prune", "--keep", "2", "--project", project]
    let refused = try await SeedbedExecutable.run(prune, in: folder)
    #expect(refused.status == 3, "\(refused)")
    #expect(refused.errors.contains("one") && !refused.errors.contains("three"))
    let pruned = try await SeedbedExecutable.run(prune + ["--yes"], in: folder)
    #expect(pruned.status == 0, "\(pruned)")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(project)/snapshots").sorted()
        == ["three", "two"])
  }

  @Test func servesPostgres() async throws {
    let database = try PostgresTestDatabase()
    database.session.close()
    let folder = try TemporaryFolder()
    let project = try ProjectCopy.make(in: folder)
    let password = "s3cret"
    func seedbed(
      _ words: String..., environment: [String: String] = [:]
    ) async throws -> SeedbedExecutable.Outcome {
      let outcome = try await SeedbedExecutable.run(
        words + ["--project", project], in: folder,
        environment: environment.merging([
          "DATABASE_URL": database.parameters.url, "PGPASSWORD": password,
        ]) { $1 })
      #expect(!(outcome.output + outcome.errors).contains(password))
      return outcome
    }
    let run = try await seedbed("run", environment: ["SEED_SNAPSHOT": "save:quick"])
    #expect(run.status == 0, "\(run)")
    let files = try await seedbed("snapshot", "save", "files", "--archive")
    #expect(files.status == 0, "\(files)")
    let listed = try await seedbed("snapshot", "list")
    #expect(listed.output.contains(/quick +instant +PostgreSQL .* MiB/), "\(listed)")
    #expect(listed.output.contains(/files +archive +PostgreSQL .* KiB/), "\(listed)")
    for name in ["quick", "files"] {
      let session = try database.secondSession()
      try session.execute("DELETE FROM messages", [])
      session.close()
      #expect(try await seedbed("snapshot", "diff", name).status == 2)
      let restored = try await seedbed("snapshot", "restore", name, "--yes")
      #expect(restored.status == 0, "\(restored)")
      #expect(try await seedbed("snapshot", "diff", name).status == 0)
      #expect(try await seedbed("snapshot", "delete", name, "--yes").status == 0)
    }
    let foreign = try await SeedbedExecutable.run(
      ["snapshot", "save", "lite", "--project", project], in: Seeded.folder())
    #expect(foreign.status == 0, "\(foreign)")
    let refused = try await seedbed("snapshot", "restore", "lite", "--yes")
    #expect(refused.status == 1, "\(refused)")
    #expect(refused.errors.contains("not the engine of this one"), "\(refused)")
  }
}
