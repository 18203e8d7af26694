/// A step did not do what it declares.
enum StepBrokePromise: Error, Hashable, CustomStringConvertible {
  /// It declares to provide values and did not.
  case provided(nothingFor: [String])
  /// It touched no row and gave no reason.
  case wroteNothing

  var description: String {
    switch self {
    case .provided(let names):
      "did not provide \(names.map { "'\($0)'" }.joined(separator: ", ")); "
        + "call context.provide, or drop it from the step's `provides`"
    case .wroteNothing:
      "wrote nothing and did not say why; "
        + "call context.database.writesNothing(because:) if that is fine"
    }
  }
}

/// A step failed, and what it had written could not be undone either.
struct RollbackFailure: Error {
  let cause: any Error
  let rollback: any Error
}

/// How a step's error is put into words.
enum StepErrorText {
  /// The text of an error that a step threw, and where it happened; the step is always named.
  static func describe(_ error: any Error, step: StepID) -> (String, ErrorLocation) {
    if let failure = error as? RollbackFailure {
      let (message, location) = describe(failure.cause, step: step)
      return (
        "\(message); and undoing it failed as well: \(failure.rollback)", location
      )
    }
    guard var error = error as? any DatabaseError else {
      var location = (error as? any LocatedError)?.location ?? ErrorLocation()
      location.step = step.rawValue
      return ("step \(step): \(error)", location)
    }
    error.location.step = step.rawValue
    let text = String(describing: error)
    return (text.contains(step.rawValue) ? text : "step \(step): \(text)", error.location)
  }
}
