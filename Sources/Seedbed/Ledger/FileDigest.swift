/// Digests of files, to find out whether they were changed.
enum FileDigest {
  /// The digest of bytes, as 32 hexadecimal digits: MurmurHash3 (x64, 128 bits).
  static func digest(_ bytes: [UInt8]) -> String {
    let hash = bytes.withUnsafeBytes { MurmurHash3.hash128($0) }
    return hexadecimal(hash.1) + hexadecimal(hash.0)
  }

  /// The digest of a file's bytes; nil for a file that cannot be read.
  static func digest(ofFile path: String) -> String? {
    guard case .success(let bytes) = FileContents.read(path) else { return nil }
    return digest(bytes)
  }
}
