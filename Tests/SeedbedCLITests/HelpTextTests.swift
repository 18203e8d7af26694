import Testing

@testable import SeedbedCLI

/// The whole help texts, as people see them.
@Suite struct HelpTextTests {
  let help = HelpText(application: Fixture.application, width: 80)

  @Test func showsWhatThereIs() {
    #expect(
      help.overview() == """
        seedbed fills the database of 'Garden', the same on every machine.

        Usage: seedbed [COMMAND] [OPTIONS]

        Commands:
          run                    Seeds the database; also what happens without a command
          plan                   Shows what run would do, and writes nothing
          steps                  Lists the steps and the flags
          validate               Checks a seeded database
          metrics                Shows what is in a seeded database
          digest                 Prints a hash of every table, and one over all
          replant                Empties the tables of the application and seeds them
                                 again
          protect                Marks a database, so that nothing is written to it by
                                 accident
          show TABLE             Computes one generated row, without a database
          fill                   Fills the tables of any database with rows that break
                                 no constraint
          init                   Writes a folder of steps for a database that is there
          new step NAME          Writes the next numbered file of a folder of steps
          snapshot save [NAME]   Saves the database as a snapshot
          snapshot restore NAME  Puts a snapshot in the place of the database
          snapshot list          Lists the snapshots, with what they take on the disk
          snapshot show NAME     Shows what a snapshot is and what is in it
          snapshot verify NAME   Reads a whole snapshot and compares it with its
                                 manifest
          snapshot diff NAME     Shows the tables that differ between a snapshot and the
                                 database
          snapshot delete NAME   Removes a snapshot
          snapshot prune         Removes what is left over, and old snapshots

        Flags, set as environment variables or as options, which win:
          SEED                    The number that decides all generated data [42]
          SEED_AS_OF              The instant that the run takes for now: ISO 8601, or
                                  'now' [2026-01-01T00:00:00Z]
          DATABASE_URL            The database to fill [sqlite:seedbed.sqlite]
          SEED_CONNECTIONS        Connections of a bulk load, PostgreSQL only [2]
          SEED_SNAPSHOT           Restores a snapshot before the run, or saves one after
                                  it [none]
          SEED_ENV                What the environment is called; in production nothing
                                  is written [development]
          SKIP_SEED_VALIDATION    Runs no checks after the last step
          SEED_VALIDATION_STRICT  A quality check that does not pass is an error
          GARDEN_WEEDS            Lets weeds grow
          GARDEN_PLANT_COUNT      How many plants grow [12]

        Exit statuses:
          0    done
          1    failed
          2    validation failed
          3    refused until you decide
          64   wrong command line or environment
          130  interrupted

        'seedbed COMMAND --help' shows a command's options, '--version' the version.

        """)
  }

  @Test func helpsWithRun() {
    #expect(
      help.text(of: RunCommand()) == """
        seedbed run: seeds the database; also what happens without a command

        Usage: seedbed [run] [OPTIONS]

        Creates the tables in an empty database, runs the steps in order, checks the
        result and shows what there is. A run that was interrupted goes on. Steps that
        are done are left alone, unless something has changed that their rows depend on:
        their source or reference files, flags, tables, or a step that they require.

        STEP is an id (22_job_posts), a number (22) or a pattern ('2*', '*_players').
        --only and --skip may be given several times. When only some steps run, the
        checks do not.

        --restart begins anew as replant does, and asks first; another seed or instant
        needs it.

        --checkpoint looks for a snapshot that holds the first of the steps as they
        would be made now, and goes on from it, where restoring it is quicker than
        repeating them. It asks before it replaces rows.

        With --steps the steps are the numbered files of a folder, as 01_companies.sql
        and 02_orders.yml, and the tables are those of another application, which has
        created them; 'init' writes such a folder.

        Options:
          --only STEP               Runs these steps, and the steps that provide what
                                    they require
          --from STEP               Starts at this step
          --until STEP              Ends after this step
          --skip STEP               Leaves these steps out
          --force                   Repeats steps that are done, too
          --restart                 Empties the tables of the application before
          --checkpoint              Goes on from a snapshot where that is quicker than
                                    repeating steps
          --yes                     Does not ask before destroying data
          --steps DIR               Takes the .sql and .yml files of this folder as the
                                    steps, for tables that are there
          --json FILE               Writes the result as JSON; - is standard output
          --project DIR             The folder that holds reference-data/, steps/ and
                                    snapshots/
          --quiet                   Shows results and errors, but no progress and no
                                    remarks
          --create-database         Creates the database where the server does not have
                                    it
          --disconnect              PostgreSQL: ends the sessions that are in the way
          --allow-target NAME       Writes to this database though it looks like
                                    production
          -h, --help                Shows this text

        Flags, each also an environment variable (SEED for --seed):
          --seed N                  The number that decides all generated data [42]
          --seed-as-of INSTANT      The instant that the run takes for now: ISO 8601, or
                                    'now' [2026-01-01T00:00:00Z]
          --database-url URL        The database to fill [sqlite:seedbed.sqlite]
          --seed-connections N      Connections of a bulk load, PostgreSQL only [2]
          --seed-snapshot REQUEST   Restores a snapshot before the run, or saves one
                                    after it [none]
          --seed-env VALUE          What the environment is called; in production
                                    nothing is written [development]
          --skip-seed-validation    Runs no checks after the last step
          --seed-validation-strict  A quality check that does not pass is an error
          --garden-weeds            Lets weeds grow
          --garden-plant-count N    How many plants grow [12]

        """)
  }

  @Test func helpsWithPlan() {
    #expect(
      help.text(of: PlanCommand()) == """
        seedbed plan: shows what run would do, and writes nothing

        Usage: seedbed plan [OPTIONS]

        Lists every step: whether it is fresh, what has changed, whether it was never
        run or is skipped, and about how many rows it writes. It takes what run takes
        and finds what is wrong with it. A database that is not there counts as empty.

        With --checkpoint it shows whether a snapshot would be restored first, and why,
        and what would be left to do then.

        Exits with 3 where run would be refused, as for a database of another seed.

        Options:
          --only STEP               Runs these steps, and the steps that provide what
                                    they require
          --from STEP               Starts at this step
          --until STEP              Ends after this step
          --skip STEP               Leaves these steps out
          --force                   Repeats steps that are done, too
          --checkpoint              Goes on from a snapshot where that is quicker than
                                    repeating steps
          --steps DIR               Takes the .sql and .yml files of this folder as the
                                    steps, for tables that are there
          --json FILE               Writes the result as JSON; - is standard output
          --project DIR             The folder that holds reference-data/, steps/ and
                                    snapshots/
          -h, --help                Shows this text

        Flags, each also an environment variable (SEED for --seed):
          --seed N                  The number that decides all generated data [42]
          --seed-as-of INSTANT      The instant that the run takes for now: ISO 8601, or
                                    'now' [2026-01-01T00:00:00Z]
          --database-url URL        The database to fill [sqlite:seedbed.sqlite]
          --seed-connections N      Connections of a bulk load, PostgreSQL only [2]
          --seed-snapshot REQUEST   Restores a snapshot before the run, or saves one
                                    after it [none]
          --seed-env VALUE          What the environment is called; in production
                                    nothing is written [development]
          --skip-seed-validation    Runs no checks after the last step
          --seed-validation-strict  A quality check that does not pass is an error
          --garden-weeds            Lets weeds grow
          --garden-plant-count N    How many plants grow [12]

        """)
  }

  @Test func helpsWithSteps() {
    #expect(
      help.text(of: StepsCommand()) == """
        seedbed steps: lists the steps and the flags

        Usage: seedbed steps [OPTIONS]

        Every step with its id and the flag that it obeys, and what the flags mean.

        Options:
          --steps DIR  Takes the .sql and .yml files of this folder as the steps, for
                       tables that are there
          -h, --help   Shows this text

        """)
  }

  @Test func helpsWithValidate() {
    #expect(
      help.text(of: ValidateCommand()) == """
        seedbed validate: checks a seeded database

        Usage: seedbed validate [OPTIONS]

        Runs the checks that follow a run: integrity and minimums are errors, quality is
        a warning. Exits with 2 when there is an error. Changes no row.

        Options:
          --steps DIR               Takes the .sql and .yml files of this folder as the
                                    steps, for tables that are there
          --json FILE               Writes the result as JSON; - is standard output
          --project DIR             The folder that holds reference-data/, steps/ and
                                    snapshots/
          -h, --help                Shows this text

        Flags, each also an environment variable (SEED for --seed):
          --database-url URL        The database to fill [sqlite:seedbed.sqlite]
          --seed-validation-strict  A quality check that does not pass is an error

        """)
  }

  @Test func helpsWithMetrics() {
    #expect(
      help.text(of: MetricsCommand()) == """
        seedbed metrics: shows what is in a seeded database

        Usage: seedbed metrics [OPTIONS]

        The application's figures, and the rows and bytes of every table.

        Options:
          --steps DIR         Takes the .sql and .yml files of this folder as the steps,
                              for tables that are there
          --json FILE         Writes the result as JSON; - is standard output
          --project DIR       The folder that holds reference-data/, steps/ and
                              snapshots/
          -h, --help          Shows this text

        Flags, each also an environment variable (SEED for --seed):
          --database-url URL  The database to fill [sqlite:seedbed.sqlite]

        """)
  }

  @Test func helpsWithDigest() {
    #expect(
      help.text(of: DigestCommand()) == """
        seedbed digest: prints a hash of every table, and one over all

        Usage: seedbed digest [OPTIONS]

        Databases with the same rows have the same hashes, whatever the order of the
        rows and the engine. The last line is the hash over all tables.

        Options:
          --steps DIR         Takes the .sql and .yml files of this folder as the steps,
                              for tables that are there
          --json FILE         Writes the result as JSON; - is standard output
          --project DIR       The folder that holds reference-data/, steps/ and
                              snapshots/
          -h, --help          Shows this text

        Flags, each also an environment variable (SEED for --seed):
          --database-url URL  The database to fill [sqlite:seedbed.sqlite]

        """)
  }

  @Test func helpsWithReplant() {
    #expect(
      help.text(of: ReplantCommand()) == """
        seedbed replant: empties the tables of the application and seeds them again

        Usage: seedbed replant [OPTIONS]

        Deletes every row of the application's tables, whoever wrote it, and then does
        what run does; the result is that of a run on a new database. Asks before it
        deletes; without a terminal to ask on it refuses and exits with 3, unless --yes
        is given.

        Options:
          --yes                     Does not ask before destroying data
          --steps DIR               Takes the .sql and .yml files of this folder as the
                                    steps, for tables that are there
          --json FILE               Writes the result as JSON; - is standard output
          --project DIR             The folder that holds reference-data/, steps/ and
                                    snapshots/
          --quiet                   Shows results and errors, but no progress and no
                                    remarks
          --allow-target NAME       Writes to this database though it looks like
                                    production
          -h, --help                Shows this text

        Flags, each also an environment variable (SEED for --seed):
          --seed N                  The number that decides all generated data [42]
          --seed-as-of INSTANT      The instant that the run takes for now: ISO 8601, or
                                    'now' [2026-01-01T00:00:00Z]
          --database-url URL        The database to fill [sqlite:seedbed.sqlite]
          --seed-connections N      Connections of a bulk load, PostgreSQL only [2]
          --seed-snapshot REQUEST   Restores a snapshot before the run, or saves one
                                    after it [none]
          --seed-env VALUE          What the environment is called; in production
                                    nothing is written [development]
          --skip-seed-validation    Runs no checks after the last step
          --seed-validation-strict  A quality check that does not pass is an error
          --garden-weeds            Lets weeds grow
          --garden-plant-count N    How many plants grow [12]

        """)
  }

  @Test func helpsWithShow() {
    #expect(
      help.text(of: ShowCommand()) == """
        seedbed show: computes one generated row, without a database

        Usage: seedbed show TABLE [OPTIONS]

        Every generated value is a function of the seed, the table, the column and the
        row, so any row can be computed without those before it. Only tables that are
        generated in bulk have such rows.

        Options:
          --row N                 The row to compute, counted from 0
          --project DIR           The folder that holds reference-data/, steps/ and
                                  snapshots/
          -h, --help              Shows this text

        Flags, each also an environment variable (SEED for --seed):
          --seed N                The number that decides all generated data [42]
          --seed-as-of INSTANT    The instant that the run takes for now: ISO 8601, or
                                  'now' [2026-01-01T00:00:00Z]
          --garden-plant-count N  How many plants grow [12]

        """)
  }

  @Test func fitsTheTerminalUpToAHundredColumns() {
    for width in [60, 80, 100, 300] {
      let help = HelpText(application: Fixture.application, width: width)
      for text in [help.overview()] + Commands.all.map({ help.text(of: $0) }) {
        for line in text.split(separator: "\n") where !line.hasPrefix("seedbed ") {
          #expect(line.count <= max(min(width, 100), 80), "\(line)")
        }
      }
    }
  }
}
