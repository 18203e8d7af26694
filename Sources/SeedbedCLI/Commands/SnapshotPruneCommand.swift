internal import Seedbed
internal import SeedbedSnapshots

/// `seedbed snapshot prune`
struct SnapshotPruneCommand: Command {
  let name = "snapshot prune"
  let summary = "Removes what is left over, and old snapshots"
  let details = [
    "What processes left that died while they saved, restored or deleted goes without a question; "
      + "every save and restore removes it as well. --keep asks before it removes snapshots; without "
      + "a terminal to ask on it refuses and exits with 3, unless --yes is given."
  ]
  let options: [OptionDeclaration] = [.keep, .yes, .project, .quiet]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .writing(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let keeper = try invocation.keeper()
    let leftovers = try keeper.removeLeftovers()
    if leftovers > 0 { invocation.showResult("removed \(counted(leftovers, "leftover"))\n") }
    guard let keepCount = invocation.keepCount else {
      if leftovers == 0 { invocation.showResult("nothing was left over\n") }
      return .done
    }
    // One that cannot be read has no age, and is not removed unasked.
    let all = try invocation.snapshots()
    let old = SnapshotList(Array(all.entries.filter { $0.problem == nil }.dropFirst(keepCount)))
    guard !old.entries.isEmpty else {
      invocation.showResult("there are no more than \(counted(keepCount, "snapshot"))\n")
      return .done
    }
    let loss = old.text(invocation.console.errorStyle)
    let question = "Delete \(old.entries.count == 1 ? "this snapshot" : "these snapshots")?"
    guard try invocation.agrees(to: question, showing: loss) else { return .refused }
    for entry in old.entries {
      try invocation.interruption.check()
      try keeper.delete(SnapshotName(entry.name))
      invocation.showResult("\(entry.name) is gone\n")
    }
    return .done
  }
}
