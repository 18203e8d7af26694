internal import Glibc

/// What is known about a stream that may be a terminal.
struct Terminal: Hashable, Sendable {
  /// The width that text is laid out for where there is no terminal to ask.
  static let fallbackWidth = 80

  /// Whether the stream is a terminal.
  let isTerminal: Bool
  /// How many characters fit on a line.
  let width: Int
  /// Whether colours and a line that rewrites itself are welcome.
  let isRich: Bool

  /// Describes a stream whose properties are known.
  init(isTerminal: Bool, width: Int = fallbackWidth, isRich: Bool) {
    self.isTerminal = isTerminal
    self.width = width
    self.isRich = isRich
  }

  /// Asks the system about a file descriptor.
  ///
  /// `NO_COLOR` with any text in it turns colours off (no-color.org), and so does `TERM=dumb`.
  init(descriptor: Int32, environment: [String: String]) {
    isTerminal = isatty(descriptor) == 1
    var size = winsize()
    let asked = isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    width = asked && size.ws_col > 0 ? Int(size.ws_col) : Self.fallbackWidth
    isRich =
      isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}
