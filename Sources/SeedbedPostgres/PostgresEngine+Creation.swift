internal import CLibPQ
public import Seedbed

extension PostgresEngine {
  /// Creates the database that some parameters name, as a copy of the server's template, and returns
  /// its name. It is just as good when somebody else creates it at the same moment.
  ///
  /// Throws `PostgresError` when the role may not create databases.
  ///
  /// - Parameters:
  ///   - parameters: how to connect, with the database's name.
  ///   - permitted: throws for a database that must not be written to; called before one is created.
  public static func createDatabase(
    _ parameters: PostgresParameters, permitted: (DatabaseTarget) throws -> Void = { _ in }
  ) throws -> String {
    let name = try PostgresConnector.databaseName(parameters)
    let maintenance = try openMaintenance(parameters)
    defer { maintenance.close() }
    try permitted(DatabaseTarget(name: name, host: maintenance.target.host))
    do throws(PostgresError) {
      try maintenance.execute("CREATE DATABASE \(SQLIdentifier(name).quoted)")
    } catch {
      switch error.code {
      case .duplicateDatabase, .uniqueViolation:
        // Somebody else was faster; the violation is of the catalog's own index of names.
        break
      case .insufficientPrivilege:
        throw PostgresError(
          code: error.code, message: error.message, sql: error.sql,
          advice: "Give the role that right (ALTER ROLE … CREATEDB), or have the database created "
            + "by a role that has it.")
      default: throw error
      }
    }
    return name
  }

  /// Which database some parameters name that the server does not have, as a guard sees it.
  public static func targetOfMissing(_ parameters: PostgresParameters) throws -> DatabaseTarget {
    let maintenance = try openMaintenance(parameters)
    defer { maintenance.close() }
    return DatabaseTarget(
      name: try PostgresConnector.databaseName(parameters), host: maintenance.target.host)
  }

  /// Connects to a database that every server has, as `createdb` does.
  private static func openMaintenance(
    _ parameters: PostgresParameters
  ) throws(PostgresError) -> PostgresConnection {
    do {
      return try PostgresConnection(parameters.replacing("dbname", with: "postgres"))
    } catch {
      guard error.code == .invalidCatalogName else { throw error }
      return try PostgresConnection(parameters.replacing("dbname", with: "template1"))
    }
  }
}
