/// The PostgreSQL engine: connects to databases.
public enum PostgresEngine {
  /// Connects to the database of a URL, in every form that `PostgresParameters` reads.
  ///
  /// Throws `PostgresError` when libpq does not take the text, there is no server or no such
  /// database, the role may not log in, or the server is older than version 14.
  public static func open(
    _ url: String, options: PostgresOptions = PostgresOptions()
  ) throws -> PostgresSession {
    try open(PostgresParameters(url), options: options)
  }

  /// Connects to the database that parameters name.
  public static func open(
    _ parameters: PostgresParameters, options: PostgresOptions = PostgresOptions()
  ) throws -> PostgresSession {
    let connection = try PostgresConnection(parameters, options: options)
    if let remark = PostgresServerVersion(number: connection.serverVersion).remark {
      options.notice(PostgresNotice(severity: "NOTICE", code: .successful, message: remark))
    }
    return PostgresSession(connection)
  }
}
