import Seedbed

/// What names in an expression stand for.
protocol SQLNameResolver {
  /// The column that a name means; nil when there is none.
  func column(_ name: String, isQuoted: Bool) -> String?
  /// The type that a name means which is none of the engine's own; nil when there is none.
  func userType(_ name: String) -> RelationalType?
  /// Whether `VALUE` stands for a domain's value.
  var isDomain: Bool { get }
}
