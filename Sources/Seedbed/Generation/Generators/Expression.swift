/// Arithmetic over columns and random numbers, evaluated on whole columns in double precision.
///
/// Whole numbers are exact up to 2^53. A day is its number since 1970-01-01, an instant its seconds
/// since then, a truth value 0 or 1. Where any column is NULL, the result is.
public indirect enum Expression: Sendable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  /// A number.
  case number(Double)
  /// A column of numbers, days, instants or truth values.
  case column(ColumnReference)
  /// The run's now: in seconds for instants, in days for days.
  case asOf(AsOfUnit)
  /// A random number; each occurrence has draws of its own.
  case random(RandomNumber)
  /// Two operands.
  case binary(Operator, Expression, Expression)
  /// The largest whole number that is not larger.
  case floor(Expression)

  /// The unit in which the run's now is taken.
  public enum AsOfUnit: Sendable {
    /// Seconds since 1970.
    case seconds
    /// Days since 1970-01-01.
    case days
  }

  /// What can be done with two operands.
  public enum Operator: Sendable {
    /// Sum.
    case add
    /// Difference.
    case subtract
    /// Product.
    case multiply
    /// Quotient, as IEEE 754 has it.
    case divide
    /// The smaller one.
    case minimum
    /// The larger one.
    case maximum
  }

  /// The distributions of random numbers.
  public enum RandomNumber: Sendable {
    /// Every double of a range.
    case uniform(ClosedRange<Double>)
    /// Every whole number of a range.
    case integer(ClosedRange<Int>)
    /// Gaussian.
    case normal(NormalDistribution)
    /// The logarithm is Gaussian.
    case logNormal(LogNormalDistribution)
    /// Time until the next event.
    case exponential(ExponentialDistribution)
    /// 0-based rank; small ranks are common.
    case zipf(ZipfDistribution)
    /// A histogram.
    case empirical(EmpiricalDistribution)
  }

  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }

  /// A column of the parent.
  public static func parent(_ name: String) -> Expression { .column(.parent(name)) }
  /// The run's now, in seconds.
  public static var asOfSeconds: Expression { .asOf(.seconds) }
  /// The run's day, in days.
  public static var asOfDays: Expression { .asOf(.days) }
  /// A random whole number of a range.
  public static func random(in range: ClosedRange<Int>) -> Expression { .random(.integer(range)) }
  /// A random double of a range.
  public static func uniform(_ range: ClosedRange<Double>) -> Expression {
    .random(.uniform(range))
  }
  /// A Gaussian number.
  public static func normal(mean: Double, deviation: Double) -> Expression {
    .random(.normal(NormalDistribution(mean: mean, deviation: deviation)))
  }
  /// A number whose logarithm is Gaussian.
  public static func logNormal(median: Double, sigma: Double) -> Expression {
    .random(.logNormal(LogNormalDistribution(median: median, sigma: sigma)))
  }
  /// An exponentially distributed number.
  public static func exponential(mean: Double) -> Expression {
    .random(.exponential(ExponentialDistribution(mean: mean)))
  }
  /// A 0-based rank of which small ones are common. Throws `RandomnessError`.
  public static func zipf(count: Int, exponent: Double) throws -> Expression {
    .random(.zipf(try ZipfDistribution(count: count, exponent: exponent)))
  }

  /// Sum.
  public static func + (a: Expression, b: Expression) -> Expression { .binary(.add, a, b) }
  /// Difference.
  public static func - (a: Expression, b: Expression) -> Expression { .binary(.subtract, a, b) }
  /// Product.
  public static func * (a: Expression, b: Expression) -> Expression { .binary(.multiply, a, b) }
  /// Quotient.
  public static func / (a: Expression, b: Expression) -> Expression { .binary(.divide, a, b) }
  /// The smaller one.
  public static func minimum(_ a: Expression, _ b: Expression) -> Expression {
    .binary(.minimum, a, b)
  }
  /// The larger one.
  public static func maximum(_ a: Expression, _ b: Expression) -> Expression {
    .binary(.maximum, a, b)
  }
  /// The nearest multiple of a step; halves go up.
  public func rounded(to step: Double = 1) -> Expression {
    .binary(.multiply, .floor(self / .number(step) + 0.5), .number(step))
  }
}
