public import Seedbed

/// What CHECK constraints say of one column by itself, NOT NULL and domains included: the part that
/// a generator can obey without trying.
public struct ColumnRestriction: Hashable, Sendable {
  /// The only values allowed, in order of appearance; nil when any are.
  ///
  /// Values are of the kind that the column's are, whole decimals being integers and others
  /// doubles; times, UUIDs, labels and other types that travel as text are text, and what SQLite
  /// keeps as the text of a day or an instant is a date or timestamp where the column is declared
  /// so.
  public var allowed: [DatabaseValue]?
  /// Values that are not allowed.
  public var excluded: [DatabaseValue] = []
  /// The least value; nil when there is none.
  public var lower: Bound?
  /// The greatest value; nil when there is none.
  public var upper: Bound?
  /// The least number of characters of a text, or of elements of an array.
  public var minimumLength: Int?
  /// The greatest number of characters of a text, or of elements of an array.
  public var maximumLength: Int?
  /// Patterns that a text must match, all of them.
  public var patterns: [TextPattern] = []
  /// What a text must be as a whole, all of them.
  public var formats: [TextFormat] = []
  /// What a JSON document must be; nil when nothing but its format is said.
  public var document: DocumentShape?
  /// Whether NULL is out of the question.
  public var isNotNull = false
  /// Whether nothing but NULL is left.
  public var isAlwaysNull = false
  /// The names or texts of the constraints that all this comes from.
  public var sources: [String] = []

  /// An end of a range of values.
  public struct Bound: Hashable, Sendable {
    /// The value.
    public var value: DatabaseValue
    /// Whether the value itself is allowed.
    public var isInclusive: Bool

    /// Creates a bound.
    public init(_ value: DatabaseValue, isInclusive: Bool) {
      self.value = value
      self.isInclusive = isInclusive
    }
  }

  /// What a text is when it is more than text.
  public enum TextFormat: Hashable, Sendable {
    /// A JSON document.
    case json
    /// A day: `YYYY-MM-DD`.
    case date
    /// A date and time: `YYYY-MM-DD HH:MM:SS`.
    case timestamp
    /// A time of day: `HH:MM:SS`.
    case time
  }

  /// A pattern of the database's.
  public struct TextPattern: Hashable, Sendable {
    /// The pattern's text; in LIKE and SIMILAR TO, a backslash is the escape character.
    public var text: String
    /// The language that it is written in.
    public var language: Language
    /// Whether case makes no difference.
    public var ignoresCase: Bool
    /// Whether the text must not match.
    public var isNegated: Bool

    /// The languages of patterns.
    public enum Language: Hashable, Sendable {
      /// `LIKE`: `%` and `_`.
      case like
      /// SQLite's `GLOB`: `*`, `?` and brackets.
      case glob
      /// `SIMILAR TO`.
      case similar
      /// POSIX regular expressions, as `~` and `REGEXP` have them.
      case regex
    }

    /// Creates a pattern.
    public init(
      _ text: String, language: Language, ignoresCase: Bool = false, isNegated: Bool = false
    ) {
      self.text = text
      self.language = language
      self.ignoresCase = ignoresCase
      self.isNegated = isNegated
    }
  }

  /// Nothing is restricted.
  public init() {}
}
