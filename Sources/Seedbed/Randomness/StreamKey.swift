/// The random stream of one column: every draw is a function of (key, row, draw number).
///
/// Bits come from `Philox4x32`, keyed with `rawValue`, at the counter (low and high half of the row
/// index, block index, 0). One block yields two draws of 64 bits: draws 2k and 2k + 1 of a row are
/// the two halves of its block k.
public struct StreamKey: Hashable, Sendable {
  /// The 64-bit Philox key.
  public let rawValue: UInt64

  /// Makes a stream from a key that is already well mixed, such as another stream's `rawValue`.
  @inlinable public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Makes the stream of a column.
  ///
  /// The key is MurmurHash3_x64_128 over a length-prefixed encoding, so ("ab", "c") and ("a", "bc")
  /// differ. Names count by their UTF-8 bytes: two spellings that Swift's `==` holds equal
  /// (composed and decomposed accents) are different streams.
  /// - Parameters:
  ///   - seed: the run's seed.
  ///   - table: the table's name.
  ///   - column: the column's name.
  ///   - version: the generator's version; raise it when the generator's output changes.
  public init(seed: UInt64, table: String, column: String, version: Int) {
    var encoding = StreamKeyEncoding(domain: 1)
    encoding.append(seed)
    encoding.append(UInt64(bitPattern: Int64(version)))
    encoding.append(table)
    encoding.append(column)
    self.rawValue = encoding.folded()
  }

  /// An independent sub-stream, one for each `purpose`, compared by UTF-8 bytes.
  ///
  /// Costs one hash and an allocation: call it when a plan is built, not for each row.
  public func derived(_ purpose: String) -> StreamKey {
    var encoding = StreamKeyEncoding(domain: 2)
    encoding.append(rawValue)
    encoding.append(purpose)
    return StreamKey(rawValue: encoding.folded())
  }

  /// 64 random bits: draw number `draw` of row `row`, both 0-based.
  ///
  /// O(1). Every `Int` is a valid row; a negative one counts as its two's complement. Draws 2k and
  /// 2k + 1 cost one Philox block each here; `block(row:index:)` gives both for one.
  @inlinable @inline(__always) public func bits(row: Int, draw: UInt32 = 0) -> UInt64 {
    let pair = block(row: row, index: draw &>> 1)
    return draw & 1 == 0 ? pair.0 : pair.1
  }

  /// Draws 2 · `index` and 2 · `index` + 1 of row `row`, for one Philox block.
  @inlinable @inline(__always) public func block(row: Int, index: UInt32) -> (UInt64, UInt64) {
    let counter = UInt64(bitPattern: Int64(row))
    let words = Philox4x32(key: rawValue).block(
      UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter &>> 32), index, 0)
    return (
      UInt64(words.0) | UInt64(words.1) &<< 32,
      UInt64(words.2) | UInt64(words.3) &<< 32
    )
  }
}

/// The bytes that a stream key is the hash of: little-endian integers and length-prefixed texts.
struct StreamKeyEncoding {
  private var bytes: [UInt8] = []

  /// Starts an encoding; the domain keeps encodings of different meaning apart.
  init(domain: UInt64) {
    bytes.reserveCapacity(96)
    append(domain)
  }

  mutating func append(_ value: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value &>> shift))
    }
  }

  mutating func append(_ text: String) {
    append(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Both halves of the hash, folded into one by exclusive or.
  func folded() -> UInt64 {
    let (low, high) = bytes.withUnsafeBytes { MurmurHash3.hash128($0) }
    return low ^ high
  }
}
