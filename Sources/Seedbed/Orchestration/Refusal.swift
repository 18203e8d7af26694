/// An error that leaves a decision to the user: nothing was written, and the run ends with
/// `ExitStatus.refused`.
public protocol Refusal: Error {}
