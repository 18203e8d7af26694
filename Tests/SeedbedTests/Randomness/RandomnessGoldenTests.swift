import Seedbed
import Testing

/// Outputs recorded once. Data that users seeded depends on them: a change needs a new generator
/// version and a line in the changelog, not a new expectation here.
@Suite struct RandomnessGoldenTests {
  static let key = StreamKey(seed: 42, table: "players", column: "name", version: 1)

  /// One hash of all values, in order.
  static func digest(_ values: some Sequence<UInt64>) -> UInt64 {
    var bytes: [UInt8] = []
    for value in values {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    return bytes.withUnsafeBytes { MurmurHash3.hash128($0) }.0
  }

  /// The hash of what a generator makes of the stream's first 2,000 rows.
  static func digest(_ value: (UInt64) -> Double) -> UInt64 {
    digest((0..<2_000).map { value(key.bits(row: $0)).bitPattern })
  }

  /// The same for a generator of integers.
  static func digest(_ value: (UInt64) -> Int) -> UInt64 {
    digest((0..<2_000).map { UInt64(value(key.bits(row: $0))) })
  }

  @Test("golden stream keys") func goldenStreamKeys() {
    #expect(Self.key.rawValue == 0x3ce5_730a_ca80_17e6)
    #expect(Self.key.derived("purpose").rawValue == 0xbbf9_ebdb_66fb_a124)
    #expect(
      StreamKey(seed: .max, table: "tåble", column: "", version: -1).rawValue
        == 0x685d_ba5c_b17b_2e7f)
  }

  @Test("golden bits") func goldenBits() {
    #expect(Self.key.bits(row: 0) == 0x78c6_910d_04b5_d70d)
    #expect(Self.key.bits(row: 0, draw: 1) == 0x9405_bb99_dc34_c061)
    #expect(Self.key.bits(row: 81_234, draw: 2) == 0x1f68_7aaa_d25c_dc2f)
    #expect(Self.key.bits(row: 1 << 40, draw: .max) == 0x0eb8_8313_d4b8_eeff)
    #expect(Self.digest((0..<2_000).map { Self.key.bits(row: $0) }) == 0xb401_5072_def2_962a)
  }

  @Test("golden uniform values") func goldenUniformValues() {
    #expect(Self.digest { Uniform.integer(in: -3...1_000, $0) + 3 } == 0xf935_d90b_81ca_1f3e)
    #expect(Self.digest { Uniform.unit($0) } == 0x800e_ff12_005f_1098)
    #expect(Self.digest(UniformDistribution(range: -1.5...7.25).value) == 0x78ff_a48d_43b4_d291)
  }

  @Test("golden elementary functions") func goldenElementaryFunctions() {
    #expect(Self.digest { DeterministicMath.log(Double($0)) } == 0xbdb1_6f86_b4c1_49a5)
    #expect(
      Self.digest { DeterministicMath.exp(Uniform.unit($0) * 100 - 50) } == 0x86da_65f0_90b5_c8f9)
    #expect(
      Self.digest { DeterministicMath.pow(Double($0), Uniform.unit($0) * 20 - 10) }
        == 0xc73a_6c4a_f978_7d41)
    #expect(
      Self.digest { DeterministicMath.log1p(Uniform.unit($0) * 0.01) } == 0xdaad_8aba_2329_4644)
    #expect(
      Self.digest { DeterministicMath.expm1(Uniform.unit($0) * 0.01) } == 0xd7f4_4a0e_8c80_6d0c)
  }

  @Test("golden continuous distributions") func goldenContinuousDistributions() throws {
    #expect(Self.digest(NormalDistribution(mean: 10, deviation: 3).value) == 0x7293_366c_afa1_4d24)
    #expect(
      Self.digest(LogNormalDistribution(median: 50_000, sigma: 0.4).value) == 0xbe94_98ca_abaf_ac61)
    #expect(Self.digest(ExponentialDistribution(mean: 4).value) == 0xe131_460c_6e87_442d)
    let empirical = try EmpiricalDistribution(
      lowerBound: 0, bins: [(upperBound: 1, weight: 3), (upperBound: 5, weight: 1.5)])
    #expect(Self.digest(empirical.value) == 0x5167_59a6_b2c6_362a)
  }

  @Test("golden discrete distributions") func goldenDiscreteDistributions() throws {
    let short = try ZipfDistribution(count: 100, exponent: 1)
    #expect(Self.digest(short.value) == 0xb9ce_adc4_d409_d4a1)
    let long = try ZipfDistribution(count: 1 << 40, exponent: 0.5)
    #expect(Self.digest(long.value) == 0xec72_b580_ccd3_c40f)
    let harmonic = try ZipfDistribution(count: 1 << 30, exponent: 1)
    #expect(Self.digest(harmonic.value) == 0x6e6e_223c_2a1c_fffc)
    let alias = try AliasTable(weights: [45, 15, 10, 8, 7.5, 0])
    #expect(Self.digest(alias.index) == 0x0098_9527_cf74_6098)
    let integerAlias = try AliasTable(integerWeights: [5, 15, 40, 30, 10])
    #expect(Self.digest(integerAlias.index) == 0xf776_cded_58e2_ac6a)
  }

  @Test("golden permutations") func goldenPermutations() {
    for (count, expected) in [
      (5, 0xf908_bd52_ac6e_70ed), (1_000, 0xb640_9e39_9d61_9efb),
      (1_000_000, 0xdca7_f117_d89d_235b), (1 << 63, 0xb58b_102e_c639_0eb6),
    ] as [(UInt64, UInt64)] {
      let permutation = KeyedPermutation(count: count, key: Self.key)
      #expect(Self.digest((0..<min(count, 2_000)).map { permutation($0) }) == expected)
    }
    let serial = SerialPermutation(key: Self.key)
    #expect(Self.digest((0..<2_000).map { serial($0) }) == 0x47a1_d8ef_4b86_6404)
  }

  @Test("golden shuffles") func goldenShuffles() {
    var random = CoordinateRandom(Self.key, row: 5)
    #expect(random.shuffled(0..<10) == [0, 1, 7, 6, 3, 5, 9, 2, 8, 4])
    #expect(random.sample(3, from: 0..<10) == [5, 7, 2])
    #expect(random.pick(["a", "b", "c", "d"]) == "c")
    var other = CoordinateRandom(Self.key, row: 6)
    #expect(other.shuffled(0..<10) == [0, 3, 4, 9, 2, 5, 8, 1, 7, 6])
  }
}
