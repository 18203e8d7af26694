import Seedbed
import Testing

@Suite struct PlanTextTests {
  /// What a plan comes to in a database that is not there.
  static func outlook(_ plan: RunPlan) throws -> RunOutlook {
    try RunOutlook.read(
      plan: plan,
      configuration: RunConfiguration(flags: plan.flags, startedAt: Timestamp(seconds: 0)),
      session: nil, schema: nil, reference: ReferenceLibrary(directory: "reference-data"),
      sources: nil)
  }

  @Test func showsEveryStepAndWhyItDoesNotRun() throws {
    let application = TinyApplication.standard
    let flags = FlagValues(defaultsOf: application.allFlags)
    let plan = try RunPlan(
      application: application, flags: flags, selection: StepSelection(only: ["2", "3"]))
    #expect(
      plan.text(try Self.outlook(plan)) == """
        01  Houses       1  never run; provides what 02 requires
        02  Rooms    1,200  never run
        03  Guests       -  skipped: SEED_WITH_GUESTS is false
        04  Reports      -  skipped: left out by --only

        2 steps of 4 would run, 2 skipped: about 1,201 rows in 2 tables

        """)
    #expect(plan.estimateText() == "rooms   1,200\nhouses      1\n")
  }

  @Test func colorsOnlyWhenAsked() throws {
    let application = TinyApplication.standard
    let plan = try RunPlan(
      application: application, flags: FlagValues(defaultsOf: application.allFlags))
    let outlook = try Self.outlook(plan)
    #expect(!plan.text(outlook).contains("\u{1b}"))
    #expect(plan.text(outlook, TextStyle(color: true)).contains("\u{1b}[2mGuests\u{1b}[0m"))
  }

  @Test func listsStepsAndFlags() {
    #expect(
      TinyApplication.standard.stepsText() == """
        01_houses   Houses
        02_rooms    Rooms
        03_guests   Guests   only with SEED_WITH_GUESTS
        04_reports  Reports  unless SKIP_SEED_REPORTS

        Flags
          SEED                    42                     The number that decides all generated data
          SEED_AS_OF              2026-01-01T00:00:00Z   The instant that the run takes for now: ISO
                                                         8601, or 'now'
          DATABASE_URL            sqlite:seedbed.sqlite  The database to fill
          SEED_CONNECTIONS        2                      Connections of a bulk load, PostgreSQL only
          SEED_SNAPSHOT           none                   Restores a snapshot before the run, or saves
                                                         one after it
          SEED_ENV                development            What the environment is called; in production
                                                         nothing is written
          SKIP_SEED_VALIDATION    false                  Runs no checks after the last step
          SEED_VALIDATION_STRICT  false                  A quality check that does not pass is an error
          SEED_WITH_GUESTS        false                  Seeds the guests
          SKIP_SEED_REPORTS       false                  Skips the reports
          BATCH_GUEST_COUNT       3                      How many guests there are
          BATCH_SIZE              3                      How large they are

        """)
  }
}
