internal import CLibCrypto

/// SHA-256 over bytes that come piece by piece, by libcrypto, which uses the processor's
/// instructions for it.
package struct SHA256Hash: ~Copyable {
  private let context: OpaquePointer

  /// Begins a hash.
  package init() {
    // libcrypto has these two fail when there is no memory, and then nothing else works either.
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes.
  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// Ends the hash: 64 hexadecimal digits.
  package consuming func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 32
    EVP_DigestFinal_ex(context, &digest, &count)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The hash of a text.
  package static func text(of text: String) -> String {
    var hash = SHA256Hash()
    Array(text.utf8).withUnsafeBytes { hash.add($0) }
    return hash.finish()
  }
}
