/// One table of a `RelationalSchema`.
public struct RelationalTable: Hashable, Sendable {
  /// Its name.
  public var name: RelationName
  /// What it is.
  public var kind: Kind
  /// The columns in their declared order; none for what is not to be filled.
  public var columns: [RelationalColumn]
  /// The primary key and every unique constraint and unique index, the primary key first.
  public var uniqueKeys: [UniqueKey]
  /// The foreign keys, in order of declaration.
  public var foreignKeys: [RelationalForeignKey]
  /// The CHECK constraints of the table and its columns, inherited ones included; those of domains
  /// are with the type.
  public var checks: [CheckConstraint]
  /// The exclusion constraints.
  public var exclusions: [ExclusionConstraint]
  /// The expressions that indexes keep of each row, as the engine writes them.
  public var indexExpressions: [String]
  /// The enabled triggers of users that fire on INSERT.
  public var triggers: [TriggerDescription]
  /// What the schema's author noted about it.
  public var comment: String?
  /// About how many rows it has, as the engine's statistics say; nil when it has none.
  public var rowEstimate: Int?
  /// Whether the role at hand may insert into it and read it.
  public var isWritable: Bool
  /// Whether policies restrict the rows that the role at hand may insert.
  public var hasRowSecurity: Bool
  /// SQLite: whether values must be of their column's declared type.
  public var isStrict: Bool

  /// What a relation is.
  public enum Kind: Hashable, Sendable {
    /// A table that holds its rows itself.
    case ordinary
    /// A table whose rows lie in its partitions; whatever constrains the rows of a partition alone is
    /// told of it as well, since its rows go there.
    case partitioned(Partitioning)
    /// One partition, with its bounds as the engine writes them; rows go in through its parent.
    case partition(of: RelationName, bounds: String)
    /// A view, a foreign table, a virtual table: nothing to fill, with the reason.
    case other(String)
  }

  /// How rows are spread over partitions.
  public struct Partitioning: Hashable, Sendable {
    /// `range`, `list` or `hash`.
    public var strategy: Strategy
    /// The columns or expressions of the partition key, as the engine writes them.
    public var key: [String]
    /// The bounds of each partition that takes rows, as `FOR VALUES …` or `DEFAULT`.
    public var bounds: [String]
    /// For each of these partitions, what a row in it fulfils: the bounds as conditions over columns,
    /// those of the partitions above it included, and its own CHECKs. A row goes into the table
    /// when one of them holds.
    public var conditions: [String]

    /// The ways to spread rows.
    public enum Strategy: String, Hashable, Sendable { case range, list, hash }

    /// Creates a description.
    public init(
      strategy: Strategy, key: [String], bounds: [String], conditions: [String] = []
    ) {
      self.strategy = strategy
      self.key = key
      self.bounds = bounds
      self.conditions = conditions
    }
  }

  /// Creates a table.
  public init(
    name: RelationName, kind: Kind = .ordinary, columns: [RelationalColumn],
    uniqueKeys: [UniqueKey] = [], foreignKeys: [RelationalForeignKey] = [],
    checks: [CheckConstraint] = [], exclusions: [ExclusionConstraint] = [],
    triggers: [TriggerDescription] = [], comment: String? = nil, rowEstimate: Int? = nil,
    isWritable: Bool = true, hasRowSecurity: Bool = false, isStrict: Bool = false,
    indexExpressions: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.columns = columns
    self.uniqueKeys = uniqueKeys
    self.foreignKeys = foreignKeys
    self.checks = checks
    self.exclusions = exclusions
    self.indexExpressions = indexExpressions
    self.triggers = triggers
    self.comment = comment
    self.rowEstimate = rowEstimate
    self.isWritable = isWritable
    self.hasRowSecurity = hasRowSecurity
    self.isStrict = isStrict
  }

  /// The column of a name, or nil.
  public subscript(column: String) -> RelationalColumn? { columns.first { $0.name == column } }

  /// The primary key, or nil.
  public var primaryKey: UniqueKey? { uniqueKeys.first { $0.isPrimary } }
}

/// One column of a `RelationalTable`.
public struct RelationalColumn: Hashable, Sendable {
  /// The column's name, unquoted.
  public var name: String
  /// The type, domains and all.
  public var type: RelationalType
  /// The type as the schema declares it, such as `character varying(255)`.
  public var declaredType: String
  /// Whether NULL is allowed by the column itself; a domain may forbid it too.
  public var isNullable: Bool
  /// The default's expression; nil when there is none.
  public var defaultExpression: String?
  /// Who makes its values.
  public var source: Source
  /// The collation, when it is not the type's own.
  public var collation: String?
  /// What the schema's author noted about it.
  public var comment: String?

  /// Who makes the values of a column.
  public enum Source: Hashable, Sendable {
    /// Whoever inserts the row.
    case writer
    /// The engine, from other columns of the row, by this expression.
    case generated(String)
    /// The engine, unless the writer gives a value: PostgreSQL's identity by default and serial
    /// columns, SQLite's INTEGER PRIMARY KEY.
    case sequence
    /// The engine, unless the writer overrides it in so many words: GENERATED ALWAYS AS IDENTITY.
    case identityAlways
  }

  /// Creates a column.
  public init(
    name: String, type: RelationalType, declaredType: String, isNullable: Bool = true,
    defaultExpression: String? = nil, source: Source = .writer, collation: String? = nil,
    comment: String? = nil
  ) {
    self.name = name
    self.type = type
    self.declaredType = declaredType
    self.isNullable = isNullable
    self.defaultExpression = defaultExpression
    self.source = source
    self.collation = collation
    self.comment = comment
  }
}
