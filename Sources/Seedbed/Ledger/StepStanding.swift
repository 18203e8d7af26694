/// How a step stands against what the ledger says of it.
public enum StepStanding: Hashable, Sendable {
  /// It is done, and would make the same rows.
  case fresh(run: Int)
  /// It is done, and what its rows depend on has changed: a few words each.
  case changed([String])
  /// It was begun and did not come to its end.
  case unfinished(run: Int, LedgerStep.State)
  /// The ledger does not know it.
  case neverRun

  /// Whether a run need not repeat it.
  public var isFresh: Bool {
    if case .fresh = self { true } else { false }
  }

  /// The standing in a few words, such as `changed: flag BATCH_SIZE 3 to 4`.
  public var text: String {
    switch self {
    case .fresh(let run): "fresh, finished in run \(run)"
    case .changed(let what): "changed: \(what.joined(separator: "; "))"
    case .unfinished(let run, .running): "not finished in run \(run)"
    case .unfinished(let run, let state): "\(state.rawValue) in run \(run)"
    case .neverRun: "never run"
    }
  }

  /// Why a step that stands so runs though it had run before; nil for one that had not.
  func cause(isForced: Bool) -> String? {
    switch self {
    case .changed, .unfinished: text
    case .fresh: isForced ? "forced" : "something had changed its rows"
    case .neverRun: nil
    }
  }
}
