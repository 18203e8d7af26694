import Seedbed
import Testing

@testable import Seedbed

@Suite struct RunPlanTests {
  static let a = ContextKey<Int>("company")
  static let b = ContextKey<Int>("players")
  static let enabling = Flag<Bool>.enables("SEED_EXTRA", "Seeds more")
  static let skipping = Flag<Bool>.skips("SKIP_SEED_EXTRA", "Seeds less")

  static let steps: [any SeedStep] = [
    TestStep(id: "01_company", provides: ContextKeys(a)),
    TestStep(id: "02_admin_players", requires: ContextKeys(a), provides: ContextKeys(b)),
    TestStep(id: "03_client_players"),
    TestStep(id: "07_avatars", requires: ContextKeys(b)),
    TestStep(id: "12_extra", flag: enabling),
  ]

  func plan(
    _ selection: StepSelection, steps: [any SeedStep] = steps, set: [Flag<Bool>] = []
  ) throws(UsageProblems) -> RunPlan {
    let application = TinyApplication.make(
      steps: steps, flags: [Self.enabling.declaration, Self.skipping.declaration])
    var flags = FlagValues(defaultsOf: application.allFlags)
    for flag in set { flags = flags.setting(flag, to: .boolean(true)) }
    return try RunPlan(application: application, flags: flags, selection: selection)
  }

  func running(_ selection: StepSelection) throws -> [Int] {
    try plan(selection).running.map(\.step.id.number)
  }

  @Test(arguments: [
    (StepSelection(), [1, 2, 3, 7]),
    (StepSelection(only: ["3"]), [3]),
    (StepSelection(only: ["03", "01_company"]), [1, 3]),
    (StepSelection(only: ["*_players"]), [1, 2, 3]),
    (StepSelection(only: ["0?_c*"]), [1, 3]),
    (StepSelection(only: ["7"]), [1, 2, 7]),
    (StepSelection(from: "3"), [1, 2, 3, 7]),
    (StepSelection(from: "03_client_players", until: "3"), [3]),
    (StepSelection(until: "*_players"), [1, 2, 3]),
    (StepSelection(skip: ["*players", "7"]), [1]),
  ])
  func selectsByIdNumberAndPattern(selection: StepSelection, numbers: [Int]) throws {
    #expect(try running(selection) == numbers)
  }

  @Test func marksTheProvidersThatRunThoughNotAskedFor() throws {
    let entries = try plan(StepSelection(only: ["7", "3"])).entries
    #expect(
      entries.map(\.disposition) == [
        .asProvider(of: ["02_admin_players"]), .asProvider(of: ["07_avatars"]), .selected,
        .selected,
        .skipped(.selection(option: "--only")),
      ])
    #expect(entries.map(\.position) == [1, 2, 3, 4, 5])
  }

  @Test func namesAllStepsThatAProviderRunsFor() throws {
    let steps = Self.steps + [TestStep(id: "20_more", requires: ContextKeys(Self.b, Self.a))]
    let entries = try plan(StepSelection(only: ["7", "20"]), steps: steps).entries
    #expect(entries[1].disposition == .asProvider(of: ["07_avatars", "20_more"]))
    #expect(entries[0].disposition == .asProvider(of: ["02_admin_players", "20_more"]))
  }

  @Test func skipsByFlagAndSaysWhich() throws {
    var steps = Self.steps
    steps.append(TestStep(id: "13_extra", flag: Self.skipping))
    let off = try plan(.all, steps: steps)
    #expect(off.entries[4].disposition == .skipped(.flag(name: "SEED_EXTRA", value: false)))
    #expect(off.entries[5].disposition == .selected)
    let on = try plan(.all, steps: steps, set: [Self.enabling, Self.skipping])
    #expect(on.entries[4].disposition == .selected)
    #expect(on.entries[5].disposition == .skipped(.flag(name: "SKIP_SEED_EXTRA", value: true)))
    #expect(SkipReason.flag(name: "SEED_EXTRA", value: false).text == "SEED_EXTRA is false")
    #expect(SkipReason.selection(option: "--skip").text == "left out by --skip")
  }

  static let unknown: [(StepSelection, [String])] = [
    (
      StepSelection(only: ["07_avatar"]),
      ["--only 07_avatar: there is no such step; did you mean '07_avatars'?"]
    ),
    (
      StepSelection(only: ["company"]),
      ["--only company: there is no such step; did you mean '01_company'?"]
    ),
    (
      StepSelection(from: "8", skip: ["x*"]),
      [
        "--skip x*: no step fits; 'seedbed steps' lists them",
        "--from 8: there is no step of that number; there are 1 to 12",
      ]
    ),
    (
      StepSelection(from: "7", until: "2"),
      ["--from 7 comes after --until 2; exchange them"]
    ),
    (
      StepSelection(only: ["12"]),
      ["there is no step to run; set SEED_EXTRA=true to run step 12_extra"]
    ),
    (
      StepSelection(only: ["3"], skip: ["3"]),
      ["there is no step to run; ask for fewer to be left out"]
    ),
    (
      StepSelection(skip: ["1"]),
      [
        "step 02_admin_players requires 'company', which step 01_company provides, but that step "
          + "does not run: left out by --skip; change --skip, or leave out step 02_admin_players too"
      ]
    ),
  ]

  @Test(arguments: unknown)
  func saysWhatIsWrongWithASelection(selection: StepSelection, expected: [String]) {
    #expect(problems { () throws(UsageProblems) in _ = try plan(selection) } == expected)
  }

  @Test func namesTheFlagThatTakesAProviderAway() {
    let steps: [any SeedStep] = [
      TestStep(id: "01_company", provides: ContextKeys(Self.a), flag: Self.enabling),
      TestStep(id: "02_players", requires: ContextKeys(Self.a)),
    ]
    let expected = [
      "step 02_players requires 'company', which step 01_company provides, but that step does not "
        + "run: SEED_EXTRA is false; "
        + "set SEED_EXTRA=true, or leave out step 02_players with --skip 02_players"
    ]
    for selection in [StepSelection.all, StepSelection(only: ["2"])] {
      let found = problems { () throws(UsageProblems) in _ = try plan(selection, steps: steps) }
      #expect(found == expected)
    }
  }

  @Test func reportsEveryProblemOfTheRegistryAtOnce() {
    let undeclared = Flag<Bool>.skips("SKIP_IT", "Skips it")
    let steps: [any SeedStep] = [
      TestStep(id: "02_a", requires: ContextKeys(Self.b), provides: ContextKeys(Self.a)),
      TestStep(id: "01_b", provides: ContextKeys(Self.a, Self.b), flag: undeclared),
      TestStep(id: "03_c", requires: ContextKeys(ContextKey<Int>("compani"))),
      TestStep(
        id: "03_c", requires: ContextKeys(ContextKey<Int>("zzz")), flag: .option("SEED_EXTRA", "")),
    ]
    let found = problems { () throws(UsageProblems) in
      _ = try plan(StepSelection(only: ["9"]), steps: steps)
    }
    #expect(
      found == [
        "step 01_b is registered after step 02_a; "
          + "register steps in ascending order of their numbers",
        "the step id 03_c is registered twice; give one of them another id",
        "the value 'company' is provided by step 02_a and by step 01_b; provide it once",
        "step 02_a requires 'players', which step 01_b provides only later; move one of the steps",
        "step 03_c requires 'compani', which no step provides; did you mean 'company'?",
        "step 03_c requires 'zzz', which no step provides; add it to a step's `provides`",
        "step 01_b has the flag SKIP_IT, which the application does not declare; "
          + "add it to the application's flags",
        "step 03_c has the flag SEED_EXTRA, which the application does not declare; "
          + "add it to the application's flags",
        "step 03_c has the flag SEED_EXTRA, which neither skips nor enables; "
          + "declare it with .skips or .enables",
        "--only 9: there is no step of that number; there are 2 to 3",
      ])
  }

  @Test func addsUpTheEstimatesOfTheRunningSteps() throws {
    let steps: [any SeedStep] = [
      TestStep(id: "01_a", estimates: [TableEstimate("x", 5), TableEstimate("y", 1)]),
      TestStep(id: "02_b", estimates: [TableEstimate("x", 2)]),
      TestStep(id: "03_c", flag: Self.enabling, estimates: [TableEstimate("z", 9)]),
    ]
    let plan = try plan(.all, steps: steps)
    #expect(plan.estimatedRows == [TableEstimate("x", 7), TableEstimate("y", 1)])
    #expect(plan.estimatedRowCount == 8)
    #expect(plan.entries[2].estimates == [TableEstimate("z", 9)])
  }

  @Test(arguments: [
    ("*", "", true), ("*", "abc", true), ("a*c", "abbc", true), ("a*c", "abcd", false),
    ("?b?", "abc", true), ("?b?", "ab", false), ("*a*b*", "xxaxxbxx", true), ("a", "ab", false),
    ("*_players", "04_admin_players", true), ("**x", "x", true), ("", "", true),
  ])
  func matchesPatterns(pattern: String, text: String, matches: Bool) {
    #expect(GlobPattern(pattern).matches(text) == matches)
  }
}
