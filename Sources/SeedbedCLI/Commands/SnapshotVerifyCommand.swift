internal import Seedbed
internal import SeedbedSnapshots

/// `seedbed snapshot verify NAME`
struct SnapshotVerifyCommand: Command {
  let name = "snapshot verify"
  let operand: String? = "NAME"
  let summary = "Reads a whole snapshot and compares it with its manifest"
  let details = [
    "Exits with 2 when a file is missing, too much, or not what was saved, or when the database of "
      + "an instant snapshot is gone."
  ]
  let options: [OptionDeclaration] = [.project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let name = try invocation.requiredSnapshotName()
    let keeper = try invocation.keeper()
    guard try keeper.store.names().contains(name) else {
      _ = try keeper.store.open(name)
      return .failed
    }
    do {
      let manifest = try keeper.verify(name)
      invocation.showResult("\(name) is whole: \(manifest.contentsText)\n")
      return .done
    } catch let error as SnapshotError where error.kind == .damaged || error.kind == .missing {
      invocation.console.complain(error.description)
      return .validationFailed
    }
  }
}
