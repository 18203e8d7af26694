internal import Seedbed

/// `seedbed steps`
struct StepsCommand: Command {
  let name = "steps"
  let summary = "Lists the steps and the flags"
  let details = ["Every step with its id and the flag that it obeys, and what the flags mean."]
  let options: [OptionDeclaration] = [.steps]
  let needs: CommandNeeds = []
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool { false }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    let console = invocation.console
    console.output.write(invocation.application.stepsText(console.outputStyle))
    return .done
  }
}
