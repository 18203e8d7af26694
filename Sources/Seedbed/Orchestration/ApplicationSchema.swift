/// The application's own schema: the script that creates it, and what fits it.
public struct ApplicationSchema: Hashable, Sendable {
  /// The name of the script for messages, such as `steps/schema/sqlite.sql`.
  public let name: String
  /// The statements that create the schema in an empty database.
  public let sql: String
  /// Whether the tables are somebody else's, who creates them: then whatever is there fits.
  private let isGiven: Bool

  /// Creates a schema from the text of its script.
  public init(name: String, sql: String) {
    self.name = name
    self.sql = sql
    isGiven = false
  }

  private init() {
    name = "the database"
    sql = ""
    isGiven = true
  }

  /// The schema of an application whose tables somebody else has created.
  public static let given = ApplicationSchema()

  /// The application's tables in a database, which are created when it is empty.
  ///
  /// Throws `SchemaMismatch` when the database holds other tables, `NoTables` when it holds none and
  /// somebody else has to create them, or the engine's error.
  public func prepare(in session: any DatabaseSession) throws -> SchemaCatalog {
    if !isGiven, try session.catalog().tables.isEmpty {
      try session.begin()
      do {
        try session.executeScript(sql)
        try session.commit()
      } catch let error {
        try session.rollback()
        throw error
      }
    }
    return try verify(in: session)
  }

  /// The application's tables in a database that has them; tables of somebody else are left out.
  ///
  /// Throws `SchemaMismatch` when they are missing or differ, `NoTables` when there are none and
  /// somebody else has to create them, or the engine's error.
  public func verify(in session: any DatabaseSession) throws -> SchemaCatalog {
    if isGiven {
      let catalog = try session.catalog()
      if catalog.tables.isEmpty { throw NoTables() }
      return catalog
    }
    let expected = try session.catalog(ofScript: sql)
    let actual = try session.catalog()
    let differences = SchemaDifferences(expected: expected, actual: actual)
    if !differences.lines.isEmpty {
      throw SchemaMismatch(
        differences: differences.lines, script: name, isEmpty: actual.tables.isEmpty)
    }
    return SchemaCatalog(tables: actual.tables.filter { expected[$0.name] != nil })
  }
}

/// A database without tables, of an application that does not create them itself.
public struct NoTables: Refusal, Hashable, CustomStringConvertible {
  /// Creates the error.
  public init() {}

  /// What is missing, and what to do.
  public var description: String {
    "the database has no tables; let the application that it belongs to create them first, or point "
      + "DATABASE_URL at another database"
  }
}

/// A database whose tables do not fit the application.
public struct SchemaMismatch: Refusal, Hashable, CustomStringConvertible {
  /// What differs, one line each.
  public let differences: [String]
  /// The script that creates the schema.
  public let script: String
  /// Whether the database has no tables at all.
  public let isEmpty: Bool

  /// Creates the error.
  public init(differences: [String], script: String, isEmpty: Bool = false) {
    self.differences = differences
    self.script = script
    self.isEmpty = isEmpty
  }

  /// The most differences that the description lists.
  public static let shownLimit = 20

  /// The differences, and what to do.
  public var description: String {
    if isEmpty { return "the database has no tables yet; fill it with 'seedbed run'" }
    let hidden = differences.count - Self.shownLimit
    let rest = hidden > 0 ? ["  and \(counted(hidden, "difference")) more"] : []
    return
      (["the database's tables do not fit \(script):"]
      + differences.prefix(Self.shownLimit).map { "  \($0)" } + rest
      + ["point DATABASE_URL at an empty database, or change these tables to fit"])
      .joined(separator: "\n")
  }
}
