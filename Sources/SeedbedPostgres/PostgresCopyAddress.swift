internal import Glibc
internal import Seedbed

/// The binary form of `inet` and `cidr`: family, bits of the mask, whether it is a network, bytes.
///
/// Source: `network_send` in src/backend/utils/adt/network.c.
enum PostgresCopyAddress {
  /// The most bytes of an address.
  static let capacity = 4 + 16

  /// `PGSQL_AF_INET` and `PGSQL_AF_INET6` in src/include/utils/inet.h: Linux's number for version
  /// 4, and one more than that, whatever the system's number is.
  private static let family4: UInt8 = 2
  private static let family6: UInt8 = 3

  /// The longest text of an address: eight groups, or six and an address of version 4 (RFC 4291).
  private static let longestText = 45

  /// Writes an address such as `10.0.0.1`, `::1` or `10.0.0.0/8`, and returns the bytes written;
  /// nil when the text is none.
  static func write(
    _ text: TextCell, isNetwork: Bool, to target: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    let bytes = UnsafeBufferPointer(start: text.start, count: text.count)
    let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
    let addressCount = slash ?? bytes.count
    guard addressCount <= longestText else { return nil }
    let isSix = bytes[..<addressCount].contains(UInt8(ascii: ":"))
    let byteCount = isSix ? 16 : 4
    let isAddress = withUnsafeTemporaryAllocation(of: CChar.self, capacity: longestText + 1) {
      characters in
      for position in 0..<addressCount { characters[position] = CChar(bitPattern: bytes[position]) }
      characters[addressCount] = 0
      guard let base = characters.baseAddress else { return false }
      return inet_pton(isSix ? AF_INET6 : AF_INET, base, target + 4) == 1
    }
    guard isAddress else { return nil }
    var bits = byteCount * 8
    if let slash {
      let digits = bytes[(slash + 1)...]
      guard !digits.isEmpty, digits.count <= 3 else { return nil }
      var number = 0
      for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        number = number * 10 + Int(digit - UInt8(ascii: "0"))
      }
      guard number <= bits else { return nil }
      bits = number
    }
    target[0] = isSix ? family6 : family4
    target[1] = UInt8(truncatingIfNeeded: bits)
    target[2] = isNetwork ? 1 : 0
    target[3] = UInt8(truncatingIfNeeded: byteCount)
    return 4 + byteCount
  }
}
