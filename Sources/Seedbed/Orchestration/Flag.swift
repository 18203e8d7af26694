/// A declared environment variable whose value has a type.
///
/// Every flag is also an option of the command line: its name in lower case with dashes.
public struct Flag<Value: Sendable>: Sendable {
  /// The declaration, without the type.
  public let declaration: FlagDeclaration

  /// The flag of a declaration that is not written in Swift.
  package init(declared declaration: FlagDeclaration) { self.declaration = declaration }

  private init(declaration: FlagDeclaration) { self.declaration = declaration }
}

extension Flag where Value == Bool {
  /// A flag that skips a step: the step runs unless it is true.
  public static func skips(_ name: String, _ meaning: String) -> Flag {
    Flag(declaration: FlagDeclaration(name, meaning, .boolean(.skipsWhenTrue)))
  }

  /// A flag that enables a step: the step is skipped unless it is true.
  public static func enables(_ name: String, _ meaning: String) -> Flag {
    Flag(declaration: FlagDeclaration(name, meaning, .boolean(.enablesWhenTrue)))
  }

  /// A flag that changes how something is done and is false by default.
  public static func option(_ name: String, _ meaning: String) -> Flag {
    Flag(declaration: FlagDeclaration(name, meaning, .boolean(.option)))
  }
}

extension Flag where Value == Int {
  /// A flag that is a whole number of a range.
  public static func count(
    _ name: String, _ meaning: String, default defaultValue: Int, in range: ClosedRange<Int>
  ) -> Flag {
    precondition(range.contains(defaultValue), "the default of \(name) is out of its range")
    return Flag(declaration: FlagDeclaration(name, meaning, .integer(defaultValue, range)))
  }
}

extension Flag where Value == String {
  /// A flag that is a text, checked by who reads it.
  public static func text(
    _ name: String, _ meaning: String, default defaultValue: String
  ) -> Flag {
    Flag(declaration: FlagDeclaration(name, meaning, .text(defaultValue)))
  }

  /// A flag that asks for a snapshot.
  public static func snapshot(_ name: String, _ meaning: String) -> Flag {
    Flag(declaration: FlagDeclaration(name, meaning, .snapshot))
  }

  /// A flag that is an instant; its value is the instant's text, also when `now` was asked for.
  public static func instant(
    _ name: String, _ meaning: String, default defaultValue: Timestamp
  ) -> Flag {
    Flag(declaration: FlagDeclaration(name, meaning, .instant(defaultValue)))
  }

  /// A flag that is the URL of a database; its value is never shown but through `DatabaseURL`.
  public static func databaseURL(
    _ name: String, _ meaning: String, default defaultValue: String
  ) -> Flag {
    Flag(declaration: FlagDeclaration(name, meaning, .databaseURL(defaultValue)))
  }
}

/// A flag without its Swift type: name, meaning and what values it takes.
public struct FlagDeclaration: Hashable, Sendable {
  /// The name of the environment variable.
  public let name: String
  /// What it does, in one line, for help texts.
  public let meaning: String
  /// What values it takes, and the default.
  public let kind: Kind

  /// What values a flag takes.
  public enum Kind: Hashable, Sendable {
    /// true/false, 1/0, yes/no, on/off in any case; the default is false.
    case boolean(Role)
    /// A whole number of a range, with its default.
    case integer(Int, ClosedRange<Int>)
    /// A text with its default, checked by who reads it.
    case text(String)
    /// What `SnapshotRequest` reads; the default asks for nothing.
    case snapshot
    /// An ISO 8601 instant, or `now`, with its default.
    case instant(Timestamp)
    /// The URL of a database, with its default.
    case databaseURL(String)
  }

  /// What a boolean flag does to a step.
  public enum Role: Hashable, Sendable {
    /// The step runs unless the flag is true.
    case skipsWhenTrue
    /// The step is skipped unless the flag is true.
    case enablesWhenTrue
    /// It does not decide whether a step runs.
    case option
  }

  /// Creates a declaration.
  public init(_ name: String, _ meaning: String, _ kind: Kind) {
    self.name = name
    self.meaning = meaning
    self.kind = kind
  }

  /// The values it takes, in a few words: `a whole number from 1 to 500`.
  public var takes: String {
    switch kind {
    case .boolean: "true or false, 1 or 0, yes or no, on or off"
    case .integer(_, let range):
      range.upperBound == Int.max
        ? "a whole number from \(grouped(range.lowerBound)) up"
        : "a whole number from \(grouped(range.lowerBound)) to \(grouped(range.upperBound))"
    case .text: "a text"
    case .snapshot: SnapshotRequest.takes
    case .instant: "an ISO 8601 instant such as 2026-01-31T09:30:00Z, or 'now'"
    case .databaseURL: "a database URL such as sqlite:seedbed.sqlite"
    }
  }

  /// The default as a person writes it.
  public var defaultText: String {
    switch kind {
    case .boolean: "false"
    case .integer(let number, _): String(number)
    case .text(let text): text
    case .snapshot: SnapshotRequest.noneText
    case .instant(let instant): instant.description
    case .databaseURL(let url): url
    }
  }

  /// The option of the command line that wins over the variable: `--batch-profile-count`.
  public var optionName: String {
    "--" + String(name.lowercased().map { $0 == "_" ? "-" : $0 })
  }
}
