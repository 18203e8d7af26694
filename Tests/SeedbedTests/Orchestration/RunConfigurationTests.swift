import Seedbed
import Testing

@Suite struct RunConfigurationTests {
  @Test func printsWhatDecidesTheRunAndNoPassword() throws {
    let flags = try FlagResolver.resolve(
      declarations: TinyApplication.standard.allFlags,
      environment: [
        "DATABASE_URL": "postgres://me:secret@host/db", "BATCH_GUEST_COUNT": "3", "SEED": "7",
      ],
      options: [("--seed-with-guests", nil)], now: Timestamp(seconds: 0))
    let configuration = try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 0))
    #expect(configuration.seed == 7)
    #expect(
      configuration.headerLines(engine: "PostgreSQL 15.1") == [
        "seed      7",
        "as of     2026-01-01T00:00:00Z",
        "database  postgres://me:***@host/db (PostgreSQL 15.1)",
        "flags     SEED_WITH_GUESTS=true (command line)",
        "          BATCH_GUEST_COUNT=3 (environment)",
      ])
  }

  @Test func reportsAllProblemsOfFlagsMadeByHand() {
    let flags = FlagValues(defaultsOf: FrameworkFlags.declarations)
      .setting(FrameworkFlags.asOf, to: .text("soon"))
      .setting(FrameworkFlags.databaseURL, to: .text("x.db"))
    let found = problems { () throws(UsageProblems) in
      _ = try RunConfiguration(flags: flags, startedAt: Timestamp(seconds: 0))
    }
    #expect(
      found == [
        "SEED_AS_OF is 'soon': that is no instant; write it as in 2026-01-31T09:30:00Z",
        "the database URL 'x.db' names no engine; write sqlite:x.db",
      ])
  }
}
