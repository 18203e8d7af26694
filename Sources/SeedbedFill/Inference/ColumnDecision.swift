public import Seedbed

/// How the values of one column are going to be made, and why.
public struct ColumnDecision: Sendable {
  /// The column; for a hidden one a name that no column of the table has.
  public var column: String
  /// The generator's name, as `--explain` and the configuration have it, such as `email`.
  public var generator: String
  /// Why this one: the first of type, name, comment, label and constraint that decided.
  public var reason: String
  /// How sure that is.
  public var confidence: Confidence
  /// Where the values come from.
  public var source: Source
  /// The share of rows that get NULL, 0…1; 0 where NULL is not allowed.
  public var nullRate: Double
  /// Larger spaces, in order, for a unique key that `source` has too few values for: the first that
  /// has enough is taken.
  public var wider: [any ValueSpace]
  /// Whether the column is computed for others to read and not written, as the place that city and
  /// country of a row have in common.
  public var isHidden: Bool
  /// What the configuration says of the column; nil when it says nothing, or what is inferred anyway.
  var configured: FillConfiguration.Column?
  /// Whether trying decided, and not what the column says: no configuration names what came of it.
  var isByTrial = false
  /// Whether it is NULL by the alternative of a row that a hidden column says.
  var nullity: (choice: String, states: [Nullity])?

  /// How sure a decision is.
  public enum Confidence: String, Hashable, Sendable {
    /// The schema leaves no choice: a constraint, an enumeration, a foreign key.
    case certain
    /// The name says what it is.
    case likely
    /// Nothing but the type is known.
    case guess
  }

  /// Where the values of a column come from.
  public enum Source: Sendable {
    /// A space of values, drawn from, or permuted where they must be unique.
    case space(any ValueSpace)
    /// A generator that reads other columns of the row; `isUnique` when no two rows get the same
    /// value, whatever the others are.
    case generator(Generator, isUnique: Bool)
    /// The engine itself: the column is not written and gets its default, or NULL.
    case engine
    /// None: what is wrong, and what would solve it.
    case impossible(String)
  }

  /// Creates a decision.
  public init(
    column: String, generator: String, reason: String, confidence: Confidence, source: Source,
    nullRate: Double = 0, wider: [any ValueSpace] = [], isHidden: Bool = false
  ) {
    self.column = column
    self.generator = generator
    self.reason = reason
    self.confidence = confidence
    self.source = source
    self.nullRate = nullRate
    self.wider = wider
    self.isHidden = isHidden
  }
}
