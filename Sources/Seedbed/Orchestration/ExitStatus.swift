/// How a command ends, as the status that the process returns.
public enum ExitStatus: Int32, Codable, Hashable, Sendable, CaseIterable {
  /// All that was asked for is done.
  case done = 0
  /// A step, the database or the program failed.
  case failed = 1
  /// The data is there, and a check that counts as an error did not pass.
  case validationFailed = 2
  /// Refused until the user decides, as before destroying something.
  case refused = 3
  /// What was asked for is wrong, on the command line or in the environment.
  case usage = 64
  /// Ended early because the user asked for it: 128 and the number of SIGINT.
  case interrupted = 130
}
