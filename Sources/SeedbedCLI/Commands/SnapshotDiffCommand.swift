internal import Seedbed
internal import SeedbedSnapshots

/// `seedbed snapshot diff NAME`
struct SnapshotDiffCommand: Command {
  let name = "snapshot diff"
  let operand: String? = "NAME"
  let summary = "Shows the tables that differ between a snapshot and the database"
  let details = [
    "Compares rows and digests of every table with those of the manifest. Exits with 2 when a table "
      + "differs."
  ]
  let options: [OptionDeclaration] = [.json, .project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let manifest = try invocation.keeper().store.open(invocation.requiredSnapshotName()).manifest
    let session = try Engines.open(invocation.configuration.databaseURL, for: .read)
    defer { session.close() }
    let comparison = SnapshotComparison(
      of: manifest,
      with: try DatabaseDigest.compute(session: session, catalog: session.catalog()))
    invocation.showResult(comparison.text(invocation.resultStyle))
    try invocation.writeReport(comparison)
    return comparison.changed.isEmpty ? .done : .validationFailed
  }
}
