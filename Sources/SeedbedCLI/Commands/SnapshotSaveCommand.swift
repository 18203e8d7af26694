internal import Seedbed

/// `seedbed snapshot save [NAME]`
struct SnapshotSaveCommand: Command {
  let name = "snapshot save"
  let operand: String? = "NAME"
  let isOperandRequired = false
  let summary = "Saves the database as a snapshot"
  let details = [
    "Without a name, the snapshot gets one that tells what is in it. Of SQLite the file is copied; "
      + "of PostgreSQL the server copies the database, which only that server can restore, or with "
      + "--archive pg_dump writes files for any server.",
    "The snapshot is there whole or not at all.",
  ]
  let options: [OptionDeclaration] = [
    .compress, .archive, .spare, .disconnect, .json, .project, .quiet,
  ]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .writing(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let manifest = try invocation.save(invocation.snapshotName())
    invocation.showResult(manifest.savedText(invocation.resultStyle))
    try invocation.writeReport(manifest)
    return .done
  }
}
