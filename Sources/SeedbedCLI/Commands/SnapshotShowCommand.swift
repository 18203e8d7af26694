internal import Seedbed
internal import SeedbedSnapshots

/// `seedbed snapshot show NAME`
struct SnapshotShowCommand: Command {
  let name = "snapshot show"
  let operand: String? = "NAME"
  let summary = "Shows what a snapshot is and what is in it"
  let details = ["Reads the manifest alone; --json writes it as it is."]
  let options: [OptionDeclaration] = [.json, .project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool { false }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let manifest = try invocation.keeper().store.open(invocation.requiredSnapshotName()).manifest
    invocation.showResult(manifest.text(invocation.resultStyle))
    try invocation.writeReport(manifest)
    return .done
  }
}
