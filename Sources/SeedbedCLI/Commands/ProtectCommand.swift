internal import Seedbed

/// `seedbed protect`
struct ProtectCommand: Command {
  let name = "protect"
  let summary = "Marks a database, so that nothing is written to it by accident"
  let details = [
    "Every command that writes refuses the database from then on, unless --allow-target names it. "
      + "Shows the statement that takes the mark away again."
  ]
  let options: [OptionDeclaration] = []
  let needs: CommandNeeds = [.database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let session = try Engines.open(invocation.configuration.databaseURL, for: .change)
    defer { session.close() }
    let ledger = SeedLedger(session)
    try ledger.protect(at: invocation.configuration.startedAt)
    invocation.console.output.write(
      """
      \(session.target) is protected: what writes to it has to name it with --allow-target.
      To take the mark away: \(ledger.liftingStatement)

      """)
    return .done
  }
}
