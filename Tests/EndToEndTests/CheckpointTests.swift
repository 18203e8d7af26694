import Foundation
import PostgresTestServer
import Seedbed
import SeedbedPostgres
import Testing

/// `run --checkpoint`: what was made once and saved is not made again.
@Suite struct CheckpointTests {
  typealias Engine = SeedingTarget.Engine

  /// Says that a step took an hour, so that a snapshot with it is worth its restore.
  private static func makeExpensive(_ step: String, in target: SeedingTarget) throws {
    let session = try target.openSession()
    defer { session.close() }
    try session.execute(
      "UPDATE \(session.name(of: .steps)) SET duration_seconds = 3600 WHERE step = '\(step)'", [])
  }

  /// A target whose snapshot `demo` holds the steps of a default run up to one; step 16 took an hour.
  private static func saved(
    _ engine: Engine, until last: String = "36", isArchive: Bool = false
  ) async throws -> SeedingTarget {
    let target = try SeedingTarget(engine)
    let run = try await target.run("--quiet", "--until", last)
    #expect(run.status == 0, "\(run)")
    try makeExpensive("16_permit_rules", in: target)
    let saved =
      isArchive
      ? try await target.run("snapshot", "save", "demo", "--archive")
      : try await target.run("snapshot", "save", "demo")
    #expect(saved.status == 0, "\(saved)")
    return target
  }

  /// Has a run repeat step 16 with another reference file, and puts the old file back: the database
  /// has the rows of another branch then.
  private static func visitAnotherBranch(_ target: SeedingTarget) async throws {
    try ProjectCopy.replace("permit_rules.tsv", of: target.project) { text in
      var lines = text.split(separator: "\n").map(String.init)
      lines[lines.count - 1] = "renamed\t" + lines[lines.count - 1].drop { $0 != "\t" }.dropFirst()
      return lines.joined(separator: "\n") + "\n"
    }
    let elsewhere = try await target.run("--quiet", "--skip-seed-validation")
    #expect(elsewhere.status == 0, "\(elsewhere)")
    try ProjectCopy.restore("permit_rules.tsv", of: target.project)
  }

  @Test(arguments: Engine.allCases)
  func repeatsOnlyWhatFollowsALateChange(_ engine: Engine) async throws {
    let target = try await Self.saved(engine, until: "33")
    try await Self.visitAnotherBranch(target)
    try ProjectCopy.append("// a remark", toStep: "34_Reports.swift", of: target.project)
    let before = try await target.digest()
    #expect(before != (try await Seeded.digest))

    let planned = try await target.run("plan", "--checkpoint")
    #expect(planned.status == 0, "\(planned)")
    #expect(planned.output.contains("checkpoint: demo of 20"), "\(planned)")
    #expect(planned.output.contains("holds 31 of the 34 steps; restoring it takes about "))
    #expect(planned.output.contains("the steps that it spares took 1 h 00 min"), "\(planned)")
    #expect(planned.output.contains("3 steps of 37 would run, 31 fresh, 3 skipped"), "\(planned)")
    let steps = try await target.plan("--checkpoint")
    #expect(
      steps.values.filter { $0.work == .run }.map(\.id).sorted()
        == ["34_reports", "35_summary", "36_demo_recommendation"])
    // Without the option it is step 16 that would be repeated.
    #expect(try await target.plan()["16_permit_rules"]?.work == .run)
    #expect(try await target.digest() == before)

    // Its rows go, which nobody can be asked for here.
    let refused = try await target.run("--checkpoint")
    #expect(refused.status == 3, "\(refused)")
    #expect(refused.errors.contains("would be deleted"), "\(refused)")
    #expect(refused.errors.contains("run again with --yes"), "\(refused)")
    #expect(try await target.digest() == before)

    let run = try await target.run("--checkpoint", "--yes")
    #expect(run.status == 0, "\(run)")
    #expect(run.errors.contains("checkpoint: demo of 20"), "\(run)")
    #expect(run.errors.contains("Restoring demo"), "\(run)")
    #expect(run.lastLine.hasPrefix("Total  3 steps, 31 fresh, 3 skipped"), "\(run)")
    #expect(try await target.digest() == Seeded.digest)
    let idle = try await target.run("--checkpoint")
    #expect(idle.errors.contains("checkpoint: none is needed: every step is fresh"), "\(idle)")
    #expect(idle.status == 0, "\(idle)")
  }

  @Test func makesAMissingFile() async throws {
    let target = try await Self.saved(.sqlite)
    try FileManager.default.removeItem(atPath: "\(target.folder.path)/seedbed.sqlite")
    let plan = try await target.run("plan", "--checkpoint", "--json", "-")
    let planned = try JSONText.decode(PlanReport.self, from: plan.output)
    #expect(planned.checkpoint?.snapshot == "demo")
    #expect(planned.steps.allSatisfy { $0.work != .run })
    #expect(!FileManager.default.fileExists(atPath: "\(target.folder.path)/seedbed.sqlite"))
    // Nothing is destroyed, so nothing is asked.
    let run = try await target.run("--checkpoint", "--json", "-")
    #expect(run.status == 0, "\(run)")
    let report = try JSONText.decode(RunReport.self, from: run.output)
    #expect(report.checkpoint?.snapshot == "demo")
    #expect(report.writtenRowCount == 0)
    #expect(report.validation?.passed == true)
    #expect(try await target.digest() == Seeded.digest)
  }

  @Test(arguments: [false, true])
  func makesAMissingDatabaseOfAServer(isArchive: Bool) async throws {
    let target = try await Self.saved(.postgres, isArchive: isArchive)
    let name = "seedbed_clone_\(ProcessInfo.processInfo.processIdentifier)_\(isArchive)"
    defer { try? PostgresTestDatabase.administrate("DROP DATABASE IF EXISTS \(name)") }
    let url = try PostgresTestServer.parameters().replacing("dbname", with: name).url
    // As any run, it makes no database that nobody asked for.
    let unasked = try await target.run("--checkpoint", "--database-url", url)
    #expect(unasked.status == 1, "\(unasked)")
    #expect(unasked.errors.contains("--create-database"), "\(unasked)")
    let planned = try await target.run("plan", "--checkpoint", "--database-url", url)
    #expect(planned.output.contains("checkpoint: demo of 20"), "\(planned)")
    let run = try await target.run("--checkpoint", "--create-database", "--database-url", url)
    #expect(run.status == 0, "\(run)")
    #expect(run.lastLine.hasPrefix("Total  0 steps, 34 fresh, 3 skipped"), "\(run)")
    #expect(try await target.run("digest", "--database-url", url).output == Seeded.digest)
  }

  @Test func fillsAnEmptyDatabaseOfAServer() async throws {
    let target = try await Self.saved(.postgres)
    let empty = try PostgresTestDatabase()
    empty.session.close()
    let url = empty.parameters.url
    let run = try await target.run("--checkpoint", "--database-url", url)
    #expect(run.status == 0, "\(run)")
    #expect(run.lastLine.hasPrefix("Total  0 steps, 34 fresh, 3 skipped"), "\(run)")
    #expect(try await target.run("digest", "--database-url", url).output == Seeded.digest)
  }

  @Test(arguments: Engine.allCases)
  func takesNoSnapshotOfAnotherSeed(_ engine: Engine) async throws {
    let target = try await Self.saved(engine)
    let fresh = try SeedingTarget(engine)
    let url = fresh.url
    let run = try await target.run("--checkpoint", "--seed", "7", "--database-url", url)
    #expect(run.status == 0, "\(run)")
    #expect(run.errors.contains("checkpoint: none fits: demo: it has SEED 42"), "\(run)")
    #expect(run.lastLine.hasPrefix("Total  34 steps, 3 skipped"), "\(run)")
    let undisturbed = try SeedingTarget(engine)
    _ = try await undisturbed.run("--seed", "7", "--quiet")
    #expect(try await fresh.digest() == (try await undisturbed.digest()))
    // Nor for a database that has another seed than the run.
    let refused = try await target.run(
      "--checkpoint", "--seed", "42", "--database-url", url, "--yes")
    #expect(refused.status == 3, "\(refused)")
    #expect(refused.errors.contains("was seeded with SEED 7"), "\(refused)")
  }

  @Test func takesNoSnapshotThatIsDamagedOrSlow() async throws {
    let target = try await Self.saved(.sqlite)
    let quick = try SeedingTarget(.sqlite)
    _ = try await target.run("snapshot", "save", "other")
    let manifest = "\(target.project)/snapshots/demo/manifest.json"
    try (try String(contentsOfFile: manifest, encoding: .utf8) + " ")
      .write(toFile: manifest, atomically: false, encoding: .utf8)
    let planned = try await target.run("plan", "--checkpoint", "--database-url", quick.url)
    #expect(planned.output.contains("checkpoint: other of 20"), "\(planned)")
    _ = try await target.run("snapshot", "delete", "other", "--yes")
    let damaged = try await target.run("plan", "--checkpoint", "--database-url", quick.url)
    #expect(damaged.output.contains("checkpoint: none fits: demo: it is damaged"), "\(damaged)")
    _ = try await target.run("snapshot", "delete", "demo", "--yes")
    let none = try await target.run("--checkpoint", "--database-url", quick.url)
    #expect(none.status == 0, "\(none)")
    #expect(none.errors.contains("checkpoint: none: there are no snapshots"), "\(none)")
    #expect(try await quick.digest() == Seeded.digest)
  }

  /// A row that no run wrote keeps a restore off, agreed to or not, until the database is named.
  @Test(arguments: Engine.allCases)
  func keepsRowsThatNoRunWrote(_ engine: Engine) async throws {
    let target = try await Self.saved(engine)
    try await Self.visitAnotherBranch(target)
    let session = try target.openSession()
    try session.executeScript(
      """
      INSERT INTO categories (id, slug, name, description, position, created_at, updated_at)
      VALUES (99, 'mine', 'Mine', 'Mine', 99, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
      CREATE TABLE somebodys (id bigint NOT NULL PRIMARY KEY);
      INSERT INTO somebodys VALUES (1);
      """)
    session.close()
    let before = try await target.digest()
    for agreement in [[], ["--yes"]] {
      let run = try await target.run(["--checkpoint"] + agreement)
      #expect(run.status == 3, "\(run)")
      #expect(run.errors.contains("it has rows that no run of Seedbed wrote: "), "\(run)")
      #expect(run.errors.contains("1 in categories"), "\(run)")
      #expect(run.errors.contains("1 in somebodys"), "\(run)")
      let restore = try await target.run(["snapshot", "restore", "demo"] + agreement)
      #expect(restore.status == 3, "\(restore)")
      #expect(restore.errors.contains("it has rows that no run of Seedbed wrote: "), "\(restore)")
    }
    #expect(try await target.digest() == before)
    let named = try await target.run(
      "--checkpoint", "--yes", "--allow-target", target.name)
    #expect(named.status == 0, "\(named)")
    #expect(try await target.digest() == Seeded.digest)
  }
}
