internal import Seedbed

/// `seedbed validate`
struct ValidateCommand: Command {
  let name = "validate"
  let summary = "Checks a seeded database"
  let details = [
    "Runs the checks that follow a run: integrity and minimums are errors, quality is a warning. "
      + "Exits with 2 when there is an error. Changes no row."
  ]
  let options: [OptionDeclaration] = [.steps, .json, .project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    [FrameworkFlags.databaseURL.declaration, FrameworkFlags.strictValidation.declaration]
      .contains(flag)
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let report = try invocation.withSeededDatabase { session, catalog in
      try Validator(isStrict: invocation.configuration.isStrict)
        .validate(checks: invocation.plan.checks, session: session, catalog: catalog)
    }
    invocation.showResult(report.text(invocation.resultStyle))
    try invocation.writeReport(report)
    return report.exitStatus
  }
}
