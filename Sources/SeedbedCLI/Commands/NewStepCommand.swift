internal import Seedbed
internal import SeedbedSteps

/// `seedbed new step NAME`
struct NewStepCommand: Command {
  let name = "new step"
  let operand: String? = "NAME"
  let summary = "Writes the next numbered file of a folder of steps"
  let details = [
    "NAME is lower-case words, as in 'order_items', which makes an SQL file, or 'order_items.yml', "
      + "which makes one that fills tables. The file runs as it is, and writes nothing yet."
  ]
  let options: [OptionDeclaration] = [.stepsFolder]
  let needs: CommandNeeds = []
  var work: CommandWork { .reading(run) }

  func uses(_ flag: FlagDeclaration, of application: SeedApplication) -> Bool { false }

  private func run(_ invocation: Invocation) throws -> ExitStatus {
    guard let name = invocation.operands.first else {
      preconditionFailure("the resolver lets the command through with a name only")
    }
    let step = try NewStep(named: name, in: invocation.stepsFolder)
    invocation.console.output.write("wrote \(step.path)\n")
    return .done
  }
}
