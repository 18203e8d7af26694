internal import Seedbed

/// `seedbed snapshot restore NAME`
struct SnapshotRestoreCommand: Command {
  let name = "snapshot restore"
  let operand: String? = "NAME"
  let summary = "Puts a snapshot in the place of the database"
  let details = [
    "The snapshot is proved and copied beside the database first, and then takes its place in one "
      + "step: until then the old rows are there. Asks before it replaces any; without a terminal to "
      + "ask on it refuses and exits with 3, unless --yes is given."
  ]
  let options: [OptionDeclaration] = [
    .yes, .spare, .disconnect, .project, .quiet, .allowTarget,
  ]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .writing(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let name = try invocation.requiredSnapshotName()
    guard try invocation.restore(name) else { return .refused }
    invocation.showResult("\(invocation.configuration.databaseURL.redacted) is \(name) now\n")
    return .done
  }
}
