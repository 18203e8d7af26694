/// A primary key, a unique constraint or a unique index.
public struct UniqueKey: Hashable, Sendable {
  /// The name of the constraint or index.
  public var name: String
  /// What must be unique together, in order.
  public var elements: [Element]
  /// Whether it is the primary key.
  public var isPrimary: Bool
  /// For a partial index, the condition of the rows that it holds.
  public var predicate: String?
  /// Whether NULL equals NULL in it.
  public var nullsAreEqual: Bool
  /// Whether it may be checked at the end of the transaction.
  public var isDeferrable: Bool

  /// One part of a key.
  public enum Element: Hashable, Sendable {
    /// A column, with a collation that decides equality where that is not the column's own.
    case column(String, collation: String?)
    /// An expression over columns, as the engine writes it.
    case expression(String)
  }

  /// Creates a key.
  public init(
    name: String, elements: [Element], isPrimary: Bool = false, predicate: String? = nil,
    nullsAreEqual: Bool = false, isDeferrable: Bool = false
  ) {
    self.name = name
    self.elements = elements
    self.isPrimary = isPrimary
    self.predicate = predicate
    self.nullsAreEqual = nullsAreEqual
    self.isDeferrable = isDeferrable
  }

  /// The columns, when it is over nothing but columns; nil otherwise.
  public var columns: [String]? {
    var names: [String] = []
    for element in elements {
      guard case .column(let name, _) = element else { return nil }
      names.append(name)
    }
    return names
  }
}

/// A foreign key; the two column lists correspond one to one.
public struct RelationalForeignKey: Hashable, Sendable {
  /// The constraint's name; empty where the engine has none.
  public var name: String
  /// The referring columns.
  public var columns: [String]
  /// The table referred to.
  public var parent: RelationName
  /// The columns referred to.
  public var parentColumns: [String]
  /// Whether all columns must be NULL when one is: MATCH FULL.
  public var isFull: Bool
  /// Whether it may be checked at the end of the transaction.
  public var isDeferrable: Bool
  /// Whether it is checked at the end of the transaction without being asked to.
  public var isInitiallyDeferred: Bool

  /// Creates a key.
  public init(
    name: String = "", columns: [String], parent: RelationName, parentColumns: [String],
    isFull: Bool = false, isDeferrable: Bool = false, isInitiallyDeferred: Bool = false
  ) {
    self.name = name
    self.columns = columns
    self.parent = parent
    self.parentColumns = parentColumns
    self.isFull = isFull
    self.isDeferrable = isDeferrable
    self.isInitiallyDeferred = isInitiallyDeferred
  }
}

/// A CHECK constraint.
public struct CheckConstraint: Hashable, Sendable {
  /// Its name; empty where the engine gives none.
  public var name: String
  /// The condition, without `CHECK` and its outer parentheses, in the schema's dialect.
  public var expression: String

  /// Creates a constraint.
  public init(name: String = "", expression: String) {
    self.name = name
    self.expression = expression
  }
}

/// An exclusion constraint: no two rows for which every operator is true.
public struct ExclusionConstraint: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// The parts: a column or expression, and the operator that compares two rows' values.
  public var elements: [Element]
  /// The condition of the rows that it holds for; nil for all.
  public var predicate: String?

  /// One part.
  public struct Element: Hashable, Sendable {
    /// What is compared.
    public var operand: UniqueKey.Element
    /// The operator, such as `=` or `&&`.
    public var comparison: String

    /// Creates a part.
    public init(operand: UniqueKey.Element, comparison: String) {
      self.operand = operand
      self.comparison = comparison
    }
  }

  /// Creates a constraint.
  public init(name: String, elements: [Element], predicate: String? = nil) {
    self.name = name
    self.elements = elements
    self.predicate = predicate
  }
}

/// A trigger that fires when rows are inserted.
public struct TriggerDescription: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Whether it fires before the row is written, and so may change or refuse it.
  public var isBefore: Bool
  /// Whether it fires once a row instead of once a statement.
  public var isForEachRow: Bool
  /// What it runs: the function's name on PostgreSQL, the statements on SQLite.
  public var action: String
  /// The statements: the function's body on PostgreSQL, the same as `action` on SQLite.
  public var body: String

  /// Creates a description.
  public init(
    name: String, isBefore: Bool, isForEachRow: Bool, action: String, body: String? = nil
  ) {
    self.name = name
    self.isBefore = isBefore
    self.isForEachRow = isForEachRow
    self.action = action
    self.body = body ?? action
  }
}
