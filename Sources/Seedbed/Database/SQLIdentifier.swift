/// The name of a table, column or other object, quoted in one place.
public struct SQLIdentifier: Hashable, Sendable, CustomStringConvertible {
  /// The name as it is, without quotes.
  public let name: String

  /// Creates an identifier from a name in any characters.
  public init(_ name: String) { self.name = name }

  /// The name in double quotes, embedded quotes doubled, as standard SQL wants it.
  public var quoted: String {
    var text = "\""
    for character in name.unicodeScalars {
      if character == "\"" { text.unicodeScalars.append("\"") }
      text.unicodeScalars.append(character)
    }
    return text + "\""
  }

  /// The quoted form.
  public var description: String { quoted }

  /// Names quoted and joined with a comma.
  public static func list(_ names: some Sequence<String>) -> String {
    names.map { SQLIdentifier($0).quoted }.joined(separator: ", ")
  }
}

extension RelationName {
  /// The name as SQL has it: every part quoted, with a dot between them.
  public var quoted: String {
    (schema.map { SQLIdentifier($0).quoted + "." } ?? "") + SQLIdentifier(table).quoted
  }
}
