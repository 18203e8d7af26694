/// Everything about one run: what was asked for, what each step did, what the checks found.
///
/// Its JSON form is documented, field by field, in `docs/run-report.md`.
public struct RunReport: Codable, Hashable, Sendable {
  /// The version of the JSON form; it grows when a field changes its meaning or goes.
  public static let currentSchemaVersion = 1

  /// The version of the JSON form that this report has.
  public var schemaVersion: Int
  /// The version of the tool.
  public var toolVersion: String
  /// The application's name.
  public var application: String
  /// The folder whose files are the steps; nil for an application with a schema of its own.
  public var stepsFolder: String?
  /// The number of the run in the ledger; nil for one that was refused before it got one.
  public var run: Int?
  /// When the run was started, by the computer's clock.
  public var startedAt: String
  /// How long it took.
  public var durationSeconds: Double
  /// The SQL statements executed by the steps and for the schema.
  public var statementCount: Int
  /// What decided the run, without secrets.
  public var configuration: Configuration
  /// The snapshot that the run went on from, or why it was none; nil when nobody asked for one.
  public var checkpoint: CheckpointChoice?
  /// Every step of the application, in order.
  public var steps: [StepReport]
  /// What the checks found; nil when they did not run.
  public var validation: ValidationReport?
  /// Why the checks did not run; nil when they did, or when the run ended before.
  public var validationSkipped: String?
  /// The figures; nil when the run ended before they were collected.
  public var metrics: MetricsReport?
  /// What went wrong outside of the steps, such as a schema that does not fit; nil when nothing did.
  public var failure: String?
  /// How the command ends.
  public var exitStatus: ExitStatus

  /// What decided a run.
  public struct Configuration: Codable, Hashable, Sendable {
    /// The number that decides all generated data.
    public var seed: UInt64
    /// The instant that the run took for now.
    public var asOf: String
    /// The database, without a password.
    public var database: String
    /// The engine and its version.
    public var engine: String
    /// The steps asked for, as options of the command line; empty for all.
    public var selection: String
    /// Every flag.
    public var flags: [FlagReport]
  }

  /// Creates the report of a run that has not done anything yet.
  init(plan: RunPlan, configuration: RunConfiguration, engine: String, toolVersion: String) {
    schemaVersion = Self.currentSchemaVersion
    self.toolVersion = toolVersion
    application = plan.application.name
    stepsFolder = plan.application.schemaFolder == nil ? plan.application.name : nil
    startedAt = configuration.startedAt.description
    durationSeconds = 0
    statementCount = 0
    self.configuration = Configuration(
      seed: configuration.seed, asOf: configuration.asOf.description,
      database: configuration.databaseURL.redacted, engine: engine,
      selection: plan.selection.text, flags: configuration.flags.settings.map(FlagReport.init))
    steps = []
    exitStatus = .done
  }

  /// The rows inserted and updated by all steps.
  public var writtenRowCount: Int { steps.reduce(0) { $0 + $1.writtenRowCount } }
}

/// One flag in a run's report.
public struct FlagReport: Codable, Hashable, Sendable {
  /// The flag's name.
  public var name: String
  /// Its value, without a password.
  public var value: FlagValues.Value
  /// Where the value comes from: `default`, `environment` or `option`.
  public var origin: FlagValues.Origin

  /// Creates the report of a setting.
  public init(_ setting: FlagValues.Setting) {
    name = setting.declaration.name
    origin = setting.origin
    value =
      if case .text = setting.value { .text(setting.displayText) } else { setting.value }
  }
}

extension FlagValues.Origin: Codable {}

extension FlagValues.Value: Codable {
  /// Reads the value as `encode` writes it.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  /// Writes a plain JSON value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .boolean(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    }
  }
}
