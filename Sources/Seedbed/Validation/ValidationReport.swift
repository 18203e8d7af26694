/// What the checks found.
public struct ValidationReport: Codable, Hashable, Sendable {
  /// The result of one check.
  public struct Result: Codable, Hashable, Sendable {
    /// The check's id.
    public var id: String
    /// What a finding means.
    public var kind: SeedCheck.Kind
    /// What must hold.
    public var title: String
    /// Whether it does.
    public var passed: Bool
    /// What was counted: offending rows, or the number that must reach `required`.
    public var count: Int
    /// The number that `count` must reach; nil where it must be 0.
    public var required: Int?
    /// Up to five offending rows, each in one line.
    public var offenders: [String]
    /// How long the check took.
    public var durationSeconds: Double

    /// What the result comes to.
    public func severity(isStrict: Bool) -> Severity {
      if passed { return .passed }
      return kind == .quality && !isStrict ? .warning : .error
    }
  }

  /// What a result comes to.
  public enum Severity: Hashable, Sendable {
    /// What must hold does.
    case passed
    /// It does not, and that is no reason to fail.
    case warning
    /// It does not.
    case error
  }

  /// Whether warnings count as errors.
  public var isStrict: Bool
  /// The results, in the order of the checks.
  public var results: [Result]

  /// The results that do not pass and count as errors.
  public var errors: [Result] { results.filter { $0.severity(isStrict: isStrict) == .error } }
  /// The results that do not pass and do not count as errors.
  public var warnings: [Result] { results.filter { $0.severity(isStrict: isStrict) == .warning } }
  /// Whether there are no errors.
  public var passed: Bool { errors.isEmpty }
  /// How the command ends that made this report.
  public var exitStatus: ExitStatus { passed ? .done : .validationFailed }
}

extension SeedCheck.Kind: Codable {}
