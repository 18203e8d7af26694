/// What a database says about its own tables: the part of its schema that constrains rows.
public struct SchemaCatalog: Hashable, Sendable {
  /// The ordinary tables, in order of name; the ledger's and the engine's own are left out.
  public var tables: [Table]

  /// Creates a catalog.
  public init(tables: [Table]) { self.tables = tables }

  /// The table of a name, or nil.
  public subscript(name: String) -> Table? { tables.first { $0.name == name } }

  /// One table.
  public struct Table: Hashable, Sendable {
    /// The table's name, unquoted.
    public var name: String
    /// The columns in their declared order.
    public var columns: [Column]
    /// The primary key's columns in order; empty when there is none.
    public var primaryKey: [String]
    /// Every unique constraint and unique index over plain columns, the primary key left out.
    public var uniqueKeys: [[String]]
    /// The foreign keys, in order of their columns.
    public var foreignKeys: [ForeignKey]
    /// The texts of the table's CHECK constraints, in order of declaration.
    public var checks: [String]
    /// The names and definitions of the table's indexes that are not unique, in order of name.
    public var indexes: [Index]

    /// Creates a table.
    public init(
      name: String, columns: [Column], primaryKey: [String] = [], uniqueKeys: [[String]] = [],
      foreignKeys: [ForeignKey] = [], checks: [String] = [], indexes: [Index] = []
    ) {
      self.name = name
      self.columns = columns
      self.primaryKey = primaryKey
      self.uniqueKeys = uniqueKeys
      self.foreignKeys = foreignKeys
      self.checks = checks
      self.indexes = indexes
    }

    /// The column of a name, or nil.
    public subscript(column: String) -> Column? { columns.first { $0.name == column } }
  }

  /// One column.
  public struct Column: Hashable, Sendable {
    /// The column's name, unquoted.
    public var name: String
    /// What kind of value the column is meant for, whatever the engine stores.
    public var type: ColumnType
    /// The type as the schema declares it, such as `varchar(255)`.
    public var declaredType: String
    /// Whether NULL is allowed.
    public var isNullable: Bool
    /// Whether the column has a default or is filled by the engine.
    public var hasDefault: Bool

    /// Creates a column.
    public init(
      name: String, type: ColumnType, declaredType: String, isNullable: Bool,
      hasDefault: Bool = false
    ) {
      self.name = name
      self.type = type
      self.declaredType = declaredType
      self.isNullable = isNullable
      self.hasDefault = hasDefault
    }
  }

  /// A foreign key; the two column lists correspond one to one.
  public struct ForeignKey: Hashable, Sendable {
    /// The referring columns.
    public var columns: [String]
    /// The table referred to.
    public var parentTable: String
    /// The columns referred to.
    public var parentColumns: [String]

    /// Creates a foreign key.
    public init(columns: [String], parentTable: String, parentColumns: [String]) {
      self.columns = columns
      self.parentTable = parentTable
      self.parentColumns = parentColumns
    }
  }

  /// An index that is not unique.
  public struct Index: Hashable, Sendable {
    /// The index's name.
    public var name: String
    /// The statement that creates it.
    public var definition: String

    /// Creates an index.
    public init(name: String, definition: String) {
      self.name = name
      self.definition = definition
    }
  }
}

/// The kind of value a column is meant for, the same on every engine.
///
/// The digest's canonical form and the sink's encoding follow from it.
public enum ColumnType: String, Hashable, Sendable, CaseIterable {
  /// Whole numbers of at most 64 bits.
  case integer
  /// Doubles.
  case real
  /// Exact decimal numbers.
  case decimal
  /// Text.
  case text
  /// Bytes.
  case blob
  /// True or false.
  case boolean
  /// Days.
  case date
  /// Instants in UTC.
  case timestamp
  /// JSON documents.
  case json
}
