/// The name of a snapshot: letters, digits, `_`, `-` and `.`, of ASCII, so that it is the name of a
/// folder on every file system and nothing else.
public struct SnapshotName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The longest name, in bytes: with what temporary names and databases add to it, it still fits
  /// into the 255 bytes of a file's name.
  public static let longest = 100

  /// The name.
  public let text: String

  /// Takes a text for a name.
  ///
  /// Throws one problem that says why it cannot be one.
  public init(_ text: String) throws(UsageProblems) {
    guard let reason = Self.reason(against: text) else {
      self.text = text
      return
    }
    throw UsageProblems([
      "'\(forPeople(text))' cannot name a snapshot: \(reason); take letters, digits, '_', '-' "
        + "and '.', such as batch_100k"
    ])
  }

  /// The name.
  public var description: String { text }

  /// Whether a name comes before another, byte by byte.
  public static func < (a: Self, b: Self) -> Bool {
    a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }

  /// Why a text is no name; nil for one that is.
  private static func reason(against text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return "it is empty" }
    if bytes.count > longest { return "it has \(bytes.count) bytes, more than \(longest)" }
    if first == UInt8(ascii: ".") || first == UInt8(ascii: "-") {
      return "it begins with '\(Character(Unicode.Scalar(first)))'"
    }
    // What the documentation of the folder is called.
    if text == "README.md" { return "that is the name of the folder's description" }
    let stranger = text.unicodeScalars.first { !allows($0) }
    return stranger.map { "it has a '\(forPeople(String($0)))' in it" }
  }

  private static func allows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
    default: false
    }
  }
}
