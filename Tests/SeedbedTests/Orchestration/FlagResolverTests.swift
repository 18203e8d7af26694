import Seedbed
import Testing

@testable import Seedbed

@Suite struct FlagResolverTests {
  static let declarations = TinyApplication.standard.allFlags

  func resolve(
    _ environment: [String: String], _ options: [(name: String, value: String?)] = []
  ) throws(UsageProblems) -> FlagValues {
    try FlagResolver.resolve(
      declarations: Self.declarations, environment: environment, options: options,
      now: Timestamp(seconds: 1_000_000_000))
  }

  @Test func takesTheDefaultsWhenNothingIsSaid() throws {
    let values = try resolve(["PATH": "/bin", "HOME": "/root"])
    #expect(values[FrameworkFlags.seed] == 42)
    #expect(values[FrameworkFlags.asOf] == "2026-01-01T00:00:00Z")
    #expect(values[FrameworkFlags.databaseURL] == "sqlite:seedbed.sqlite")
    #expect(values[TinyApplication.guestCount] == 3)
    #expect(!values[TinyApplication.withGuests])
    #expect(values.settings.allSatisfy { $0.origin == .default })
  }

  @Test func optionsWinOverTheEnvironment() throws {
    let values = try resolve(
      ["SEED": "7", "BATCH_GUEST_COUNT": "10", "SEED_WITH_GUESTS": "yes"],
      [("--seed", "8"), ("seed-with-guests", "off"), ("--seed", "9")])
    #expect(values[FrameworkFlags.seed] == 9)
    #expect(values.setting(FrameworkFlags.seed.declaration).origin == .option)
    #expect(!values[TinyApplication.withGuests])
    #expect(values[TinyApplication.guestCount] == 10)
    #expect(values.setting(TinyApplication.guestCount.declaration).origin == .environment)
  }

  @Test(arguments: [
    ("true", true), ("TRUE", true), ("1", true), ("yes", true), ("Yes", true), ("on", true),
    ("false", false), ("False", false), ("0", false), ("no", false), ("OFF", false),
  ])
  func readsBooleansInAnyCase(text: String, value: Bool) throws {
    #expect(try resolve(["SEED_WITH_GUESTS": text])[TinyApplication.withGuests] == value)
  }

  @Test func takesABooleanOptionWithoutAValueForTrue() throws {
    #expect(try resolve([:], [("--seed-with-guests", nil)])[TinyApplication.withGuests])
  }

  @Test func recordsNowAsTheInstantItWas() throws {
    #expect(try resolve(["SEED_AS_OF": "now"])[FrameworkFlags.asOf] == "2001-09-09T01:46:40Z")
    #expect(
      try resolve(["SEED_AS_OF": "2026-03-01T01:00+02:00"])[FrameworkFlags.asOf]
        == "2026-02-28T23:00:00Z")
  }

  static let wrongValues: [(name: String, value: String, problem: String)] = [
    (
      "SEED_WITH_GUESTS", "maybe",
      "SEED_WITH_GUESTS is 'maybe'; it takes true or false, 1 or 0, yes or no, on or off"
    ),
    (
      "SEED_WITH_GUESTS", "",
      "SEED_WITH_GUESTS is empty; it takes true or false, 1 or 0, yes or no, on or off"
    ),
    (
      "BATCH_GUEST_COUNT", "0",
      "BATCH_GUEST_COUNT is '0', which is too small; it takes a whole number from 1 to 5,000"
    ),
    (
      "BATCH_GUEST_COUNT", "-3",
      "BATCH_GUEST_COUNT is '-3', which is too small; it takes a whole number from 1 to 5,000"
    ),
    (
      "BATCH_GUEST_COUNT", "5001",
      "BATCH_GUEST_COUNT is '5001', which is too large; it takes a whole number from 1 to 5,000"
    ),
    (
      "BATCH_GUEST_COUNT", "99999999999999999999",
      "BATCH_GUEST_COUNT is '99999999999999999999', which is too large; "
        + "it takes a whole number from 1 to 5,000"
    ),
    (
      "BATCH_GUEST_COUNT", "12.5",
      "BATCH_GUEST_COUNT is '12.5', which is no whole number; "
        + "it takes a whole number from 1 to 5,000"
    ),
    (
      "BATCH_GUEST_COUNT", "many\u{7}",
      "BATCH_GUEST_COUNT is 'many\\u{7}', which is no whole number; "
        + "it takes a whole number from 1 to 5,000"
    ),
    ("SEED", "-1", "SEED is '-1', which is too small; it takes a whole number from 0 up"),
    (
      "SEED_AS_OF", "yesterday",
      "SEED_AS_OF is 'yesterday'; "
        + "it takes an ISO 8601 instant such as 2026-01-31T09:30:00Z, or 'now'"
    ),
    (
      "DATABASE_URL", "mysql://root:secret@host/db",
      "DATABASE_URL cannot be used: the database URL 'mysql://root:***@host/db' begins with an "
        + "engine that there is none of; write sqlite:FILE"
    ),
  ]

  @Test(arguments: wrongValues)
  func saysWhatAVariableTakes(name: String, value: String, problem: String) {
    #expect(problems { () throws(UsageProblems) in _ = try resolve([name: value]) } == [problem])
  }

  static let misspelt: [(name: String, problem: String?)] = [
    (
      "SEED_WITH_GUEST",
      "the environment variable 'SEED_WITH_GUEST' is no flag; did you mean 'SEED_WITH_GUESTS'?"
    ),
    (
      "BATCH_COUNT",
      "the environment variable 'BATCH_COUNT' is no flag; did you mean 'BATCH_GUEST_COUNT'?"
    ),
    (
      "SKIP_SEED_REPORT",
      "the environment variable 'SKIP_SEED_REPORT' is no flag; did you mean 'SKIP_SEED_REPORTS'?"
    ),
    (
      "SKIP_SEED_QQQQQQQQQQ",
      "the environment variable 'SKIP_SEED_QQQQQQQQQQ' is no flag; "
        + "the flags are listed by 'seedbed steps'"
    ),
    ("SEED_XYZ", "the environment variable 'SEED_XYZ' is no flag; did you mean 'SEED'?"),
    (
      "DATABASE_URI",
      "the environment variable 'DATABASE_URI' is no flag; did you mean 'DATABASE_URL'?"
    ),
    ("seed", "the environment variable 'seed' is no flag; did you mean 'SEED'?"),
    ("TEST_DATABASE_URL", nil), ("DATABASE_HOST", nil), ("SHELL", nil), ("SEEDBED_HOME", nil),
    ("SKIP_TESTS", nil), ("USER", nil),
  ]

  @Test(arguments: misspelt)
  func findsVariablesThatLookLikeFlags(name: String, problem: String?) {
    #expect(
      problems { () throws(UsageProblems) in _ = try resolve([name: "1"]) }
        == [problem].compactMap { $0 })
  }

  @Test func derivesPrefixesFromTheDeclaredNames() {
    #expect(
      FlagResolver.familyPrefixes(of: [
        "SEED", "SEED_AS_OF", "DATABASE_URL", "SKIP_SEED_VALIDATION", "SKIP_SEED_REPORTS",
        "CREATE_BATCH_PROFILES", "BATCH_PROFILE_COUNT", "BATCH_VERBOSE",
      ]) == ["BATCH_", "CREATE_BATCH_", "SEED_", "SKIP_SEED_"])
  }

  @Test func reportsAllProblemsAtOnce() {
    let found = problems { () throws(UsageProblems) in
      _ = try resolve(
        ["SEED": "x", "BATCH_COUNT": "1", "DATABASE_URL": "postgres://u:pw@"],
        [("--seed-with-guests", "perhaps"), ("--batch-guest-count", nil), ("--sede", "3")])
    }
    #expect(
      found == [
        "SEED is 'x', which is no whole number; it takes a whole number from 0 up",
        "the environment variable 'BATCH_COUNT' is no flag; did you mean 'BATCH_GUEST_COUNT'?",
        "--seed-with-guests is 'perhaps'; it takes true or false, 1 or 0, yes or no, on or off",
        "--batch-guest-count needs a value: a whole number from 1 to 5,000",
        "there is no option '--sede'; did you mean '--seed'?",
      ])
  }
}
