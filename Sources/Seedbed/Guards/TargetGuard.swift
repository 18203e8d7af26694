/// Keeps a command from writing to a database that looks like production, unless the user has named
/// that database in so many words.
public struct TargetGuard: Sendable {
  /// What the environment said.
  private let environmentSigns: [ProductionSign]
  /// The target that the user named; nil when none was.
  private let allowed: String?

  /// Creates a guard.
  ///
  /// - Parameters:
  ///   - environment: all environment variables.
  ///   - allowed: what `--allow-target` says; nil without it.
  public init(environment: [String: String], allowed: String?) {
    environmentSigns = ProductionSign.signs(ofEnvironment: environment)
    self.allowed = allowed
  }

  /// Lets a target pass that nothing speaks against, or that was named.
  ///
  /// Throws `TargetRefused` with every sign, and when another database was named than this one:
  /// whoever names a database expects to write to that one.
  public func check(_ target: DatabaseTarget, further signs: [ProductionSign] = []) throws {
    let signs = environmentSigns + ProductionSign.signs(of: target) + signs
    if let allowed {
      if allowed != target.description {
        throw TargetRefused(target: target, signs: signs, namedInstead: allowed)
      }
    } else if !signs.isEmpty {
      throw TargetRefused(target: target, signs: signs, namedInstead: nil)
    }
  }
}

/// A command would have written to a database that it must not write to as things are.
public struct TargetRefused: Refusal, CustomStringConvertible {
  /// The database.
  public let target: DatabaseTarget
  /// What speaks against it.
  public let signs: [ProductionSign]
  /// The database that the user named; nil when none was.
  public let namedInstead: String?

  /// What speaks against the database and how to allow it all the same.
  public var description: String {
    let advice =
      "if it is the one that you mean, say so: --allow-target \(quoted(target.description))"
    if let namedInstead {
      return "--allow-target names '\(namedInstead)', but the database is '\(target)'; \(advice)"
    }
    return "the database '\(target)' looks like production: "
      + signs.map(\.text).joined(separator: "; ") + ". Nothing was changed; \(advice)"
  }

  /// A text as a shell takes it for one word.
  private func quoted(_ text: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:")
    if text.allSatisfy(plain.contains) { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
