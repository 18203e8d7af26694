/// The name and type of one value that a step hands on to later steps.
///
/// Declare one a value, so that autocomplete finds it and the compiler knows its type:
/// `extension ContextKey where Value == Company { static var company: Self { Self("company") } }`.
public struct ContextKey<Value>: Sendable {
  /// The name that messages use; unique in an application.
  public let name: String

  /// Creates a key.
  public init(_ name: String) { self.name = name }
}

/// The keys that a step requires or provides.
public struct ContextKeys: Sendable {
  /// The names, in the order given.
  public let names: [String]

  /// No keys.
  public static let none = ContextKeys(names: [])

  /// The keys of some names, for steps that are not written in Swift.
  package init(names: [String]) { self.names = names }

  /// The keys of some values: `ContextKeys(.company, .adminPlayer)`.
  public init<each Value>(_ keys: repeat ContextKey<each Value>) {
    var names: [String] = []
    repeat names.append((each keys).name)
    self.names = names
  }
}
