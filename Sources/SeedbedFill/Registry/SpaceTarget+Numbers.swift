internal import Seedbed

extension SpaceTarget {
  /// The numbers of a recipe that the column takes; where a constraint allows none of them, others
  /// within the constraint.
  func numberSpace(_ recipe: Recipe.NumberRecipe) -> (any ValueSpace)? {
    guard let limits = numberLimits, restriction.patterns.isEmpty else { return nil }
    var scale = min(recipe.scale, limits.scale)
    while true {
      guard let range = mantissas(recipe, limits, scale: scale) else {
        // Between two neighbours there may be something at a finer scale.
        guard scale < min(limits.scale, 6) else { return nil }
        scale += 1
        continue
      }
      let isNarrow = restriction.lower != nil && restriction.upper != nil
      let width = range.upperBound.subtractingReportingOverflow(range.lowerBound)
      if isNarrow, !width.overflow, width.partialValue < 20, scale < min(limits.scale, 4) {
        scale += 1
        continue
      }
      return NumberSpace(
        from: range.lowerBound, through: range.upperBound, form: limits.form(scale),
        shape: recipe.shape, excluding: excludedMantissas(scale: scale))
    }
  }

  /// What the type says of numbers.
  private struct Limits {
    var low: Double
    var high: Double
    /// The most digits after the point.
    var scale: Int
    /// The most digits in all, for a type that has no more of them exactly.
    var largestMantissa: Double
    var form: (_ scale: Int) -> NumberSpace.Form
  }

  private var numberLimits: Limits? {
    // Whole numbers of 64 bits; a double has room for them below 2^63.
    let largest = 9.2e18
    switch type {
    case .integer(let bitCount):
      let half = bitCount >= 64 ? largest : Double(Int64(1) << Int64(bitCount - 1))
      return Limits(
        low: -half, high: bitCount >= 64 ? largest : half - 1, scale: 0, largestMantissa: largest,
        form: { _ in .integer })
    case .real(let bitCount):
      // The whole numbers that a float of 24 or 53 bits tells apart.
      let exact = bitCount <= 32 ? 16_777_216.0 : 9_007_199_254_740_992
      return Limits(
        low: -exact, high: exact, scale: 6, largestMantissa: exact, form: { .real(scale: $0) })
    case .decimal(let precision, let scale):
      let scale = scale ?? (precision == nil ? 6 : 0)
      let places = (precision ?? 18) - max(0, scale)
      let bound = min(largest, Self.ten(places))
      let isSQLite = dialect == .sqlite
      return Limits(
        low: -bound, high: bound, scale: max(0, min(scale, 9)),
        largestMantissa: isSQLite ? 9e15 : largest,
        form: { $0 == 0 ? .integer : isSQLite ? .real(scale: $0) : .decimal(scale: $0) }
      )
    case .money:
      return Limits(
        low: -9e13, high: 9e13, scale: 2, largestMantissa: largest, form: { .decimal(scale: $0) })
    case .any:
      return Limits(
        low: -largest, high: largest, scale: 0, largestMantissa: largest, form: { _ in .integer })
    default: return nil
    }
  }

  /// 10 to the power of a number that may be negative.
  private static func ten(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<min(18, abs(exponent)) { power *= 10 }
    return exponent < 0 ? 1 / power : power
  }

  /// The recipe's range, cut to what type and constraints allow, in units of the scale.
  private func mantissas(
    _ recipe: Recipe.NumberRecipe, _ limits: Limits, scale: Int
  ) -> ClosedRange<Int64>? {
    let unit = Self.ten(scale)
    let typeLow = max(Self.ceiling(limits.low * unit), Self.ceiling(-limits.largestMantissa))
    let typeHigh = min(Self.floor(limits.high * unit), Self.floor(limits.largestMantissa))
    var low = typeLow
    var high = typeHigh
    if case .decimal(let precision?, let declared) = type, precision - (declared ?? 0) + scale <= 18
    {
      // The bound itself has one digit too many.
      let bound = NumberSpace.power(of10: max(0, precision - (declared ?? 0) + scale))
      low = max(low, 1 - bound)
      high = min(high, bound - 1)
    }
    if let bound = restriction.lower, let number = bound.value.number {
      let least = Self.ceiling(number * unit)
      let isExact = Self.floor(number * unit) == least
      low = max(low, isExact && !bound.isInclusive ? least + 1 : least)
    }
    if let bound = restriction.upper, let number = bound.value.number {
      let most = Self.floor(number * unit)
      let isExact = Self.ceiling(number * unit) == most
      high = min(high, isExact && !bound.isInclusive ? most - 1 : most)
    }
    guard low <= high else { return nil }
    let first = Self.ceiling(recipe.low * unit)
    let last = max(first, Self.floor(recipe.high * unit))
    let cut = max(low, first)...max(max(low, first), min(high, last))
    if max(low, first) <= min(high, last) { return cut }
    // Nothing plausible is allowed: as many values as would have been, next to where they are.
    let (width, _) = last.subtractingReportingOverflow(first)
    if first > high {
      let (start, overflow) = high.subtractingReportingOverflow(width)
      return max(low, overflow ? low : start)...high
    }
    let (end, overflow) = low.addingReportingOverflow(width)
    return low...min(high, overflow ? high : end)
  }

  /// The greatest number of units of a scale that the type has; nil for a type without numbers.
  func largestMantissa(scale: Int) -> Int64? {
    guard let limits = numberLimits else { return nil }
    let unbounded = SpaceTarget(type: type, dialect: dialect)
    return unbounded.mantissas(
      Recipe.NumberRecipe(low: 0, high: 9.2e18, scale: scale, shape: .even), limits, scale: scale
    )?.upperBound
  }

  private func excludedMantissas(scale: Int) -> [Int64] {
    restriction.excluded.compactMap { value in
      guard let number = value.number else { return nil }
      let scaled = number * Self.ten(scale)
      let mantissa = Self.ceiling(scaled)
      return mantissa == Self.floor(scaled) ? mantissa : nil
    }
  }

  /// The least whole number that is not smaller; what multiplication added to a decimal fraction is
  /// taken away.
  private static func ceiling(_ number: Double) -> Int64 { whole(number, .up) }
  private static func floor(_ number: Double) -> Int64 { whole(number, .down) }

  private static func whole(_ number: Double, _ rule: FloatingPointRoundingRule) -> Int64 {
    let nearest = number.rounded()
    let isWhole = abs(number - nearest) < 1e-9 * max(1, abs(number))
    let rounded = isWhole ? nearest : number.rounded(rule)
    if rounded >= 9.2e18 { return 9_200_000_000_000_000_000 }
    if rounded <= -9.2e18 { return -9_200_000_000_000_000_000 }
    return Int64(rounded)
  }
}
