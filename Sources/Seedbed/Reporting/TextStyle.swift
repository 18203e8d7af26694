/// How reports are written: with or without the colours of a terminal.
public struct TextStyle: Hashable, Sendable {
  /// Whether colours are used.
  public var color: Bool

  /// Creates a style.
  public init(color: Bool) { self.color = color }

  /// No colours, for files and pipes.
  public static let plain = TextStyle(color: false)

  /// Text that stands out.
  public func bold(_ text: String) -> String { wrap(text, "1") }
  /// Text that stands back.
  public func dim(_ text: String) -> String { wrap(text, "2") }
  /// Text that says that all is well.
  public func good(_ text: String) -> String { wrap(text, "32") }
  /// Text that somebody should look at.
  public func caution(_ text: String) -> String { wrap(text, "33") }
  /// Text that says what failed.
  public func bad(_ text: String) -> String { wrap(text, "31") }

  /// Source of the codes: ECMA-48, 8.3.117, Select Graphic Rendition.
  private func wrap(_ text: String, _ code: String) -> String {
    color && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
