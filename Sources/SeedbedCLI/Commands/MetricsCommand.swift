internal import Seedbed

/// `seedbed metrics`
struct MetricsCommand: Command {
  let name = "metrics"
  let summary = "Shows what is in a seeded database"
  let details = ["The application's figures, and the rows and bytes of every table."]
  let options: [OptionDeclaration] = [.steps, .json, .project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let report = try invocation.withSeededDatabase { session, catalog in
      try MetricsCollector.collect(
        metrics: invocation.application.metrics, session: session, catalog: catalog)
    }
    invocation.showResult(report.text(invocation.resultStyle))
    try invocation.writeReport(report)
    return .done
  }
}
