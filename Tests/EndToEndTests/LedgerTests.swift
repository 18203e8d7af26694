import Foundation
import Glibc
import Seedbed
import SeedbedSQLite
import Testing

/// What is done is not done again: after a kill, after a change, and when somebody else is at it.
@Suite struct LedgerTests {
  typealias Engine = SeedingTarget.Engine

  @Test(arguments: Engine.allCases)
  func leavesAloneWhatIsDone(_ engine: Engine) async throws {
    let target = try SeedingTarget(engine)
    let first = try await target.run()
    #expect(first.status == 0, "\(first)")
    let second = try await target.run()
    #expect(second.status == 0, "\(second)")
    #expect(
      second.errors.contains("[ 1/37] Predefined avatar assets         fresh, finished in run 1"))
    #expect(second.lastLine.hasPrefix("Total  0 steps, 34 fresh, 3 skipped, 0 rows written"))
    #expect(try await target.digest() == Seeded.digest)
    let ledger = try target.ledger()
    #expect(ledger.runs.map(\.state) == [.finished, .finished])
    #expect(ledger.steps.count == 34)
    let plan = try await target.plan()
    #expect(plan.values.allSatisfy { $0.work == .rest || $0.work == .skip })
    let forced = try await target.run("--force")
    #expect(forced.lastLine.hasPrefix("Total  34 steps, 3 skipped, 0 rows written"), "\(forced)")
    #expect(try await target.digest() == Seeded.digest)
  }

  /// The step waits for a pipe in place of its reference file until it is killed.
  @Test(arguments: Engine.allCases)
  func goesOnAfterItWasKilledInAStep(_ engine: Engine) async throws {
    let target = try SeedingTarget(engine)
    let pipe = try ProjectCopy.replaceByPipe("demo_conversations.tsv", of: target.project)
    let killed = try await target.run { process in
      let writer = try await Self.openWhenRead(pipe, by: process)
      kill(process.processIdentifier, SIGKILL)
      // Not before: the end of the pipe is an empty file, which the step would find fault with.
      _ = await process.wait()
      close(writer)
    }
    #expect(killed.signal == SIGKILL)
    let left = try target.ledger()
    #expect(left.runs.map(\.state) == [.running])
    #expect(left.steps.count == 28)
    try ProjectCopy.restore("demo_conversations.tsv", of: target.project)
    let rest = try await target.run()
    #expect(rest.status == 0, "\(rest)")
    #expect(rest.errors.contains("run 1 died; this one goes on from there"))
    #expect(
      rest.errors.contains("[ 1/37] Predefined avatar assets         fresh, finished in run 1"))
    #expect(rest.lastLine.hasPrefix("Total  6 steps, 28 fresh, 3 skipped"), "\(rest)")
    #expect(try await target.digest() == Seeded.digest)
    #expect(try target.ledger().runs.map(\.state) == [.died, .finished])
  }

  /// Opens a pipe for writing as soon as a process reads it.
  static func openWhenRead(_ pipe: String, by process: SpawnedProcess) async throws -> Int32 {
    while process.isRunning {
      let descriptor = open(pipe, O_WRONLY | O_NONBLOCK)
      if descriptor >= 0 { return descriptor }
      try await Task.sleep(for: .milliseconds(5))
    }
    Issue.record("the process ended before it read \(pipe)")
    return -1
  }

  @Test func repeatsAStepWhoseSourceFileChanged() async throws {
    let target = try SeedingTarget(.sqlite)
    _ = try await target.run("--quiet")
    try ProjectCopy.append("// a remark", toStep: "33_CreditTransactions.swift", of: target.project)
    let plan = try await target.plan()
    #expect(plan["33_credit_transactions"]?.standing == .changed)
    #expect(
      plan["33_credit_transactions"]?.reason?.hasPrefix(
        "changed: source file 33_CreditTransactions.swift") == true)
    #expect(plan["05_client_players"]?.work == .replay)
    #expect(plan["34_reports"]?.work == .rest)
    #expect(plan.values.filter { $0.work == .run }.map(\.id) == ["33_credit_transactions"])
    let outcome = try await target.run()
    #expect(outcome.lastLine.hasPrefix("Total  1 step, 33 fresh, 3 skipped, 0 rows written"))
    #expect(try await target.plan().values.allSatisfy { $0.work != .run })
    // What steps share belongs to all of them.
    try ProjectCopy.append("// a remark", toStep: "Support/Month.swift", of: target.project)
    #expect(try await target.plan().values.filter { $0.work == .run }.count == 34)
  }

  @Test func bringsRowsOfAChangedReferenceFileUpToDate() async throws {
    let target = try SeedingTarget(.postgres)
    _ = try await target.run("--quiet")
    try ProjectCopy.replace("permit_rules.tsv", of: target.project) { text in
      // One row more at the beginning, and the last one renamed.
      var lines = text.split(separator: "\n").map(String.init)
      lines.insert("added\t" + lines[1].drop { $0 != "\t" }.dropFirst(), at: 1)
      lines[lines.count - 1] = "renamed\t" + lines[lines.count - 1].drop { $0 != "\t" }.dropFirst()
      return lines.joined(separator: "\n") + "\n"
    }
    let plan = try await target.plan()
    #expect(plan.values.filter { $0.work == .run }.map(\.id) == ["16_permit_rules"])
    #expect(plan["16_permit_rules"]?.reason == "changed: reference file permit_rules.tsv")
    let outcome = try await target.run("--skip-seed-validation")
    #expect(outcome.status == 0, "\(outcome)")
    let anew = try SeedingTarget(.postgres)
    try ProjectCopy.replace("permit_rules.tsv", of: anew.project) { _ in
      try? String(
        contentsOfFile: "\(target.project)/reference-data/permit_rules.tsv", encoding: .utf8)
    }
    _ = try await anew.run("--quiet", "--skip-seed-validation")
    #expect(try await target.digest() == (try await anew.digest()))
  }

  @Test(arguments: Engine.allCases)
  func refusesASecondSeeder(_ engine: Engine) async throws {
    let target = try SeedingTarget(engine)
    _ = try await target.run("--until", "3", "--quiet")
    let saved = try await target.run("snapshot", "save", "demo")
    #expect(saved.status == 0, "\(saved)")
    let session = try target.openSession()
    try session.lockForSeeding()
    let outcome = try await target.run()
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.errors.contains("refused: this database is being seeded by "), "\(outcome)")
    // Nor is a snapshot put in the place of what is being seeded.
    let restore = try await target.run("snapshot", "restore", "demo", "--yes")
    #expect(restore.status == 3, "\(restore)")
    #expect(restore.errors.contains("refused: this database is being seeded by "), "\(restore)")
    #expect(outcome.errors.contains(", since 20"), "\(outcome)")
    #expect(try target.ledger().runs.count == 1)
    session.close()
    let free = try await target.run("--until", "4", "--quiet")
    #expect(free.status == 0, "\(free)")
  }

  @Test(arguments: Engine.allCases)
  func beginsAnewWhenAsked(_ engine: Engine) async throws {
    let target = try SeedingTarget(engine)
    _ = try await target.run("--quiet")
    let other = try await target.run("--seed", "7")
    #expect(other.status == 3, "\(other)")
    #expect(other.errors.contains("begin anew with: seedbed run --restart"))
    let looked = try await target.run("plan", "--seed", "7")
    #expect(looked.status == 3, "\(looked)")
    let unasked = try await target.run("--seed", "7", "--restart")
    #expect(unasked.status == 3, "\(unasked)")
    #expect(unasked.errors.contains("--yes"))
    #expect(try await target.digest() == Seeded.digest)
    let partly = try await target.run("--restart", "--yes", "--only", "3")
    #expect(partly.status == 64, "\(partly)")
    let anew = try await target.run("--seed", "7", "--restart", "--yes")
    #expect(anew.status == 0, "\(anew)")
    let fresh = try SeedingTarget(engine)
    // There is nothing to lose, so nothing is asked.
    let first = try await fresh.run("--seed", "7", "--restart")
    #expect(first.status == 0, "\(first)")
    #expect(try await target.digest() == (try await fresh.digest()))
  }

  @Test func aLargerBatchIsAnExtension() async throws {
    let target = try SeedingTarget(.postgres)
    let batch = ["--create-batch-profiles", "--batch-chunk-size", "7", "--batch-profile-count"]
    _ = try await target.run(batch[0], batch[1], batch[2], batch[3], "20", "--quiet")
    let plan = try await target.plan(batch[0], batch[1], batch[2], batch[3], "33")
    #expect(
      plan["37_batch_avatars"]?.reason == "changed: flag BATCH_PROFILE_COUNT 20 to 33")
    let more = try await target.run(batch[0], batch[1], batch[2], batch[3], "33")
    #expect(more.status == 0, "\(more)")
    #expect(more.lastLine.hasPrefix("Total  1 step, 34 fresh"), "\(more)")
    let ledger = try target.ledger()
    #expect(ledger.chunks.map(\.parentCount).reduce(0, +) == 33)
    let whole = try SeedingTarget(.postgres)
    _ = try await whole.run(batch[0], batch[1], batch[2], batch[3], "33", "--quiet")
    #expect(try await target.digest() == (try await whole.digest()))
  }
}
