import Foundation
import Testing

@testable import Seedbed
@testable import SeedbedCLI

@Suite struct InvocationResolverTests {
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  func resolve(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws(UsageProblems) -> Invocation {
    let resolver = InvocationResolver(
      application: Fixture.application, environment: environment,
      workingDirectory: Self.package, sourceFile: "/", now: Timestamp(seconds: 0))
    return try resolver.resolve(
      ParsedArguments(arguments, declared: Commands.allOptions(of: Fixture.application)),
      console: Console(environment: [:]), interruption: Interruption())
  }

  func problems(_ arguments: [String], _ environment: [String: String] = [:]) -> [String] {
    var problems: [String] = []
    _ = UsageProblems.collecting(into: &problems) { () throws(UsageProblems) in
      try resolve(arguments, environment)
    }
    return problems
  }

  @Test func runsEverythingByDefault() throws {
    let invocation = try resolve([])
    #expect(invocation.plan.running.map(\.step.id) == ["01_bed", "02_plants"])
    #expect(invocation.configuration.seed == 42)
    #expect(invocation.configuration.databaseURL.path == "seedbed.sqlite")
    #expect(invocation.project == Self.package)
    #expect(!invocation.isAgreed && !invocation.configuration.isQuiet)
  }

  @Test func letsOptionsWinOverTheEnvironment() throws {
    let invocation = try resolve(
      ["run", "--seed", "7", "--garden-weeds=no", "--quiet"],
      ["SEED": "8", "GARDEN_WEEDS": "yes", "GARDEN_PLANT_COUNT": "9"])
    #expect(invocation.configuration.seed == 7)
    #expect(!invocation.configuration.flags[Fixture.weeds])
    #expect(invocation.configuration.flags[Fixture.plantCount] == 9)
    #expect(invocation.configuration.isQuiet)
  }

  @Test func readsTheSelection() throws {
    let invocation = try resolve(["plan", "--only", "2", "--garden-weeds", "--only=*weeds"])
    #expect(invocation.plan.running.map(\.step.id) == ["01_bed", "02_plants", "03_weeds"])
  }

  @Test func leavesTheEnvironmentAloneWhereNoFlagMatters() throws {
    _ = try resolve(["steps"], ["GARDEN_WEED": "x"])
  }

  @Test(
    arguments: [
      (["rnu"], ["there is no command 'rnu'; did you mean 'run'?"]),
      (["help"], ["there is no command 'help'; did you mean '--help'?"]),
      (
        ["zzzzzz"],
        [
          "there is no command 'zzzzzz'; there are run, plan, steps, validate, metrics, digest, "
            + "replant, protect, show, fill, init, new, snapshot"
        ]
      ),
      (["run", "now"], ["there is a word too many: 'now'"]),
      (
        ["run", "--garden-weeds", "true"],
        ["--garden-weeds takes a value after '=' only: write --garden-weeds=true"]
      ),
      (
        ["--garden-weeds", "true"],
        ["--garden-weeds takes a value after '=' only: write --garden-weeds=true"]
      ),
      (
        ["metrics", "--only", "1"],
        [
          "the option '--only' does not go with 'metrics'; "
            + "'seedbed metrics --help' shows those that do"
        ]
      ),
      (
        ["show"],
        ["'show' needs a TABLE: write seedbed show TABLE", "'show' needs --row N"]
      ),
      (
        ["show", "plants", "--row", "-1"],
        ["--row is '-1'; it takes a whole number from 0 up"]
      ),
      (["run", "--only", "4"], ["--only 4: there is no step of that number; there are 1 to 3"]),
      (["plan", "--skip", "1"], nil),
      (
        ["run", "--checkpoint", "--only", "2", "--force", "--restart"],
        [
          "--restart empties every table, so all steps have to run; leave out --only 2",
          "--checkpoint may replace the whole database, so all steps have to run; leave out "
            + "--only 2",
          "--force repeats every step, and --checkpoint spares some; leave one out",
          "--restart begins with empty tables, and --checkpoint with a snapshot; leave one out",
        ]
      ),
      (
        ["plan", "--checkpoint", "--seed-snapshot", "restore:night"],
        [
          "SEED_SNAPSHOT is 'restore:night', and --checkpoint looks for a snapshot itself; leave "
            + "one out"
        ]
      ),
      (
        ["run", "--database-url", "postgres://me:secret@host/db?secret=1"],
        [
          "cannot read the database URL: invalid URI query parameter: \"…\"; "
            + "write postgres://user@host:port/database"
        ]
      ),
      (
        ["run", "--project", "/nowhere"],
        [
          "--project /nowhere: No such file or directory; "
            + "name the folder that holds reference-data/, steps/ and snapshots/"
        ]
      ),
    ] as [([String], [String]?)])
  func saysWhatIsWrong(arguments: [String], expected: [String]?) {
    let found = problems(arguments)
    if let expected { #expect(found == expected) } else { #expect(found.count == 1) }
  }

  @Test func saysEverythingAtOnce() {
    let found = problems(
      [
        "run", "more", "--sede", "7", "--row=2", "--garden-plant-count", "0", "--only", "plents",
        "--project", "/nowhere", "--json", "/nowhere/r.json",
      ], ["GARDEN_WEEDS": "maybe", "GARDEN_PLANTCOUNT": "3", "SEED": "x"])
    #expect(
      found.map { $0.prefix(24) } == [
        "there is no option '--se", "the option '--row' does ", "there is a word too many",
        "SEED is 'x', which is no", "GARDEN_WEEDS is 'maybe';", "the environment variable",
        "--garden-plant-count is ", "--only plents: there is ", "--project /nowhere: No s",
        "cannot write the JSON fi",
      ])
  }

  @Test func neverShowsAPassword() {
    let found = problems(["run", "--database-url", "mysql://me:secret@host/db"])
    #expect(found.count == 1)
    #expect(!found.joined().contains("secret"))
  }
}
