/// An expression that is not understood: what, and where in its text.
struct SQLSyntaxError: Error, Hashable, CustomStringConvertible {
  /// What was found or missing.
  var message: String
  /// The number of UTF-8 bytes before it.
  var offset: Int

  var description: String { "\(message) at byte \(offset)" }
}
