/// What files of steps begin with.
enum StepTemplates {
  /// An SQL step that runs as it is.
  static func sql(_ title: String) -> String {
    """
    -- title: \(title)
    -- writes-nothing: there is no statement yet

    -- Write the statements below, and take the line 'writes-nothing' away. They are run in one
    -- transaction, and again when this file has changed: ON CONFLICT keeps rows from being there
    -- twice. Further keys that may stand above, one a line:
    --
    --     requires: company_id
    --     provides: user_id = SELECT id FROM users WHERE email = 'admin@example.com'
    --     flag: SKIP_USERS
    --     check: there are users | minimum | at least 1 | SELECT count(*) FROM users
    --
    --     INSERT INTO users (company_id, email) VALUES (:company_id, 'admin@example.com')
    --     ON CONFLICT (email) DO NOTHING;

    """
  }

  /// A step that fills tables and runs as it is.
  static func fill(_ title: String) -> String {
    """
    title: \(title)
    writes-nothing: nothing is filled yet
    # Say what is to be filled, and take the line 'writes-nothing' away. Further keys:
    #
    # requires: [company_id]
    # flag: SKIP_USERS
    # checks:
    #   - {title: there are users, kind: minimum, expect: at least 1, sql: SELECT count(*) FROM users}
    # fill:
    #   tables:
    #     users: {rows: 1000}
    #     orders: {rows: 3/users}

    """
  }

  /// The SQL step that a new folder begins with.
  static func lookups(_ examples: [String]) -> String {
    """
    -- title: Look-up tables
    -- writes-nothing: there is no statement yet

    -- Write here what the application expects to find, take the line 'writes-nothing' away, and take
    -- tables that get all of their rows here out of 02_fill.yml.
    \(examples.map { "--\n--     \($0)\n" }.joined())
    """
  }

  /// What a new folder says of itself.
  static func readme(_ folder: String) -> String {
    """
    # Seeds

    The numbered files of this folder fill the database, in the order of their numbers:

        seedbed run --steps \(folder)

    `.sql` files are SQL; comments at their beginning say what the step is called, which values of
    earlier steps it requires, what it provides to later ones, which flag leaves it out, and what is
    checked when all is done. `.yml` files say which tables are filled with made-up rows.

    A step that is done is left alone until its file changes, or a step that it requires. The database
    has a ledger of that. A run that was killed goes on when it is started again.

        seedbed plan --steps \(folder)              what a run would do
        seedbed validate --steps \(folder)          the checks alone
        seedbed run --steps \(folder) --only 02     one step, and what it requires
        seedbed replant --steps \(folder)           empties the tables of the steps and begins anew
        seedbed new step NAME --steps \(folder)     the next file; NAME.yml for one that fills

    """
  }
}
