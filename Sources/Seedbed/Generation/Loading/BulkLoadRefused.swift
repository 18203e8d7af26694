/// A load that must not go on before the user decides.
public struct BulkLoadRefused: Refusal, CustomStringConvertible {
  let reason: String
  /// What to do.
  package var advice = "begin anew with: seedbed run --restart"

  /// Why, and what to do.
  public var description: String { "\(reason); \(advice)" }
}
