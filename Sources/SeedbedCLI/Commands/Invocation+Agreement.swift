internal import Seedbed

extension Invocation {
  /// Shows what would go and asks; without a terminal nobody can agree, and `--yes` does beforehand.
  ///
  /// - Parameters:
  ///   - question: what is asked, without the answers that there are.
  ///   - loss: what would go, with its line break.
  func agrees(to question: String, showing loss: String) throws -> Bool {
    if isAgreed { return true }
    console.errors.write(loss)
    guard Prompt.isPossible(console) else {
      console.errors.write(
        "\(console.errorStyle.caution("refused:")) there is no terminal to ask on; "
          + "if this may go, run again with --yes\n")
      return false
    }
    let prompt = Prompt(console: console, interruption: interruption)
    guard try prompt.agrees(to: "\(question) [y/N] ") else {
      console.errors.write("Nothing was changed.\n")
      return false
    }
    return true
  }
}
