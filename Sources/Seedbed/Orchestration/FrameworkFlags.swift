/// The flags that every application has; its own come from `SeedApplication.flags`.
public enum FrameworkFlags {
  /// The number that decides all generated data.
  public static let seed = Flag<Int>.count(
    "SEED", "The number that decides all generated data", default: 42, in: 0...Int.max)
  /// The instant that the run takes for now.
  public static let asOf = Flag<String>.instant(
    "SEED_AS_OF", "The instant that the run takes for now: ISO 8601, or 'now'",
    default: Timestamp(CalendarDate(year: 2026, month: 1, day: 1)))
  /// The database to fill.
  public static let databaseURL = Flag<String>.databaseURL(
    "DATABASE_URL", "The database to fill", default: "sqlite:seedbed.sqlite")
  /// How many connections a bulk load writes on. Two is what two processors were measured to be
  /// best served with (docs/decisions/0006-postgres-bulk-loading.md).
  public static let connections = Flag<Int>.count(
    "SEED_CONNECTIONS", "Connections of a bulk load, PostgreSQL only", default: 2, in: 1...64)
  /// Saves the database after a run, or restores it before one.
  public static let snapshot = Flag<String>.snapshot(
    "SEED_SNAPSHOT", "Restores a snapshot before the run, or saves one after it")
  /// What the environment is called; `production` keeps writing commands off.
  public static let environment = Flag<String>.text(
    "SEED_ENV", "What the environment is called; in production nothing is written",
    default: "development")
  /// Leaves out the checks after the last step.
  public static let skipValidation = Flag<Bool>.option(
    "SKIP_SEED_VALIDATION", "Runs no checks after the last step")
  /// Turns warnings of the checks into errors.
  public static let strictValidation = Flag<Bool>.option(
    "SEED_VALIDATION_STRICT", "A quality check that does not pass is an error")

  /// All of them, in the order in which they are shown.
  public static let declarations: [FlagDeclaration] = [
    seed.declaration, asOf.declaration, databaseURL.declaration, connections.declaration,
    snapshot.declaration, environment.declaration, skipValidation.declaration,
    strictValidation.declaration,
  ]
}

extension SeedApplication {
  /// The framework's flags, then the application's own.
  public var allFlags: [FlagDeclaration] { FrameworkFlags.declarations + flags }
}
