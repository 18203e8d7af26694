/// The id of a step: a number of two digits or more, an underscore and a name, as `22_job_posts`.
public struct StepID: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The whole id.
  public let rawValue: String
  /// The number it begins with.
  public let number: Int

  /// Creates an id; nil when the text is not digits, an underscore and lower-case words.
  public init?(rawValue: String) {
    guard let underscore = rawValue.firstIndex(of: "_"),
      rawValue[..<underscore].utf8.count >= 2,
      rawValue[..<underscore].utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(rawValue[..<underscore]),
      rawValue.index(after: underscore) < rawValue.endIndex,
      rawValue[underscore...].utf8.allSatisfy({
        (97...122).contains($0) || (48...57).contains($0) || $0 == 95
      })
    else { return nil }
    self.rawValue = rawValue
    self.number = number
  }

  /// Creates an id from a literal in the source; any other form is a caller's mistake.
  public init(stringLiteral value: String) {
    guard let id = StepID(rawValue: value) else {
      preconditionFailure("'\(value)' is no step id: write 07_lower_case_words")
    }
    self = id
  }

  /// The whole id.
  public var description: String { rawValue }
}
