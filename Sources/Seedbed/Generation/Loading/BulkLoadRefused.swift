/// A load that must not go on before the user decides.
public struct BulkLoadRefused: Refusal, CustomStringConvertible {
  let reason: String

  /// Why, and what to do.
  public var description: String { reason }
}
