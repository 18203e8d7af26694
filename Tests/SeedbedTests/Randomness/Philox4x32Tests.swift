import Seedbed
import Testing

@Suite struct Philox4x32Tests {
  struct Vector: Sendable {
    let counter: [UInt32]
    let key: UInt64
    let words: [UInt32]
  }

  /// The lines "philox4x32 10" of Random123's `tests/kat_vectors`.
  static let knownAnswers = [
    Vector(
      counter: [0, 0, 0, 0], key: 0,
      words: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    Vector(
      counter: [.max, .max, .max, .max], key: .max,
      words: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    Vector(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], key: 0x299f_31d0_a409_3822,
      words: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test("gives the published known answers", arguments: knownAnswers)
  func givesThePublishedKnownAnswers(_ vector: Vector) {
    let c = vector.counter
    let block = Philox4x32(key: vector.key).block(c[0], c[1], c[2], c[3])
    #expect([block.0, block.1, block.2, block.3] == vector.words)
  }
}
