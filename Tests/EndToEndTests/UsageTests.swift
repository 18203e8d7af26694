import Foundation
import Testing

/// Whatever is wrong with what was asked for: status 64, everything at once, and nothing written.
@Suite struct UsageTests {
  @Test(
    arguments: [
      (["rnu"], "there is no command 'rnu'; did you mean 'run'?"),
      (["run", "--sed", "7"], "there is no option '--sed'; did you mean '--seed'?"),
      (["run", "--only", "22_job_post"], "did you mean '22_job_posts'?"),
      (["run", "--from", "99"], "--from 99: there is no step of that number"),
      (["run", "--skip", "*_nothing"], "--skip *_nothing: no step fits"),
      (["run", "--seed-as-of", "yesterday"], "--seed-as-of is 'yesterday'"),
      (["run", "--batch-profile-count", "0"], "--batch-profile-count is '0', which is too small"),
      (["run", "--batch-profile-count", "-5"], "is '-5', which is too small"),
      (["run", "--batch-profile-count", "1e6"], "is '1e6', which is no whole number"),
      (
        ["run", "--batch-profile-count", "99999999999999999999"],
        "is '99999999999999999999', which is too large"
      ),
      (["run", "--batch-chunk-size", "0"], "--batch-chunk-size is '0', which is too small"),
      (["run", "--project", "/nowhere"], "--project /nowhere: No such file or directory"),
      (["run", "--json", "/nowhere/r.json"], "cannot write the JSON file '/nowhere/r.json'"),
      (["show", "plyers", "--row", "1"], "did you mean 'players'?"),
      (["show", "players", "--row", "x"], "--row is 'x'; it takes a whole number from 0 up"),
      (["show", "players", "--row", "99999999"], "--row 99999999: players has"),
      (["metrics", "--yes"], "the option '--yes' does not go with 'metrics'"),
    ] as [([String], String)])
  func refusesWrongArguments(arguments: [String], problem: String) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(arguments, in: folder)
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.errors.contains("error: "), "\(outcome)")
    #expect(outcome.errors.contains(problem), "\(outcome)")
    #expect(outcome.output == "")
    #expect(try folder.files() == [])
  }

  @Test(
    arguments: [
      ("SEED_FULL_CANDIDATE", "true", "'SEED_FULL_CANDIDATE' is no flag; did you mean"),
      ("BATCH_COUNT", "5", "'BATCH_COUNT' is no flag; did you mean"),
      ("CREATE_BATCH_PROFILES", "jein", "CREATE_BATCH_PROFILES is 'jein'; it takes true or false"),
      ("SKIP_SEED_REPORTS", "", "SKIP_SEED_REPORTS is empty"),
      ("SEED", "forty-two", "SEED is 'forty-two', which is no whole number"),
      ("BATCH_PROFILE_COUNT", "0", "BATCH_PROFILE_COUNT is '0', which is too small"),
      ("DATABASE_URL", "seedbed.sqlite", "names no engine; write sqlite:seedbed.sqlite"),
      ("DATABASE_URL", "sqlite:", "names no file"),
      ("DATABASE_URL", "sqlite://x", "has two slashes"),
      ("DATABASE_URL", "mysql://u:secret@h/d", "'mysql://u:***@h/d'"),
      ("DATABASE_URL", "postgres://u:secret@h/d?x=1", "invalid URI query parameter"),
    ])
  func refusesAWrongEnvironment(name: String, value: String, problem: String) async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run([], in: folder, environment: [name: value])
    #expect(outcome.status == 64, "\(outcome)")
    #expect(outcome.errors.contains(problem), "\(outcome)")
    #expect(!outcome.errors.contains("secret"))
    #expect(try folder.files() == [])
  }

  @Test func saysEverythingAtOnce() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      ["run", "--sed", "7", "--only", "99", "--json", "/nowhere/r"], in: folder,
      environment: ["BATCH_COUNT": "5", "SEED": "x"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }.count == 5)
  }

  @Test func ignoresTheEnvironmentOfOthers() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await SeedbedExecutable.run(
      ["plan"], in: folder, environment: ["SEEDBOX": "1", "SKIPPER": "2", "DATABASE": "x"])
    #expect(outcome.status == 0, "\(outcome)")
  }
}
