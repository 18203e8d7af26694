internal import Seedbed

/// `seedbed replant`
struct ReplantCommand: Command {
  let name = "replant"
  let summary = "Empties the tables of the application and seeds them again"
  let details = [
    "Deletes every row of the application's tables, whoever wrote it, and then does what run does; "
      + "the result is that of a run on a new database. Asks before it deletes; without a terminal "
      + "to ask on it refuses and exits with 3, unless --yes is given."
  ]
  let options: [OptionDeclaration] = [.yes, .steps, .json, .project, .quiet, .allowTarget]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .seeding(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool { true }

  private func run(_ invocation: Invocation) async throws -> ExitStatus {
    try invocation.proveSnapshotRequest(mayRestore: false)
    let session = try invocation.openDatabase(for: .change)
    defer { session.close() }
    guard try Emptying(invocation, session).agreeAndEmpty() else { return .refused }
    return try await invocation.seedAndSave(session)
  }
}
