internal import Foundation
package import Seedbed
package import SeedbedPostgres
internal import Synchronization

/// A database of its own for one test, dropped when the object goes.
///
/// Keep the object for as long as its session is used.
package final class PostgresTestDatabase {
  /// The connection.
  package private(set) var session: PostgresSession
  /// How to reach the database.
  package let parameters: PostgresParameters
  /// The database's name.
  package let name: String
  private let server: PostgresParameters

  private static let count = Atomic(0)

  /// Creates a database, with the tables of a schema script if one is given, or as a copy of a
  /// database that nobody is connected to; on the tests' common server if none is given.
  package init(
    schema: String = "", copyOf template: String = "template0",
    on server: PrivatePostgresServer? = nil
  ) throws {
    let number = Self.count.add(1, ordering: .relaxed).newValue
    name = "seedbed_test_\(ProcessInfo.processInfo.processIdentifier)_\(number)"
    let server = try server?.parameters ?? PostgresTestServer.parameters()
    self.server = server
    try Self.administrate("CREATE DATABASE \(name) TEMPLATE \(template)", on: server)
    parameters = server.replacing("dbname", with: name)
    session = try PostgresEngine.open(parameters)
    try session.executeScript(schema)
  }

  deinit {
    session.close()
    // A database that is left goes with the server.
    try? Self.administrate("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", on: server)
  }

  /// Executes a script as the role that may do everything, in the server's first database.
  package static func administrate(
    _ sql: String, on server: PostgresParameters? = nil
  ) throws {
    let session = try PostgresEngine.open(server ?? PostgresTestServer.parameters())
    defer { session.close() }
    try session.executeScript(sql)
  }

  /// Connects again, after the server went away.
  package func reconnect() throws {
    session.close()
    session = try PostgresEngine.open(parameters)
  }

  /// A second connection to the same database.
  package func secondSession(
    options: PostgresOptions = PostgresOptions()
  ) throws -> PostgresSession {
    try PostgresEngine.open(parameters, options: options)
  }

  /// The values of the first column of a query's rows.
  package func column(_ sql: String) throws -> [DatabaseValue] {
    var values: [DatabaseValue] = []
    try session.query(sql, []) { values.append($0[0]) }
    return values
  }

  /// The integer in the first column of a query's first row; nil when there is none.
  package func integer(_ sql: String) throws -> Int64? { try column(sql).first?.asInt64 }
}
