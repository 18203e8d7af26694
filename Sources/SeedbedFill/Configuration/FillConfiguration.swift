public import Seedbed
public import SeedbedConfiguration

/// What a user says of a fill: rows, and how columns get their values. Read from `seedbed.yml`, or
/// made in code.
///
/// What is said of a table or column by its name counts before what a pattern says, the table's name
/// first; among patterns the later one counts.
public struct FillConfiguration: Hashable, Sendable {
  /// The file that it was read from; nil for one made in code.
  public var file: String?
  /// How many rows tables get that are not named.
  public var rows: RowRequest.Standard?
  /// The only tables to fill; all when there are none.
  public var only: [Pattern]
  /// Tables to leave out.
  public var exclude: [Pattern]
  /// The language and country that names, places, telephone numbers and money are of, as `de_DE`.
  public var locale: Pattern?
  /// What is said of tables, in the order of the file.
  public var tables: [Table]

  /// A name or pattern, and where it stands.
  public struct Pattern: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name, or a pattern with `*` and `?`.
    public var text: String
    /// Where it stands; nil in code.
    public var place: ConfigurationPlace?

    /// Creates a pattern.
    public init(_ text: String, at place: ConfigurationPlace? = nil) {
      self.text = text
      self.place = place
    }

    /// Creates a pattern without a place.
    public init(stringLiteral text: String) { self.init(text) }

    /// Whether it has `*` or `?`.
    var isGlob: Bool { GlobPattern.isPattern(text) }
  }

  /// What is said of the tables that a pattern matches.
  public struct Table: Hashable, Sendable {
    /// The tables: a name, with its schema or without, or a pattern.
    public var pattern: Pattern
    /// How many rows they get.
    public var rows: RowRequest.Rule.Count?
    /// Their locale, where it is not that of all tables.
    public var locale: Pattern?
    /// What is said of their columns, in the order of the file.
    public var columns: [Column]

    /// Creates what is said of tables.
    public init(
      _ pattern: Pattern, rows: RowRequest.Rule.Count? = nil, locale: Pattern? = nil,
      columns: [Column] = []
    ) {
      self.pattern = pattern
      self.rows = rows
      self.locale = locale
      self.columns = columns
    }
  }

  /// What is said of the columns that a pattern matches.
  public struct Column: Hashable, Sendable {
    /// The columns: a name or a pattern.
    public var pattern: Pattern
    /// Where their values come from.
    public var values: Values
    /// The share of rows that get NULL, 0…1; nil for what is inferred.
    public var nulls: Double?
    /// Their locale, where it is not that of the table; they do not go with its other columns then.
    public var locale: Pattern?

    /// Creates what is said of columns.
    public init(
      _ pattern: Pattern, _ values: Values, nulls: Double? = nil, locale: Pattern? = nil
    ) {
      self.pattern = pattern
      self.values = values
      self.nulls = nulls
      self.locale = locale
    }
  }

  /// Where the values of a column come from.
  public enum Values: Hashable, Sendable {
    /// Whatever is inferred.
    case inferred
    /// A generator of the registry.
    case generator(String, GeneratorArguments)
    /// Some values, each as often as the others, or as weights say.
    case list([DatabaseValue], weights: [Int]?)
    /// One value for all rows; NULL where it is `null`.
    case constant(DatabaseValue)
    /// An expression of the database's over columns of the same row.
    case sql(String)
    /// Rows of another table.
    case reference(Reference)
  }

  /// How a column refers to rows of another table.
  public struct Reference: Hashable, Sendable {
    /// The table; nil for the one that the column's foreign key names.
    public var table: String?
    /// The column of that table.
    public var column: String?
    /// How rows are chosen.
    public var distribution: Distribution

    /// How rows are chosen.
    public enum Distribution: String, Hashable, Sendable, CaseIterable {
      /// Some much more often than others.
      case skewed
      /// Each as often as any other.
      case even
    }

    /// Creates a reference.
    public init(
      table: String? = nil, column: String? = nil, distribution: Distribution = .skewed
    ) {
      self.table = table
      self.column = column
      self.distribution = distribution
    }
  }

  /// Creates a configuration.
  public init(
    file: String? = nil, rows: RowRequest.Standard? = nil, only: [Pattern] = [],
    exclude: [Pattern] = [], locale: Pattern? = nil, tables: [Table] = []
  ) {
    self.file = file
    self.rows = rows
    self.only = only
    self.exclude = exclude
    self.locale = locale
    self.tables = tables
  }
}

extension FillConfiguration {
  /// What it says of rows, in the order in which later rules count before earlier ones: patterns,
  /// names without a schema, names with one.
  var rowRules: [RowRequest.Rule] {
    let rules = tables.compactMap { table in
      table.rows.map { RowRequest.Rule(pattern: table.pattern.text, count: $0) }
    }
    func rank(_ pattern: String) -> Int {
      GlobPattern.isPattern(pattern) ? 0 : pattern.contains(".") ? 2 : 1
    }
    return (0...2).flatMap { wanted in rules.filter { rank($0.pattern) == wanted } }
  }
}
