/// What tells a snapshot, and each temporary thing, from all others.
package enum SnapshotID {
  /// 32 hexadecimal digits from the system's random numbers: they name things and decide no data.
  package static func make() -> String {
    var system = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(system.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
