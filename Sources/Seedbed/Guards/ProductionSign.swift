/// Something by which a database looks like one that people depend on.
public enum ProductionSign: Hashable, Sendable {
  /// It is on another machine.
  case remoteHost(String)
  /// An environment variable says production.
  case environment(name: String, value: String)
  /// Its name says production.
  case name(String)
  /// `seedbed protect` marked it.
  case marker
  /// It has rows that no run of Seedbed wrote: of each table, how many.
  case foreignRows([TableEstimate])

  /// The sign in words, as part of a sentence.
  public var text: String {
    switch self {
    case .remoteHost(let host): "it is on another machine, \(host)"
    case .environment(let name, let value): "\(name) is '\(value)'"
    case .name(let name): "its name says production: '\(name)'"
    case .marker: "it is protected: 'seedbed protect' marked it"
    case .foreignRows(let tables):
      "it has rows that no run of Seedbed wrote: "
        + tables.map { "\(grouped($0.rowCount)) in \($0.table)" }.joined(separator: ", ")
    }
  }

  /// The variables that applications take their environment's name from.
  public static let environmentVariables = [
    FrameworkFlags.environment.declaration.name, "RAILS_ENV", "APP_ENV", "NODE_ENV",
  ]

  /// What the variables of the environment say.
  public static func signs(ofEnvironment environment: [String: String]) -> [ProductionSign] {
    environmentVariables.compactMap { name in
      guard let value = environment[name], saysProduction(value) else { return nil }
      return .environment(name: name, value: value)
    }
  }

  /// What the target's host and name say.
  public static func signs(of target: DatabaseTarget) -> [ProductionSign] {
    var signs: [ProductionSign] = []
    if let host = target.host { signs.append(.remoteHost(host)) }
    if saysProduction(target.name) { signs.append(.name(target.name)) }
    return signs
  }

  /// Whether a name has `prod` in it other than as a part of `product`, `produce` and their kin.
  static func saysProduction(_ text: String) -> Bool {
    var rest = Array(text.lowercased().utf8)[...]
    let mark = Array("prod".utf8)
    while let range = rest.firstRange(of: mark) {
      let after = rest[range.upperBound...]
      if after.first != UInt8(ascii: "u") || after.starts(with: "uction".utf8) { return true }
      rest = after
    }
    return false
  }
}
