internal import Seedbed

/// The two streams that the program talks on, and what is known about the terminals behind them.
struct Console: Sendable {
  /// Standard output, for results.
  let output: OutputStream
  /// Standard error, for progress, remarks and problems.
  let errors: OutputStream
  /// What is behind standard output.
  let outputTerminal: Terminal
  /// What is behind standard error.
  let errorTerminal: Terminal

  /// The streams of this process.
  init(environment: [String: String]) {
    output = OutputStream(descriptor: 1, name: "standard output")
    errors = OutputStream(descriptor: 2, name: "standard error")
    outputTerminal = Terminal(descriptor: 1, environment: environment)
    errorTerminal = Terminal(descriptor: 2, environment: environment)
  }

  /// How results are written.
  var outputStyle: TextStyle { TextStyle(color: outputTerminal.isRich) }
  /// How problems are written.
  var errorStyle: TextStyle { TextStyle(color: errorTerminal.isRich) }

  /// Says what went wrong, a line a problem, each with what it is in front.
  func complain(_ problem: String) {
    errors.write("\(errorStyle.bad("error:")) \(problem)\n")
  }

  /// The reporter that fits what is behind standard error.
  func makeReporter(isQuiet: Bool) -> any RunReporter {
    let errors = errors
    if isQuiet { return QuietReporter { errors.write($0) } }
    guard errorTerminal.isRich else { return PlainReporter { errors.write($0) } }
    return TerminalReporter(
      style: errorStyle, width: { Terminal(descriptor: 2, environment: [:]).width },
      write: { errors.write($0) })
  }
}
