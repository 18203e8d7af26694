import Seedbed
import Testing

@Suite struct MurmurHash3Tests {
  /// The vectors of the Go port spaolacci/murmur3 (`murmur_test.go`), seed 0.
  static let published: [(text: String, low: UInt64, high: UInt64)] = [
    ("", 0, 0),
    ("hello", 0xcbd8_a7b3_41bd_9b02, 0x5b1e_906a_48ae_1d19),
    ("hello, world", 0x342f_ac62_3a5e_bc8e, 0x4cdc_bc07_9642_414d),
    ("19 Jan 2038 at 3:14:07 AM", 0xb89e_5988_b737_affc, 0x664f_c295_0231_b2cb),
    (
      "The quick brown fox jumps over the lazy dog.", 0xcd99_481f_9ee9_02c9,
      0x695d_a1a3_8987_b6e7
    ),
  ]

  @Test("gives the published hashes", arguments: published)
  func givesThePublishedHashes(text: String, low: UInt64, high: UInt64) {
    let hash = Array(text.utf8).withUnsafeBytes { MurmurHash3.hash128($0) }
    #expect(hash == (low, high))
  }

  @Test("gives SMHasher's verification value") func givesSMHashersVerificationValue() {
    // `VerificationTest` of SMHasher's KeysetTest.cpp: keys 0, 01, 0102 …, seeds 256, 255 …
    var digests: [UInt8] = []
    for length in 0..<256 {
      let key = (0..<length).map { UInt8($0) }
      let (low, high) = key.withUnsafeBytes {
        MurmurHash3.hash128($0, seed: UInt64(256 - length))
      }
      for half in [low, high] {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
          digests.append(UInt8(truncatingIfNeeded: half >> shift))
        }
      }
    }
    let low = digests.withUnsafeBytes { MurmurHash3.hash128($0) }.0
    #expect(UInt32(truncatingIfNeeded: low) == 0x6384_BA69)
  }

  @Test("does not depend on alignment") func doesNotDependOnAlignment() {
    let text = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
    let expected = text.withUnsafeBytes { MurmurHash3.hash128($0) }
    for offset in 1..<8 {
      let shifted = [UInt8](repeating: 7, count: offset) + text
      let hash = shifted.withUnsafeBytes {
        MurmurHash3.hash128(UnsafeRawBufferPointer(rebasing: $0[offset...]))
      }
      #expect(hash == expected)
    }
  }
}
