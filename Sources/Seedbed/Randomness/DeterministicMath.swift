/// Elementary functions whose last bit is the same on every platform.
///
/// Only `+`, `-`, `*`, `/` on doubles and integer operations on their bits, all of them exact in
/// IEEE 754, so no result depends on a C library or on a fused multiplication. Relative error at
/// most 10⁻¹⁴; usually below one unit in the last place. The reductions and the polynomials'
/// coefficients are those of Sun's fdlibm 5.3 (`e_log.c`, `e_exp.c`).
public enum DeterministicMath {
  /// ln 2 rounded to 32 bits, so that its product with an exponent is exact (`e_log.c`).
  @inlinable static var ln2High: Double { 6.93147180369123816490e-01 }
  /// ln 2 − `ln2High` (`e_log.c`).
  @inlinable static var ln2Low: Double { 1.90821492927058770002e-10 }
  /// 1 / ln 2 (`e_exp.c`).
  @inlinable static var inverseLn2: Double { 1.44269504088896338700 }
  /// The square root of 2, the upper end of the reduced argument of a logarithm.
  @inlinable static var squareRootOf2: Double { 1.41421356237309504880 }

  /// The natural logarithm.
  ///
  /// -infinity at 0, NaN below 0 and for NaN, infinity at infinity.
  @inlinable public static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return logOfSpecial(x) }
    let (exponent, fraction) = reduced(x)
    let ratio = fraction / (2 + fraction)
    let halfSquare = 0.5 * fraction * fraction
    let rest = ratio * (halfSquare + logSeries(ratio * ratio)) + exponent * ln2Low
    return exponent * ln2High - ((halfSquare - rest) - fraction)
  }

  /// The exponential function.
  ///
  /// Infinity above 709.78, 0 below -745.13, NaN for NaN; subnormal results lose precision.
  @inlinable public static func exp(_ x: Double) -> Double {
    guard x <= 709.782712893383973096 else { return x.isNaN ? .nan : .infinity }
    guard x >= -745.13321910194110842 else { return 0 }
    let exponent = Int(inverseLn2 * x + (x < 0 ? -0.5 : 0.5))
    let multiple = Double(exponent)
    let high = x - multiple * ln2High
    let low = multiple * ln2Low
    let r = high - low
    let t = r * r
    let c = r - t * expSeries(t)
    let y = 1 - ((low - (r * c) / (2 - c)) - high)
    let half = exponent &>> 1
    return y * powerOf2(half) * powerOf2(exponent &- half)
  }

  /// The power `x`ʸ, with the special values of C's `pow` (ISO C F.10.4.4).
  ///
  /// 1 for `y` = 0 and for `x` = 1 whatever the other is, `x` itself for `y` = 1; for negative `x`
  /// NaN unless `y` is an integer.
  @inlinable public static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 1 { return x }
    if x > 0, x < .infinity, y > -0x1p64, y < 0x1p64 {
      return powOfPositive(x, y)
    }
    return powOfSpecial(x, y)
  }

  /// ln(1 + `x`), precise for small `x` too.
  ///
  /// Source: Kahan's correction of the rounded sum, as in the HP-15C Advanced Functions Handbook.
  @inlinable public static func log1p(_ x: Double) -> Double {
    let sum = 1 + x
    if sum == 1 { return x }
    if sum == .infinity { return sum }
    return log(sum) * (x / (sum - 1))
  }

  /// e to the power `x`, minus 1, precise for small `x` too.
  ///
  /// Source: Kahan's method, as in Higham, "Accuracy and Stability of Numerical Algorithms",
  /// section 1.14.1.
  @inlinable public static func expm1(_ x: Double) -> Double {
    if x > 1 || x < -1 { return exp(x) - 1 }
    let power = exp(x)
    if power == 1 { return x }
    return (power - 1) * (x / log(power))
  }
}

extension DeterministicMath {
  /// Splits a finite positive `x` into 2ᵏ · (1 + f) with 1 + f in (√½, √2].
  @inlinable @inline(__always) static func reduced(
    _ x: Double
  ) -> (exponent: Double, fraction: Double) {
    var bits = x.bitPattern
    var exponent = -1023
    if bits < 0x0010_0000_0000_0000 {
      bits = (x * 0x1p54).bitPattern
      exponent = -1077
    }
    exponent &+= Int(truncatingIfNeeded: bits &>> 52)
    var significand = Double(
      bitPattern: bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000)
    if significand > squareRootOf2 {
      significand *= 0.5
      exponent &+= 1
    }
    return (Double(exponent), significand - 1)
  }

  /// fdlibm's R(z): ln(1 + f) = 2s + s · R(s²) with s = f / (2 + f).
  @inlinable @inline(__always) static func logSeries(_ z: Double) -> Double {
    let w = z * z
    let even =
      w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01 + w
        * (2.857142874366239149e-01 + w
          * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    return odd + even
  }

  /// fdlibm's P(t) with t = r²: exp(r) = 1 + r + r · c / (2 − c) where c = r − t · P(t).
  @inlinable @inline(__always) static func expSeries(_ t: Double) -> Double {
    1.66666666666666019037e-01 + t
      * (-2.77777777770155933842e-03 + t
        * (6.61375632143793436117e-05 + t
          * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08)))
  }

  /// 2 to the power `exponent`, which must be that of a normal number.
  @inlinable @inline(__always) static func powerOf2(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(truncatingIfNeeded: exponent &+ 1023) &<< 52)
  }

  @usableFromInline static func logOfSpecial(_ x: Double) -> Double {
    if x == 0 { return -.infinity }
    return x == .infinity ? x : .nan
  }

  /// exp(y · ln x), with the logarithm and the product carried in two doubles each.
  @inlinable static func powOfPositive(_ x: Double, _ y: Double) -> Double {
    let (exponent, fraction) = reduced(x)
    // s = f / (2 + f) in two doubles.
    let divisor = 2 + fraction
    let divisorRest = fraction - (divisor - 2)
    let ratio = fraction / divisor
    let (product, productRest) = exactProduct(ratio, divisor)
    let ratioRest = (((fraction - product) - productRest) - ratio * divisorRest) / divisor
    // ln x = k · ln 2 + 2s + s · R(s²), the largest terms summed exactly.
    let high1 = exponent * ln2High
    let high2 = 2 * ratio
    let sum = high1 + high2
    let back = sum - high1
    let sumRest = (high1 - (sum - back)) + (high2 - back)
    let small = 2 * ratioRest + ratio * logSeries(ratio * ratio) + exponent * ln2Low + sumRest
    let logHigh = sum + small
    let logLow = small - (logHigh - sum)
    let (power, powerRest) = exactProduct(y, logHigh)
    let correction = powerRest + y * logLow
    let result = exp(power)
    if result == 0 || result == .infinity { return exp(power + correction) }
    return result + result * correction
  }

  /// The product of two doubles and its rounding error, by Dekker's splitting into halves.
  @inlinable @inline(__always) static func exactProduct(
    _ a: Double, _ b: Double
  ) -> (product: Double, rest: Double) {
    let product = a * b
    let aHigh = Double(bitPattern: a.bitPattern & 0xFFFF_FFFF_F800_0000)
    let aLow = a - aHigh
    let bHigh = Double(bitPattern: b.bitPattern & 0xFFFF_FFFF_F800_0000)
    let bLow = b - bHigh
    let rest = ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow
    return (product, rest)
  }

  @usableFromInline static func powOfSpecial(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let magnitude = x.magnitude
    if y.isInfinite {
      if magnitude == 1 { return 1 }
      return (magnitude > 1) == (y > 0) ? .infinity : 0
    }
    // From 2⁵³ on every double is an even integer.
    let isLarge = y.magnitude >= 0x1p53
    let isInteger = isLarge || Double(Int64(y)) == y
    let isOdd = isInteger && !isLarge && Int64(y) & 1 != 0
    let result: Double
    if magnitude == 0 {
      result = y > 0 ? 0 : .infinity
    } else if magnitude == .infinity {
      result = y > 0 ? .infinity : 0
    } else if x < 0, !isInteger {
      return .nan
    } else if y.magnitude >= 0x1p64 {
      if magnitude == 1 { return 1 }
      result = (magnitude > 1) == (y > 0) ? .infinity : 0
    } else {
      result = powOfPositive(magnitude, y)
    }
    return x.sign == .minus && isOdd ? -result : result
  }
}
