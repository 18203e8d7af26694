/// Everything in a database that constrains a row, as the server or the file itself describes it.
///
/// `SchemaCatalog` is the small part that the digest and the steps need; this is what it takes to
/// fill tables that nobody here designed.
public struct RelationalSchema: Hashable, Sendable {
  /// The dialect that the expressions in it are written in.
  public var dialect: Dialect
  /// The tables and whatever else rows are read from, in order of schema and name.
  public var tables: [RelationalTable]

  /// The language of default values, CHECKs, predicates and generated columns.
  public enum Dialect: String, Hashable, Sendable {
    /// SQLite's, as the schema's author wrote it.
    case sqlite
    /// PostgreSQL's, as `pg_get_expr` writes it.
    case postgres
  }

  /// Creates a schema.
  public init(dialect: Dialect, tables: [RelationalTable]) {
    self.dialect = dialect
    self.tables = tables
  }

  /// The table of a name, or nil.
  public subscript(name: RelationName) -> RelationalTable? { tables.first { $0.name == name } }
}

/// The name of a table, with its schema where it is not found by the table's name alone.
public struct RelationName: Hashable, Sendable, CustomStringConvertible {
  /// The schema; nil where the engine has none and for a table on the search path.
  public var schema: String?
  /// The table.
  public var table: String

  /// Creates a name from its unquoted parts.
  public init(schema: String? = nil, _ table: String) {
    self.schema = schema
    self.table = table
  }

  /// The parts with a dot between them, unquoted, for messages.
  public var description: String { schema.map { "\($0).\(table)" } ?? table }
}
