import Foundation
import PostgresTestServer
import SeedbedPostgres
import Testing

/// What keeps a command off a database that looks like production.
@Suite struct GuardTests {
  @Test(arguments: [["run"], ["replant", "--yes"]])
  func refusesBeforeAFileIsCreated(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      arguments, in: folder, environment: ["DATABASE_URL": "sqlite:shop_prod.sqlite"])
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.errors.contains("its name says production: 'shop_prod.sqlite'"), "\(outcome)")
    #expect(outcome.errors.contains("--allow-target shop_prod.sqlite"), "\(outcome)")
    #expect(try folder.files() == [])
  }

  @Test func refusesToRestoreBeforeAFileIsCreated() async throws {
    let folder = try await Seeded.folder()
    let project = try ProjectCopy.make(in: folder)
    let saved = try await SeedbedExecutable.run(
      ["snapshot", "save", "demo", "--project", project], in: folder)
    #expect(saved.status == 0, "\(saved)")
    let before = try folder.files()
    for arguments in [["snapshot", "restore", "demo", "--yes"], ["run", "--checkpoint"]] {
      let outcome = try await SeedbedExecutable.run(
        arguments + ["--project", project], in: folder,
        environment: ["DATABASE_URL": "sqlite:shop_prod.sqlite"])
      #expect(outcome.status == 3, "\(outcome)")
      #expect(outcome.errors.contains("its name says production: 'shop_prod.sqlite'"))
      #expect(try folder.files() == before)
    }
  }

  @Test func refusesToRestoreBeforeADatabaseIsCreated() async throws {
    let target = try SeedingTarget(.postgres)
    _ = try await target.run("--quiet")
    let saved = try await target.run("snapshot", "save", "demo")
    #expect(saved.status == 0, "\(saved)")
    let name = "seedbed_prod_\(ProcessInfo.processInfo.processIdentifier)"
    let url = try PostgresTestServer.parameters().replacing("dbname", with: name).url
    let outcome = try await target.run(
      "snapshot", "restore", "demo", "--yes", "--database-url", url)
    #expect(outcome.status == 3, "\(outcome)")
    #expect(outcome.errors.contains("its name says production: '\(name)'"), "\(outcome)")
    let looked = try await target.run("digest", "--database-url", url)
    #expect(looked.errors.contains("does not exist"), "\(looked)")
  }

  @Test func refusesAnEnvironmentOfProduction() async throws {
    let folder = try await Seeded.folder()
    for variable in ["SEED_ENV", "RAILS_ENV", "APP_ENV", "NODE_ENV"] {
      let outcome = try await SeedbedExecutable.run(
        ["replant", "--yes"], in: folder, environment: [variable: "production"])
      #expect(outcome.status == 3, "\(outcome)")
      #expect(outcome.errors.contains("\(variable) is 'production'"), "\(outcome)")
    }
    let option = try await SeedbedExecutable.run(
      ["replant", "--yes", "--seed-env", "production"], in: folder)
    #expect(option.status == 3, "\(option)")
    #expect(try await RunTests.digest(folder) == Seeded.digest)
  }

  @Test func seedsTheDatabaseThatWasNamed() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      ["run", "--quiet", "--allow-target", "prod.sqlite"], in: folder,
      environment: ["DATABASE_URL": "sqlite:prod.sqlite", "SEED_ENV": "production"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try folder.files() == ["prod.sqlite"])
  }

  @Test func readsFromProductionUnasked() async throws {
    let folder = try await Seeded.folder()
    let outcome = try await SeedbedExecutable.run(
      ["digest"], in: folder, environment: ["RAILS_ENV": "production"])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output == (try await Seeded.digest))
  }

  @Test func keepsOffAProtectedDatabase() async throws {
    let folder = try await Seeded.folder()
    let marked = try await SeedbedExecutable.run(["protect"], in: folder)
    #expect(marked.status == 0, "\(marked)")
    for command in ["run", "replant"] {
      let refused = try await SeedbedExecutable.run([command, "--yes"], in: folder)
      #expect(refused.status == 3, "\(refused)")
      #expect(refused.errors.contains("it is protected"), "\(refused)")
    }
    let named = try await SeedbedExecutable.run(
      ["replant", "--yes", "--quiet", "--allow-target", "seedbed.sqlite"], in: folder)
    #expect(named.status == 0, "\(named)")
    let still = try await SeedbedExecutable.run(["run"], in: folder)
    #expect(still.status == 3, "emptying the tables does not take the mark away: \(still)")
    let statement = try #require(
      marked.output.split(separator: "\n").last?.split(separator: ": ").last)
    try RunTests.execute(String(statement), in: folder)
    let lifted = try await SeedbedExecutable.run(["run"], in: folder)
    #expect(lifted.status == 0, "\(lifted)")
    #expect(try await RunTests.digest(folder) == Seeded.digest)
  }

  @Test func keepsRowsThatNoRunWrote() async throws {
    let folder = try await Seeded.folder()
    try RunTests.execute(
      """
      INSERT INTO categories (id, slug, name, description, position, created_at, updated_at)
      VALUES (99, 'mine', 'Mine', 'Mine', 99, '2026-01-01 00:00:00', '2026-01-01 00:00:00')
      """, in: folder)
    let refused = try await SeedbedExecutable.run(["replant", "--yes"], in: folder)
    #expect(refused.status == 3, "\(refused)")
    #expect(
      refused.errors.contains("it has rows that no run of Seedbed wrote: 1 in categories"),
      "\(refused)")
    #expect(try RunTests.count("SELECT count(*) FROM categories WHERE id = 99", in: folder) == 1)
    let named = try await SeedbedExecutable.run(
      ["replant", "--yes", "--quiet", "--allow-target", "seedbed.sqlite"], in: folder)
    #expect(named.status == 0, "\(named)")
    #expect(try await RunTests.digest(folder) == Seeded.digest)
  }
}
