import Seedbed
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct DeterministicMathTests {
  /// The relative difference; 0 for equal values, infinities and NaNs of the same kind.
  static func difference(_ value: Double, _ expected: Double) -> Double {
    if value == expected || (value.isNaN && expected.isNaN) { return 0 }
    return ((value - expected) / expected).magnitude
  }

  /// Doubles spread over `exponents` of two, from the shared draws.
  static func samples(exponents: ClosedRange<Int>) -> [Double] {
    Draws.million[..<20_000].map { bits in
      let exponent = Uniform.integer(in: exponents, bits &* 0x9E37_79B9_7F4A_7C15)
      return Double(sign: .plus, exponent: exponent, significand: 1 + Uniform.unit(bits))
    }
  }

  @Test(
    "log agrees with the C library", arguments: [-1_022...1_023, -2...2, -1...0, -1_074 ... -1_000])
  func logAgreesWithTheCLibrary(exponents: ClosedRange<Int>) {
    var worst = 0.0
    for x in Self.samples(exponents: exponents) {
      worst = max(worst, Self.difference(DeterministicMath.log(x), log(x)))
    }
    #expect(worst <= 1e-14)
  }

  @Test("exp agrees with the C library") func expAgreesWithTheCLibrary() {
    var worst = 0.0
    for magnitude in Self.samples(exponents: -60...8) {
      for x in [magnitude, -magnitude, magnitude * 1.38, -magnitude * 1.38] {
        worst = max(worst, Self.difference(DeterministicMath.exp(x), exp(x)))
      }
    }
    #expect(worst <= 1e-14)
  }

  @Test("pow agrees with the C library") func powAgreesWithTheCLibrary() {
    var worst = 0.0
    let bases = Self.samples(exponents: -1_022...1_023) + Self.samples(exponents: -2...2)
    let exponents = [-1, -0.5, 0.5, 1, 2, -1.5, 3.7, 0.001, 117.3, -1_234.5, 1e-9, 17]
    for (index, base) in bases.enumerated() {
      let exponent = exponents[index % exponents.count]
      let expected = pow(base, exponent)
      guard expected.isNormal else { continue }
      worst = max(worst, Self.difference(DeterministicMath.pow(base, exponent), expected))
    }
    #expect(worst <= 1e-14)
  }

  @Test("pow keeps its precision where the exponent magnifies errors")
  func powKeepsItsPrecisionWhereTheExponentMagnifiesErrors() {
    var worst = 0.0
    for base in Self.samples(exponents: -1...0) {
      // Exponents that bring the power close to the largest and the smallest double.
      for target in [700.0, -700] {
        let exponent = target / log(base)
        guard exponent.magnitude < 1e15 else { continue }
        let power = DeterministicMath.pow(base, exponent)
        worst = max(worst, Self.difference(power, pow(base, exponent)))
      }
    }
    #expect(worst <= 1e-14)
  }

  @Test("log1p and expm1 agree with the C library") func log1pAndExpm1AgreeWithTheCLibrary() {
    var worst = 0.0
    for magnitude in Self.samples(exponents: -70...5) {
      worst = max(worst, Self.difference(DeterministicMath.log1p(magnitude), log1p(magnitude)))
      worst = max(worst, Self.difference(DeterministicMath.expm1(magnitude), expm1(magnitude)))
      worst = max(worst, Self.difference(DeterministicMath.expm1(-magnitude), expm1(-magnitude)))
      guard magnitude < 0.99 else { continue }
      worst = max(worst, Self.difference(DeterministicMath.log1p(-magnitude), log1p(-magnitude)))
    }
    #expect(worst <= 1e-14)
  }

  static let specials: [Double] = [
    0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1e300, -1e300, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude,
    .infinity, -.infinity, .nan, 0x1p53, -0x1p53, 0x1p53 + 2, 4_503_599_627_370_497, 1e19, -1e19,
    1.5, -1.5, 1_023, -1_074,
  ]

  @Test("has the C library's special values", arguments: specials)
  func hasTheCLibrarysSpecialValues(x: Double) {
    #expect(Self.difference(DeterministicMath.log(x), log(x)) <= 1e-14)
    #expect(Self.difference(DeterministicMath.exp(x), exp(x)) <= 1e-14)
    #expect(Self.difference(DeterministicMath.log1p(x), log1p(x)) <= 1e-14)
    #expect(Self.difference(DeterministicMath.expm1(x), expm1(x)) <= 1e-14)
    for y in Self.specials {
      let power = DeterministicMath.pow(x, y)
      #expect(Self.difference(power, pow(x, y)) <= 1e-14, "pow(\(x), \(y))")
      #expect(power.isNaN || power.sign == pow(x, y).sign, "sign of pow(\(x), \(y))")
    }
  }

  @Test("is exact where it must be") func isExactWhereItMustBe() {
    #expect(DeterministicMath.log(1) == 0)
    #expect(DeterministicMath.exp(0) == 1)
    #expect(DeterministicMath.pow(7, 1) == 7)
    #expect(DeterministicMath.pow(2, 10) == 1_024)
    #expect(DeterministicMath.pow(10, -0.0) == 1)
  }
}
