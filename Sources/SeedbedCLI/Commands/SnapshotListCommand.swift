internal import Seedbed
internal import SeedbedSnapshots

/// `seedbed snapshot list`
struct SnapshotListCommand: Command {
  let name = "snapshot list"
  let summary = "Lists the snapshots, with what they take on the disk"
  let details = [
    "The newest comes first. Of an instant snapshot the server of DATABASE_URL is asked what it and "
      + "its spare take; where it cannot be asked, it is what was saved."
  ]
  let options: [OptionDeclaration] = [.json, .project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let list = try invocation.snapshots()
    invocation.showResult(list.text(invocation.resultStyle))
    try invocation.writeReport(list)
    return .done
  }
}

extension Invocation {
  /// The snapshots there are, the newest first.
  func snapshots() throws -> SnapshotList {
    let keeper = try keeper()
    return SnapshotList(
      try keeper.store.names().map { name in
        do {
          let manifest = try keeper.store.open(name).manifest
          return SnapshotList.Entry(
            name: name.text, manifest: manifest, bytes: try keeper.byteCount(manifest))
        } catch let error as SnapshotError {
          return SnapshotList.Entry(name: name.text, problem: error.description)
        }
      })
  }
}
