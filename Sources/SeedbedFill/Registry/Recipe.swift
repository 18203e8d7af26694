internal import Seedbed

/// What values a generator makes, before it is known what type, length and range the column has.
enum Recipe: Sendable {
  /// Texts of some templates.
  case text([TextTemplate])
  /// Texts or bytes that look like chance, with as many characters as the column has room for, at
  /// most `count`.
  case digest(DigestForm, count: Int)
  /// Numbers between two bounds, in steps of a power of ten.
  case number(NumberRecipe)
  /// Moments between two, in seconds since 1970.
  case moment(from: Int64, through: Int64, MomentSpace.Shape)
  /// True for a share of the rows.
  case boolean(trueShare: Double)
  /// Values one by one.
  case list([DatabaseValue], weights: [Int]?)

  /// How chance is written.
  enum DigestForm: Hashable, Sendable {
    case hexadecimal
    case uuid
    /// Letters and digits, after a prefix.
    case token(prefix: String)
    case bytes
  }

  /// A range of numbers.
  struct NumberRecipe: Hashable, Sendable {
    var low: Double
    var high: Double
    /// Digits after the point that a plausible value has.
    var scale: Int
    var shape: NumberSpace.Shape
  }
}
