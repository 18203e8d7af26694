public import Seedbed
public import SeedbedSQLite

/// A SQLite database in a file of its own for one test, removed when the object goes.
///
/// Keep the object for as long as its session is used.
public final class TemporaryDatabase {
  /// The connection.
  public let session: SQLiteSession
  /// The path of the file.
  public let path: String
  private let folder: TemporaryFolder

  /// Creates a database, with the tables of a schema script if one is given.
  public init(schema: String = "") throws {
    folder = try TemporaryFolder()
    path = folder.path("test.sqlite")
    session = try SQLiteEngine.open(path: path)
    try session.executeScript(schema)
  }

  /// The values of the first column of a query's rows.
  public func column(_ sql: String) throws -> [DatabaseValue] {
    var values: [DatabaseValue] = []
    try session.query(sql, []) { values.append($0[0]) }
    return values
  }

  /// The integer in the first column of a query's first row; nil when there is none.
  public func integer(_ sql: String) throws -> Int64? { try column(sql).first?.asInt64 }

  /// A second connection to the same file, for tests of locks.
  public func secondSession(mode: SQLiteEngine.OpenMode = .mustExist) throws -> SQLiteSession {
    try SQLiteEngine.open(path: path, mode: mode)
  }
}
