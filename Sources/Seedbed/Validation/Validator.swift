/// Runs the checks of an application against a seeded database.
public struct Validator: Sendable {
  /// Whether quality checks that do not pass are errors.
  public let isStrict: Bool

  /// Creates a validator.
  public init(isStrict: Bool = false) { self.isStrict = isStrict }

  /// Runs every check; several at a time where the engine gives a second connection.
  ///
  /// Throws `CheckError`, which names the check, when one cannot be evaluated.
  public func validate(
    checks: [SeedCheck], session: any DatabaseSession, catalog: SchemaCatalog
  ) throws -> ValidationReport {
    let parts = checks.map { check in check.parts(catalog).map { Self.timed($0, of: check) } }
    var findings = try QueryWorkers(session: session).run(parts.flatMap { $0 })[...]
    let results = zip(checks, parts).map { check, parts in
      let own = findings.prefix(parts.count)
      findings = findings.dropFirst(parts.count)
      let finding = CheckFinding(adding: own.map(\.finding))
      return ValidationReport.Result(
        id: check.id, kind: check.kind, title: check.title, passed: finding.passed,
        count: finding.count, required: finding.required, offenders: finding.offenders,
        durationSeconds: own.reduce(.zero) { $0 + $1.duration }.reportSeconds)
    }
    return ValidationReport(isStrict: isStrict, results: results)
  }

  private static func timed(
    _ part: @escaping QueryWorkers.Task<CheckFinding>, of check: SeedCheck
  ) -> QueryWorkers.Task<(finding: CheckFinding, duration: Duration)> {
    { session in
      let clock = ContinuousClock()
      let start = clock.now
      do {
        return (try part(session), clock.now - start)
      } catch let error {
        throw CheckError(check: check.id, cause: error)
      }
    }
  }
}

/// A check that could not be evaluated.
public struct CheckError: Error, CustomStringConvertible {
  /// The check's id.
  public let check: String
  /// What went wrong.
  public let cause: any Error

  /// The check, and what went wrong.
  public var description: String { "the check \(check) could not be evaluated: \(cause)" }
}

extension Duration {
  /// The seconds as reports keep them, in whole microseconds.
  var reportSeconds: Double { (seconds * 1_000_000).rounded() / 1_000_000 }
}
