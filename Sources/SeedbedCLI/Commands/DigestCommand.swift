internal import Seedbed

/// `seedbed digest`
struct DigestCommand: Command {
  let name = "digest"
  let summary = "Prints a hash of every table, and one over all"
  let details = [
    "Databases with the same rows have the same hashes, whatever the order of the rows and the "
      + "engine. The last line is the hash over all tables."
  ]
  let options: [OptionDeclaration] = [.steps, .json, .project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let report = try invocation.withSeededDatabase { session, catalog in
      try DatabaseDigest.compute(session: session, catalog: catalog)
    }
    invocation.showResult(report.text(invocation.resultStyle))
    try invocation.writeReport(report)
    return .done
  }
}
