internal import Seedbed
internal import SeedbedSteps

/// `seedbed init`
struct InitCommand: Command {
  let name = "init"
  let summary = "Writes a folder of steps for a database that is there"
  let details = [
    "Looks into the database, which may be that of any application, and writes an SQL step, a step "
      + "that fills every empty table, and a README. They run as they are: "
      + "'seedbed run --steps DIR'. Nothing is overwritten, and the database stays as it is."
  ]
  let options: [OptionDeclaration] = [.stepsFolder, .project]
  let needs: CommandNeeds = [.project, .database, .flags]
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool {
    flag == FrameworkFlags.databaseURL.declaration
  }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let session = try Engines.open(invocation.configuration.databaseURL, for: .read)
    defer { session.close() }
    let folder = try StartingFolder(
      path: invocation.stepsFolder, context: invocation.fillContext(session))
    for path in try folder.write() { invocation.console.output.write("wrote \(path)\n") }
    invocation.console.output.write(
      "What to do next: \(program) run --steps \(invocation.stepsFolder)\n")
    return .done
  }
}
