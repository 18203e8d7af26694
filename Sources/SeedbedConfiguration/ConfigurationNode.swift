/// A value of a configuration file, which knows where it is written.
public struct ConfigurationNode: Hashable, Sendable {
  /// What it is.
  public let content: Content
  /// Where it begins.
  public let place: ConfigurationPlace

  /// What a value is.
  public enum Content: Hashable, Sendable {
    /// A single value.
    case scalar(Scalar)
    /// Several in a row.
    case sequence([ConfigurationNode])
    /// Named ones in the order of the file; no two have the same name.
    case mapping([Entry])
  }

  /// One named value of a mapping.
  public struct Entry: Hashable, Sendable {
    /// The name.
    public let key: String
    /// Where the name is written.
    public let place: ConfigurationPlace
    /// The value.
    public let value: ConfigurationNode

    /// Creates an entry.
    public init(key: String, place: ConfigurationPlace, value: ConfigurationNode) {
      self.key = key
      self.place = place
      self.value = value
    }
  }

  /// Creates a value.
  public init(_ content: Content, at place: ConfigurationPlace) {
    self.content = content
    self.place = place
  }

  /// The named values; nil for what is no mapping.
  public var entries: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }

  /// The values in a row; nil for what is no sequence.
  public var elements: [ConfigurationNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The single value; nil for what is none.
  public var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }

  /// Whether nothing is written, or `null`.
  public var isNull: Bool { scalar?.meaning == .null }

  /// The value of a name, or nil.
  public subscript(key: String) -> ConfigurationNode? {
    entries?.first { $0.key == key }?.value
  }

  /// What it is, in a word or two, for messages.
  public var kind: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      switch scalar.meaning {
      case .null: "nothing"
      case .boolean, .integer, .number, .text: "'\(scalar.text)'"
      }
    }
  }
}

/// A single value of a configuration file: its text, and what that means.
public struct Scalar: Hashable, Sendable {
  /// The text, without quotes.
  public let text: String
  /// Whether it stood in quotes or a block, and is a text whatever it looks like.
  public let isQuoted: Bool

  /// What a single value is.
  public enum Meaning: Hashable, Sendable {
    /// Nothing.
    case null
    /// True or false.
    case boolean(Bool)
    /// A whole number that fits into 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// A text.
    case text(String)
  }

  /// Creates a value.
  public init(_ text: String, isQuoted: Bool = false) {
    self.text = text
    self.isQuoted = isQuoted
  }

  /// What the text means, by the core schema of YAML 1.2.2 (chapter 10.3), so that `no` and `on` are
  /// texts; numbers with zeros ahead, such as postal codes, are texts as well.
  public var meaning: Meaning {
    guard !isQuoted else { return .text(text) }
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    default: return number ?? .text(text)
    }
  }

  private var number: Meaning? {
    var digits = text.utf8[...]
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    // What Swift reads as a number beyond these characters, such as `nan` and `0x1p3`, is a text.
    let allowed = digits.allSatisfy {
      $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || Self.signs.contains($0)
    }
    guard let first = digits.first, allowed, first != UInt8(ascii: "e"), first != UInt8(ascii: "E")
    else { return nil }
    let leading = digits.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    if leading.count > 1, first == UInt8(ascii: "0") { return nil }
    if let whole = Int64(text) { return .integer(whole) }
    return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
  }

  private static let signs: Set<UInt8> = Set(".eE+-".utf8)
}
