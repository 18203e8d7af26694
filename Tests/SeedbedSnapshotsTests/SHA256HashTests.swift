import SeedbedSnapshots
import Testing

/// The vectors of FIPS 180-4 (NIST's examples for SHA-256).
@Suite struct SHA256HashTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func agreesWithThePublishedVectors(text: String, digest: String) {
    #expect(SHA256Hash.text(of: text) == digest)
  }

  @Test func isTheSameWhateverThePieces() {
    var hash = SHA256Hash()
    let thousand = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
    for _ in 0..<1000 { thousand.withUnsafeBytes { hash.add($0) } }
    #expect(
      hash.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
