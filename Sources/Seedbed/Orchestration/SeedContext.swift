/// The one explicit object that every step gets: all that a step may use is in here.
public final class SeedContext {
  /// The database, through which every write is counted.
  public let database: SeedDatabase
  /// Random sources and streams, all keyed by the run's seed.
  public let random: RandomSource
  /// The instant that the run takes for now.
  public let asOf: Timestamp
  /// The look-up tables of `reference-data/`.
  public let reference: ReferenceLibrary
  /// The values of the flags.
  public let flags: FlagValues
  /// Where progress and remarks go.
  public let reporter: any Reporter
  /// Asked between chunks: whether somebody wants the run to end.
  public let interruption: Interruption

  /// The values that steps have handed on so far; put back before a step is done again.
  var values: [String: any Sendable] = [:]
  private let providers: [String: StepID]

  /// Creates a context; tests inject what they like.
  ///
  /// - Parameters:
  ///   - database: the database.
  ///   - random: the source of all randomness.
  ///   - asOf: the instant that is taken for now.
  ///   - reference: the look-up tables.
  ///   - flags: the values of all declared flags.
  ///   - reporter: where progress and remarks go.
  ///   - interruption: asked whether the run is to end.
  ///   - providers: for each key's name, the step that provides it, for messages.
  public init(
    database: SeedDatabase, random: RandomSource, asOf: Timestamp, reference: ReferenceLibrary,
    flags: FlagValues, reporter: any Reporter, interruption: Interruption = Interruption(),
    providers: [String: StepID] = [:]
  ) {
    self.database = database
    self.random = random
    self.asOf = asOf
    self.reference = reference
    self.flags = flags
    self.reporter = reporter
    self.interruption = interruption
    self.providers = providers
  }

  /// Hands a value on to later steps.
  public func provide<Value: Sendable>(_ key: ContextKey<Value>, _ value: Value) {
    values[key.name] = value
  }

  /// The values of some keys, in their order.
  ///
  /// Throws `MissingContextValue`, which names the key and the step that provides it.
  public func require<each Value: Sendable>(
    _ keys: repeat ContextKey<each Value>
  ) throws -> (repeat each Value) {
    (repeat try value(of: each keys))
  }

  /// Whether a key has a value.
  public func has<Value: Sendable>(_ key: ContextKey<Value>) -> Bool { values[key.name] != nil }

  /// The names of the keys that have a value, in alphabetical order.
  public var providedNames: [String] { values.keys.sorted() }

  /// What the context holds, for debugging: never a password.
  public var summary: String {
    let held = providedNames.map { "\($0): \(Self.brief(values[$0]))" }
    return """
      seed \(random.seed), as of \(asOf), \(database.session.engineDescription)
      flags: \(flags.settings.filter { $0.origin != .default }.map(\.declaration.name))
      values: \(held.isEmpty ? "none" : held.joined(separator: ", "))
      """
  }

  private func value<Value: Sendable>(of key: ContextKey<Value>) throws -> Value {
    guard let stored = values[key.name] else {
      throw MissingContextValue(key: key.name, provider: providers[key.name])
    }
    guard let value = stored as? Value else {
      preconditionFailure("context key '\(key.name)' is declared with two types")
    }
    return value
  }

  private static func brief(_ value: (any Sendable)?) -> String {
    guard let value else { return "none" }
    if let collection = value as? any Collection { return "\(collection.count) entries" }
    return String(String(describing: value).prefix(80))
  }
}

/// A step asked the context for a value that no step has provided.
public struct MissingContextValue: Error, CustomStringConvertible {
  /// The key.
  public let key: String
  /// The step that provides it; nil when none does.
  public let provider: StepID?

  /// What is missing, and which step to run.
  public var description: String {
    if let provider {
      "the context has no '\(key)'; step \(provider) provides it: run that step first"
    } else {
      "the context has no '\(key)', and no step provides it: add it to a step's `provides`"
    }
  }
}
