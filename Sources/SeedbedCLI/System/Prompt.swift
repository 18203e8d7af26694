internal import Glibc
internal import Seedbed

/// A question on the terminal.
struct Prompt: Sendable {
  let console: Console
  let interruption: Interruption

  /// Whether there is somebody to ask: standard input and standard error are terminals.
  static func isPossible(_ console: Console) -> Bool {
    console.errorTerminal.isTerminal && isatty(0) == 1
  }

  /// Asks, and waits for a line; anything but `y` or `yes` is no.
  ///
  /// Throws `Interrupted` when the user would rather end.
  func agrees(to question: String) throws -> Bool {
    console.errors.write(question)
    var line: [UInt8] = []
    while true {
      try interruption.check()
      var waiting = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      // Woken now and then: Ctrl-C is taken by another thread.
      if poll(&waiting, 1, 100) <= 0 { continue }
      var byte: UInt8 = 0
      let count = read(0, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 || byte == UInt8(ascii: "\n") { break }
      line.append(byte)
    }
    let answer = String(decoding: line, as: UTF8.self).lowercased()
      .split(whereSeparator: \.isWhitespace)
    return answer == ["y"] || answer == ["yes"]
  }
}
