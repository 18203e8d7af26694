/// A demand on a distribution or a permutation that its data makes impossible.
public struct RandomnessError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of demand could not be met; more kinds may come.
  public struct Code: Hashable, Sendable, RawRepresentable {
    /// The stable name of the kind.
    public let rawValue: String

    /// Makes the code of this name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// There is nothing to draw from: no element, no bin, a count of 0.
    public static let emptyDomain = Code(rawValue: "emptyDomain")
    /// No element has a weight above 0.
    public static let noWeight = Code(rawValue: "noWeight")
    /// A weight is negative, not a number or infinite, or the weights' sum overflows.
    public static let invalidWeight = Code(rawValue: "invalidWeight")
    /// A parameter is outside its range.
    public static let invalidParameter = Code(rawValue: "invalidParameter")
  }

  /// The kind of demand.
  public let code: Code
  /// What was asked and why it cannot be; the last sentence says what to do.
  public let message: String

  /// Makes an error; end `message` with what to do about it.
  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
