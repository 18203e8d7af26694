/// What a connection is told beyond its parameters.
public struct PostgresOptions {
  /// How long a statement may take; nil for as long as the server lets it.
  public var statementTimeout: Duration?
  /// How long a statement may wait for a lock; nil for as long as the server lets it.
  public var lockTimeout: Duration?
  /// Takes what the server says without being asked, on the thread of the statement.
  public var notice: (PostgresNotice) -> Void

  /// Creates options.
  public init(
    statementTimeout: Duration? = nil, lockTimeout: Duration? = nil,
    notice: @escaping (PostgresNotice) -> Void = { _ in }
  ) {
    self.statementTimeout = statementTimeout
    self.lockTimeout = lockTimeout
    self.notice = notice
  }

  /// Of a role called `seedbed`, "$user" in the search path would become the ledger's schema as soon
  /// as that is there, and the application's tables would be looked for in it.
  private static let withoutLedgerSchema = """
    SELECT pg_catalog.set_config('search_path', pg_catalog.regexp_replace(
      pg_catalog.current_setting('search_path'), '"\\$user",?\\s*', ''), false)
    WHERE current_user = 'seedbed'
    """

  /// The settings of every connection: instants in UTC, and the forms of values that this engine
  /// reads, whatever the server's or the role's defaults are.
  var script: String {
    var statements = [
      "SET TimeZone = 'UTC'", "SET DateStyle = 'ISO, YMD'", "SET IntervalStyle = 'postgres'",
      "SET bytea_output = 'hex'", "SET extra_float_digits = 1",
      "SET standard_conforming_strings = on", Self.withoutLedgerSchema,
    ]
    if let statementTimeout {
      statements.append("SET statement_timeout = \(Self.milliseconds(statementTimeout))")
    }
    if let lockTimeout { statements.append("SET lock_timeout = \(Self.milliseconds(lockTimeout))") }
    return statements.joined(separator: "; ")
  }

  /// At least 1, since 0 means no limit.
  private static func milliseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }
}
