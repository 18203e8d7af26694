internal import PostgresTestServer
package import Seedbed
internal import SeedbedPostgres
internal import SeedbedSQLite
internal import SeedbedTestSupport

/// A database of either engine with the tables of a script, gone with the object.
package final class SampleDatabase {
  /// The engines, named as the folders of schemas are.
  package enum Engine: String, CaseIterable, Sendable {
    case sqlite
    case postgres
  }

  /// The engine.
  package let engine: Engine
  /// A connection that nobody has used before: a script may have changed the settings of its own.
  package let session: any DatabaseSession
  /// What a command line names the database by.
  package let url: String
  private let owner: AnyObject

  package init(_ engine: Engine, script: String) throws {
    self.engine = engine
    switch engine {
    case .sqlite:
      let database = try TemporaryDatabase(schema: script)
      owner = database
      url = "sqlite:\(database.path)"
      session = try database.secondSession()
    case .postgres:
      let database = try PostgresTestDatabase(schema: script)
      if database.session.isInTransaction { try database.session.commit() }
      owner = database
      url = database.parameters.url
      session = try database.secondSession()
    }
  }

  deinit { session.close() }
}
