internal import Seedbed
internal import SeedbedSnapshots

/// `seedbed snapshot delete NAME`
struct SnapshotDeleteCommand: Command {
  let name = "snapshot delete"
  let operand: String? = "NAME"
  let summary = "Removes a snapshot"
  let details = [
    "Asks first; without a terminal to ask on it refuses and exits with 3, unless --yes is given. The "
      + "database of an instant snapshot is dropped from its server, which DATABASE_URL has to name."
  ]
  let options: [OptionDeclaration] = [.yes, .project, .quiet]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .writing(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let name = try invocation.requiredSnapshotName()
    let keeper = try invocation.keeper()
    let loss: String
    do {
      loss = "the snapshot \(name) holds \(try keeper.store.open(name).manifest.contentsText)\n"
    } catch let error as SnapshotError where error.kind == .damaged || error.kind == .foreign {
      loss = "\(error)\n"
    }
    guard try invocation.agrees(to: "Delete it?", showing: loss) else { return .refused }
    try keeper.delete(name)
    invocation.showResult("\(name) is gone\n")
    return .done
  }
}
