/// The values of all flags of a run, resolved once before anything starts.
public struct FlagValues: Sendable {
  /// One resolved flag.
  public struct Setting: Hashable, Sendable {
    /// The flag.
    public var declaration: FlagDeclaration
    /// Its value.
    public var value: Value
    /// Where the value comes from.
    public var origin: Origin

    /// The value as a person writes it; a password in a URL is not shown.
    public var displayText: String {
      switch value {
      case .boolean(let value): String(value)
      case .integer(let value): String(value)
      case .text(let value):
        if case .databaseURL = declaration.kind { DatabaseURL.redacted(value) } else { value }
      }
    }

    /// Creates a setting.
    public init(declaration: FlagDeclaration, value: Value, origin: Origin) {
      self.declaration = declaration
      self.value = value
      self.origin = origin
    }
  }

  /// The value of a flag.
  public enum Value: Hashable, Sendable {
    /// Of a boolean flag.
    case boolean(Bool)
    /// Of a flag that is a number.
    case integer(Int)
    /// Of a flag that is a text.
    case text(String)
  }

  /// Where a value comes from; a later case wins over an earlier one.
  public enum Origin: String, Sendable {
    /// The declaration.
    case `default`
    /// The environment variable.
    case environment
    /// The option of the command line.
    case option
  }

  /// The flags in the order of their declaration.
  public let settings: [Setting]

  /// Is told of every flag whose value is asked for; nil where nobody wants to know.
  private var usage: StepUsage?

  /// Creates the values from settings, one a declared flag.
  public init(_ settings: [Setting]) { self.settings = settings }

  /// The defaults of some flags, for tests and for `plan`.
  public init(defaultsOf declarations: [FlagDeclaration]) {
    settings = declarations.map { declaration in
      let value: Value =
        switch declaration.kind {
        case .boolean: .boolean(false)
        case .integer(let number, _): .integer(number)
        case .text(let text), .databaseURL(let text): .text(text)
        case .snapshot: .text(SnapshotRequest.noneText)
        case .instant(let instant): .text(instant.description)
        }
      return Setting(declaration: declaration, value: value, origin: .default)
    }
  }

  /// The value of a boolean flag; asking for one that was not declared is a caller's mistake.
  public subscript(flag: Flag<Bool>) -> Bool {
    guard case .boolean(let value) = setting(flag.declaration).value else {
      preconditionFailure("\(flag.declaration.name) is no boolean flag")
    }
    return value
  }

  /// The value of a numeric flag; asking for one that was not declared is a caller's mistake.
  public subscript(flag: Flag<Int>) -> Int {
    guard case .integer(let value) = setting(flag.declaration).value else {
      preconditionFailure("\(flag.declaration.name) is no numeric flag")
    }
    return value
  }

  /// The value of a numeric flag of the framework, or its default where a context was made without
  /// the framework's flags. It decides how rows are written, not which, so nobody notes it down.
  func count(of flag: Flag<Int>) -> Int {
    let setting = settings.first { $0.declaration.name == flag.declaration.name }
    if case .integer(let value) = setting?.value { return value }
    guard case .integer(let number, _) = flag.declaration.kind else {
      preconditionFailure("\(flag.declaration.name) is no numeric flag")
    }
    return number
  }

  /// The value of a flag that is a text; asking for one that was not declared is a caller's
  /// mistake.
  public subscript(flag: Flag<String>) -> String {
    guard case .text(let value) = setting(flag.declaration).value else {
      preconditionFailure("\(flag.declaration.name) is no textual flag")
    }
    return value
  }

  /// These values with one of them replaced, for tests and for commands that decide a flag.
  public func setting<Value>(_ flag: Flag<Value>, to value: FlagValues.Value) -> FlagValues {
    FlagValues(
      settings.map { setting in
        guard setting.declaration.name == flag.declaration.name else { return setting }
        return Setting(declaration: setting.declaration, value: value, origin: .option)
      })
  }

  /// These values; whoever asks for one of them is noted down.
  func recording(into usage: StepUsage) -> FlagValues {
    var values = self
    values.usage = usage
    return values
  }

  /// The setting of a declared flag.
  public func setting(_ declaration: FlagDeclaration) -> Setting {
    guard let setting = settings.first(where: { $0.declaration.name == declaration.name }) else {
      preconditionFailure("the application does not declare the flag \(declaration.name)")
    }
    usage?.add(setting)
    return setting
  }
}
